"""A translator's own time and counts, from the record of what she did. Nothing is measured or stored for it.

Time: acts that follow each other within five minutes are one stretch of work, and count with all that lies between
them; a stretch begins 90 seconds before its first act (one sentence at 40 an hour). Reading without an act is not seen.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from i18n.models import Decision, Origin, SegmentRevision

PAUSE = timedelta(minutes=5)
LEAD = timedelta(seconds=90)


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a person did to a sentence."""

    at: datetime
    locale_id: int
    segment_id: int
    decision: str
    wrote: bool


@dataclass(slots=True)
class Work:
    """What a person did on one day in one language. Sentences are counted once a day, however often they were saved."""

    day: date
    locale_id: int
    time: timedelta = timedelta()
    checked: set[int] = field(default_factory=set)
    unseen: set[int] = field(default_factory=set)
    written: set[int] = field(default_factory=set)
    turned_down: set[int] = field(default_factory=set)

    @property
    def minutes(self) -> int:
        """Whole minutes, rounded."""
        return round(self.time.total_seconds() / 60)


@dataclass(frozen=True, slots=True)
class Sums:
    """Of several days: minutes, and sentences (a sentence of two days counts twice)."""

    minutes: int
    checked: int
    unseen: int
    written: int
    turned_down: int


def of_person(*, person: Any, first: date, last: date) -> list[Work]:
    """Work of a person from the first day to the last, by day and language, in the present time zone: 1 query."""
    begin = timezone.make_aware(datetime.combine(first, datetime.min.time()))
    end = timezone.make_aware(datetime.combine(last + timedelta(days=1), datetime.min.time()))
    # A little more on both sides: a stretch may run over midnight.
    acts = _acts(person, begin - LEAD - PAUSE, end)
    works: dict[tuple[date, int], Work] = {}
    for act, spent in _timed(acts):
        day = timezone.localtime(act.at).date()
        if not first <= day <= last:
            continue
        work = works.setdefault((day, act.locale_id), Work(day, act.locale_id))
        work.time += spent
        _count(work, act)
    return [works[key] for key in sorted(works)]


def _acts(person: Any, begin: datetime, end: datetime) -> list[Act]:
    """Who decided did it, else who wrote it. What was carried over or taken back was nobody's act here."""
    rows = SegmentRevision.objects.filter(
        Q(decided_by=person) | Q(decided_by=None, author=person),
        created_at__gte=begin, created_at__lt=end, made_at=None, undoes=None,
    )  # fmt: skip
    facts = rows.order_by("created_at", "pk").values_list(
        "created_at", "locale_id", "segment_id", "decision", "origin", Coalesce("author_id", 0)
    )
    return [
        Act(at, locale_id, segment_id, decision, origin == Origin.PERSON and author_id == person.pk)
        for at, locale_id, segment_id, decision, origin, author_id in facts
    ]


def _timed(acts: Iterable[Act]) -> Iterable[tuple[Act, timedelta]]:
    """Each act with the time that led to it."""
    before: datetime | None = None
    for act in acts:
        gap = act.at - before if before is not None else None
        yield act, gap if gap is not None and gap <= PAUSE else LEAD
        before = act.at


def _count(work: Work, act: Act) -> None:
    if act.decision in (Decision.APPROVED, Decision.COVERED):
        work.checked.add(act.segment_id)
    elif act.decision == Decision.APPROVED_UNSEEN:
        work.unseen.add(act.segment_id)
    elif act.decision == Decision.REJECTED:
        work.turned_down.add(act.segment_id)
        return
    if act.wrote:
        work.written.add(act.segment_id)


def total(works: Iterable[Work]) -> Sums:
    """The sums of a table of days."""
    tally: Counter[str] = Counter()
    for work in works:
        tally["seconds"] += int(work.time.total_seconds())
        for name in ("checked", "unseen", "written", "turned_down"):
            tally[name] += len(getattr(work, name))
    return Sums(round(tally["seconds"] / 60), tally["checked"], tally["unseen"], tally["written"], tally["turned_down"])


def first_month(*, person: Any) -> date | None:
    """The month of the earliest act of a person, by its first day; nothing where there is none. 1 query."""
    rows = SegmentRevision.objects.filter(Q(decided_by=person) | Q(decided_by=None, author=person), undoes=None)
    at = rows.order_by("created_at").values_list("created_at", flat=True).first()
    return timezone.localtime(at).date().replace(day=1) if at else None
