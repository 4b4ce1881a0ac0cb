"""Tables: each cell of words is translated on its own, numbers are written in the manner of each language."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from articles.blocks.texts import CellBlock

_MOST_CELLS = 600


class NumberBlock(blocks.DecimalBlock):
    """A number, or nothing where what was stored past the form is none."""

    def to_python(self, value: Any) -> Decimal | None:
        try:
            number = super().to_python(value)
        except (InvalidOperation, TypeError, ValueError):
            return None
        return number if number is not None and number.is_finite() else None


class CellsBlock(TypedTableBlock):
    """Columns of words or of numbers; the caption and the headings of columns belong to it."""

    words = CellBlock(label=_("Words"), icon="pilcrow", required=False, max_length=1000)
    number = NumberBlock(label=_("Numbers"), icon="decimal", required=False)


class TableBlock(blocks.StructBlock):
    """Facts in rows and columns."""

    table = CellsBlock(label=_("Table"))
    row_headings = blocks.BooleanBlock(label=_("The first column names the rows"), required=False, default=True)

    class Meta:
        icon = "table"
        label = _("Table")

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        table = result["table"]
        message = _problem(table)
        if message:
            raise StructBlockValidationError(block_errors={"table": ValidationError(message, code="table")})
        return result


def _problem(table: Any) -> Any:
    if not table.columns or not table.row_data:
        return _("A table has at least one column and one row.")
    if not (table.caption or "").strip():
        return _("Give the table a caption: what it shows.")
    if any(not (column["heading"] or "").strip() for column in table.columns):
        return _("Give each column a heading.")
    if len(table.columns) * len(table.row_data) > _MOST_CELLS:
        return _("This table is too large to read and to translate: at most %(count)d cells.") % {"count": _MOST_CELLS}
    return None
