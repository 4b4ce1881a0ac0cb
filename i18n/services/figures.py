"""How well engines do: of the texts that each made, how many people approved as they were, edited, or wrote anew.

By engine and its version, pair of languages and the month in which the engine made the text. One pass over the record,
in the order of its index: some 100,000 texts take about a second (tests/benchmarks/figures.py).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import F, Q
from django.utils.timezone import localdate, make_aware

from i18n.models import Decision, Origin, SegmentRevision
from i18n.quality.edits import Fate, edit_distance, fate
from i18n.services.figures_scope import Scope

_DECIDED = (Decision.APPROVED, Decision.COVERED, Decision.APPROVED_UNSEEN)


class Work(NamedTuple):
    """What is counted together."""

    engine: str
    engine_version: str
    source: int
    target: int
    month: date


@dataclass(slots=True)
class Tally:
    """Texts that an engine made, by what people decided about them. `undecided`: nobody has, or the original changed
    before anybody did. `unseen`: approved without being opened, which says nothing about the engine.
    """

    unchanged: int = 0
    slight: int = 0
    rewritten: int = 0
    unseen: int = 0
    undecided: int = 0
    distances: float = 0.0

    @property
    def made(self) -> int:
        return self.decided + self.unseen + self.undecided

    @property
    def decided(self) -> int:
        return self.unchanged + self.slight + self.rewritten

    @property
    def approval_rate(self) -> float | None:
        """Approved unchanged, as a share of all that people decided about; nothing where they decided about none."""
        return self.unchanged / self.decided if self.decided else None

    @property
    def edit_distance(self) -> float | None:
        """Mean distance of what people approved to what the engine had said (`quality.edits`); unchanged ones are 0."""
        return self.distances / self.decided if self.decided else None

    def add(self, other: "Tally") -> None:
        for name in ("unchanged", "slight", "rewritten", "unseen", "undecided", "distances"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


class _Row(NamedTuple):
    segment: int
    locale: int
    source_hash: str
    pk: int
    origin: str
    decision: str
    engine: str
    engine_version: str
    text: str
    created_at: datetime
    decided_by: int | None
    made_at: datetime | None
    undoes: int | None
    source: int | None


def of_engines(*, scope: Scope, since: date) -> dict[Work, Tally]:
    """The figures of all engines for the texts that they made since a day: 1 query."""
    found: dict[Work, Tally] = {}
    for _sentence, rows in groupby(_rows(scope, since), key=itemgetter(0, 1, 2)):
        for work, tally in _judged(list(rows)):
            found.setdefault(work, Tally()).add(tally)
    return found


def _rows(scope: Scope, since: date) -> Iterator[_Row]:
    """Machines' texts, decisions about texts, and what was taken back, sentence by sentence."""
    counts = Q(origin=Origin.MACHINE) | Q(decision__in=_DECIDED) | Q(undoes__isnull=False)
    rows = (
        SegmentRevision.objects.filter(counts, scope.q(locale="locale_id", group="segment__group"))
        .filter(created_at__gte=make_aware(datetime.combine(since, time.min)))
        .exclude(locale_id=F("segment__group__source__locale_id"))
        .order_by("segment_id", "locale_id", "source_hash", "pk")
        .values_list(
            "segment_id", "locale_id", "source_hash", "pk", "origin", "decision", "engine", "engine_version", "text",
            "created_at", "decided_by_id", "made_at", "undoes_id", "segment__group__source__locale_id",
        )
    )  # fmt: skip
    return (_Row(*row) for row in rows.iterator(chunk_size=5_000))


def _judged(rows: list[_Row]) -> Iterable[tuple[Work, Tally]]:
    """What engines made for one wording of one sentence, each with the last decision that came after it and stands."""
    taken_back = {row.undoes for row in rows if row.undoes is not None}
    decisions = [
        row for row in rows if row.decision in _DECIDED and row.undoes is None and row.pk not in taken_back
    ]  # in the order of the record
    for row in rows:
        if _is_made(row):
            last = decisions[-1] if decisions and decisions[-1].pk > row.pk else None
            month = localdate(row.created_at).replace(day=1)
            yield Work(row.engine, row.engine_version, row.source or 0, row.locale, month), _tally(row, last)


def _is_made(row: _Row) -> bool:
    """Whether a row is an engine's own: not one that a person decided about, carried over, or brought back."""
    plain = row.decided_by is None and row.made_at is None and row.undoes is None
    return plain and row.origin == Origin.MACHINE and row.decision == Decision.STORED


def _tally(row: _Row, last: _Row | None) -> Tally:
    if last is None:
        return Tally(undecided=1)
    if last.decision == Decision.APPROVED_UNSEEN:
        return Tally(unseen=1)
    distance = 0.0 if last.text == row.text else edit_distance(row.text, last.text)
    became = fate(distance)
    return Tally(
        unchanged=int(became == Fate.UNCHANGED),
        slight=int(became == Fate.SLIGHT),
        rewritten=int(became == Fate.REWRITTEN),
        distances=distance,
    )


@dataclass(slots=True)
class Summed:
    """Figures added up over some of their keys."""

    lines: dict[tuple[Any, ...], Tally] = field(default_factory=dict)

    def put(self, key: tuple[Any, ...], tally: Tally) -> None:
        self.lines.setdefault(key, Tally()).add(tally)


def by_pair(found: dict[Work, Tally]) -> dict[tuple[Any, ...], Tally]:
    """The same by engine (all versions) and pair of languages, over all months."""
    summed = Summed()
    for work, tally in found.items():
        summed.put((work.engine, work.source, work.target), tally)
    return summed.lines
