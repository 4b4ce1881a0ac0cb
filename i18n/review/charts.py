"""Charts as plain values: bars and columns with their places, for a template that draws them as SVG. No queries.

Everything is measured in units of a drawing that is `WIDTH` wide; where the page is right to left, charts are mirrored.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH = 320
ROW, BAR = 30, 12
COLUMNS_HIGH, FOOT = 90, 16


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar, or a column; `kind` is its look in the stylesheet."""

    x: float
    y: float
    width: float
    height: float
    kind: str


@dataclass(frozen=True, slots=True)
class Label:
    """A word in a drawing; `anchor` as SVG has it (in the direction of the page)."""

    x: float
    y: float
    text: str
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with its title and what it shows in words."""

    title: str
    description: str
    height: float
    parts: list[Part] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of parts: (kind, how many); `said`: the words at its end."""

    label: str
    parts: Sequence[tuple[str, float]]
    said: str = ""


def bars(title: str, description: str, rows: Sequence[Bar], *, mirrored: bool) -> Chart:
    """Bars below each other, each as long as the drawing and divided among its parts; the label stands above."""
    chart = Chart(title, description, ROW * len(rows))
    for number, row in enumerate(rows):
        top, at = number * ROW, 0.0
        chart.labels.append(Label(WIDTH if mirrored else 0, top + 11, row.label))
        chart.labels.append(Label(0 if mirrored else WIDTH, top + 11, row.said, "end"))
        whole = sum(share for _kind, share in row.parts)
        for kind, share in row.parts:
            wide = WIDTH * share / whole if whole else 0
            if wide:
                x = WIDTH - at - wide if mirrored else at
                chart.parts.append(Part(round(x, 2), top + 15, round(wide, 2), BAR, kind))
            at += wide
    return chart


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `height` from 0 to 1, nothing where there is no figure."""

    label: str
    height: float | None
    said: str


def columns(title: str, description: str, found: Sequence[Column], *, kind: str, mirrored: bool) -> Chart:
    """Columns beside each other in the order of time. The value stands above each, the label below."""
    chart = Chart(title, description, COLUMNS_HIGH + FOOT)
    step = WIDTH / max(len(found), 4)
    for number, column in enumerate(found):
        start = number * step
        x = WIDTH - start - step if mirrored else start
        middle = round(x + step / 2, 2)
        high = (COLUMNS_HIGH - 14) * (column.height or 0)
        if column.height is not None:
            top = COLUMNS_HIGH - max(high, 1)
            chart.parts.append(Part(round(x + step * 0.2, 2), round(top, 2), round(step * 0.6, 2), max(high, 1), kind))
            chart.labels.append(Label(middle, round(top - 3, 2), column.said, "middle"))
        chart.labels.append(Label(middle, COLUMNS_HIGH + 12, column.label, "middle"))
    return chart
