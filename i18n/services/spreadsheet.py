"""Tables as CSV that a spreadsheet opens rightly, and in which no text is taken for a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Any, Protocol

#: What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: Excel reads a file without it in the machine's old code page; other programs skip it.
BOM = "\ufeff"


class Writable(Protocol):
    """A file, a response, standard output."""

    def write(self, text: str, /) -> Any: ...


def write(out: Writable, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write a table with its header (UTF-8 with a byte order mark, RFC 4180); returns the number of rows."""
    out.write(BOM)
    writer = csv.writer(out)
    writer.writerow(header)
    count = 0
    for row in rows:
        writer.writerow([cell(value) for value in row])
        count += 1
    return count


def lines(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The same line by line, for a table that may be long: nothing of it is kept."""
    out = StringIO()
    write(out, header, ())
    yield out.getvalue()
    writer = csv.writer(out)
    for row in rows:
        out.seek(0)
        out.truncate()
        writer.writerow([cell(value) for value in row])
        yield out.getvalue()


def cell(value: Any) -> Any:
    """A value for a cell: an apostrophe before what would be a formula; nothing for `None`; yes and no as 1 and 0."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA):
        return f"'{value}"
    return value
