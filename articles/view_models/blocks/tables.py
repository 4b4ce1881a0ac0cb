"""Tables."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from articles.view_models.blocks.stored import Stored

# From here on digits are grouped: 2022 stays a year, 12,000 can be read.
_GROUPED_FROM = 10_000


@dataclass(frozen=True, slots=True)
class Cell:
    """`scope` makes it a heading: of its column (col) or of its row (row)."""

    text: SafeString | str
    is_number: bool = False
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    template: ClassVar[str] = "articles/blocks/table.html"
    id: str
    caption: SafeString
    headings: list[Cell]
    rows: list[list[Cell]]
    check: SafeString

    @classmethod
    def of(cls, block: Stored) -> "Table":
        table = block.part("table")
        columns = table.get("columns") or []
        rows = table.get("rows") or []
        caption = table.html("caption")
        numbers = [column["type"] == "number" for column in columns]
        row_headings = bool(block.get("row_headings"))
        names = ["caption", *(f"columns/{place}" for place in range(len(columns)))]
        names += [f"rows/{row}/{place}" for row in range(len(rows)) for place in range(len(columns))]
        filled = [_row(table, number, row["values"], numbers, row_headings) for number, row in enumerate(rows)]
        return cls(
            id=block.texts.anchor(block.path),
            caption=caption,
            headings=[
                Cell(table.html(f"columns/{place}"), is_number, "col") for place, is_number in enumerate(numbers)
            ],
            rows=[cells for cells in filled if any(cell.text for cell in cells)],  # those left empty are no rows
            check=table.check(*names, what=gettext("Table")),
        )


def _row(table: Stored, number: int, values: list[Any], numbers: list[bool], row_headings: bool) -> list[Cell]:
    return [
        Cell(
            text=in_words(value) if is_number else table.html(f"rows/{number}/{place}"),
            is_number=is_number,
            scope="row" if row_headings and place == 0 else "",
        )
        for place, (value, is_number) in enumerate(zip(values, numbers, strict=False))
    ]


def in_words(value: Any) -> str:
    """A number in the manner of the active language; nothing where there is none."""
    if value in (None, ""):
        return ""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return ""
    if not number.is_finite():
        return ""
    return str(number_format(number, use_l10n=True, force_grouping=abs(number) >= _GROUPED_FROM))
