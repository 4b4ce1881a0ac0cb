"""Words set apart from the running text."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from articles.blocks.addresses import OutsideAddressBlock
from articles.blocks.texts import HeadingBlock, LabelBlock, QuotationTextBlock


class QuotationBlock(blocks.StructBlock):
    """What somebody said, who, and where it is written."""

    text = QuotationTextBlock(label=pgettext_lazy("of a quotation", "Words"), rows=3)
    attribution = LabelBlock(label=_("Said by"), required=False, max_length=255, help_text=_("Name and function."))
    source = LabelBlock(
        label=pgettext_lazy("of a quotation", "Source"),
        required=False,
        max_length=255,
        help_text=_("Where it was said or written, such as the name of a speech or a report."),
    )
    source_url = OutsideAddressBlock(label=_("Address of the source"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if result["source_url"] and not result["source"].strip():
            message = _("Name the source: the address alone tells readers nothing.")
            raise StructBlockValidationError(block_errors={"source": ValidationError(message, code="source")})
        return result


class CallOutBlock(blocks.StructBlock):
    """Words set apart: an invitation, a fact to remember."""

    title = HeadingBlock(label=_("Title"), required=False, max_length=255)
    text = blocks.RichTextBlock(label=_("Text"), features=["bold", "italic", "ul", "link"])

    class Meta:
        icon = "info-circle"
        label = _("Call-out")
