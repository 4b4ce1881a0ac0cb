"""Pictures with the words that belong to them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from articles.blocks.texts import AltBlock, CaptionBlock, CreditBlock, HeadingBlock


class PictureBlock(blocks.StructBlock):
    """A picture with the words that belong to it."""

    image = ImageChooserBlock(label=_("Picture"))
    alt = AltBlock(
        label=_("Description"),
        required=False,
        max_length=500,
        help_text=_("For people who do not see the picture: what it shows."),
    )
    decorative = blocks.BooleanBlock(label=_("Decorative: it tells nothing that the text does not say"), required=False)
    caption = CaptionBlock(label=_("Caption"), required=False, max_length=500)
    credit = CreditBlock(label=_("Credit"), required=False, max_length=255, help_text=_("Who made the picture."))

    class Meta:
        icon = "image"
        label = _("Picture")

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        check_described(result)
        return result


class GalleryBlock(blocks.StructBlock):
    """Several pictures side by side, all of them in view."""

    title = HeadingBlock(label=_("Title"), required=False, max_length=255)
    pictures = blocks.ListBlock(PictureBlock(), label=_("Pictures"), min_num=2, max_num=24)

    class Meta:
        icon = "grip"
        label = _("Gallery")


def check_described(value: Any) -> None:
    """A picture is described or decorative: one of the two. Raises StructBlockValidationError."""
    if not value["alt"].strip() and not value["decorative"]:
        message = _("Describe the picture, or mark it as decorative.")
        raise StructBlockValidationError(block_errors={"alt": ValidationError(message, code="alt")})
