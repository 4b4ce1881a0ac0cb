"""The smallest blocks: one text each, and what kind of text it is to translators."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

# No headings: they belong between paragraphs of the article itself.
SHORT_FEATURES = ["bold", "italic", "superscript", "subscript", "ol", "ul", "link"]
RICH_TEXT_FEATURES = ["h3", *SHORT_FEATURES]


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


class CellBlock(blocks.CharBlock):
    class Meta:
        translation_kind = "cell"
