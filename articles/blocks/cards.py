"""A page elsewhere, as a card. The editor writes what it says: nothing is fetched, no frame is opened."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from articles.blocks.addresses import OutsideAddressBlock, languages
from articles.blocks.pictures import check_described
from articles.blocks.texts import AltBlock, CaptionBlock, HeadingBlock, LabelBlock


class LinkCardBlock(blocks.StructBlock):
    """A link to another site, with what readers find there."""

    url = OutsideAddressBlock(label=_("Address"))
    title = HeadingBlock(label=_("Title"), max_length=255)
    text = CaptionBlock(label=_("What is there"), required=False, max_length=500, help_text=_("One sentence or two."))
    site = LabelBlock(
        label=pgettext_lazy("of a link card", "Name of the site"), required=False, max_length=120,
        help_text=_("Without it readers see the name in the address."),
    )  # fmt: skip
    language = blocks.ChoiceBlock(
        label=_("Language of the page"), choices=languages, required=False,
        help_text=_("Said beside the title to readers of other languages."),
    )  # fmt: skip
    image = ImageChooserBlock(label=_("Picture"), required=False)
    alt = AltBlock(
        label=_("Description"),
        required=False,
        max_length=500,
        help_text=_("For people who do not see the picture: what it shows."),
    )
    decorative = blocks.BooleanBlock(label=_("Decorative: it tells nothing that the text does not say"), required=False)

    class Meta:
        icon = "link-external"
        label = _("Link card")

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if result["image"]:
            check_described(result)
        return result
