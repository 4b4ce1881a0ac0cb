"""Blocks of an article's body.

`translation_kind` tells the translation store what a text is; what is not text stays untouched.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

RICH_TEXT_FEATURES = ["h3", "bold", "italic", "superscript", "subscript", "ol", "ul", "link"]


class HeadingBlock(blocks.CharBlock):
    """A heading between paragraphs (level 2)."""

    class Meta:
        icon = "title"
        label = _("Heading")
        translation_kind = "heading"


class CaptionBlock(blocks.CharBlock):
    class Meta:
        translation_kind = "caption"


class CreditBlock(blocks.CharBlock):
    class Meta:
        translation_kind = "credit"


class AltBlock(blocks.CharBlock):
    class Meta:
        translation_kind = "alt"


class QuotationTextBlock(blocks.TextBlock):
    class Meta:
        translation_kind = "quotation"


class LabelBlock(blocks.CharBlock):
    class Meta:
        translation_kind = "label"


class QuotationBlock(blocks.StructBlock):
    """What somebody said, and who."""

    text = QuotationTextBlock(label=pgettext_lazy("of a quotation", "Words"), rows=3)
    attribution = LabelBlock(label=_("Said by"), required=False, max_length=255, help_text=_("Name and function."))

    class Meta:
        icon = "openquote"
        label = _("Quotation")


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
        if not result["alt"].strip() and not result["decorative"]:
            message = _("Describe the picture, or mark it as decorative.")
            raise StructBlockValidationError(block_errors={"alt": ValidationError(message, code="alt")})
        return result


class CallOutBlock(blocks.StructBlock):
    """Words set apart: an invitation, a fact to remember."""

    title = HeadingBlock(label=_("Title"), required=False, max_length=255)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "ul", "link"])

    class Meta:
        icon = "info-circle"
        label = _("Call-out")


class BodyBlock(blocks.StreamBlock):
    """The body of an article."""

    text = blocks.RichTextBlock(label=_("Text"), icon="pilcrow", features=RICH_TEXT_FEATURES)
    heading = HeadingBlock(max_length=255)
    quotation = QuotationBlock()
    picture = PictureBlock()
    call_out = CallOutBlock()
