"""Sets of work: the best sentences that fit into the minutes that a person has."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from i18n.models import WorkSet
from i18n.services import permissions, queue, queue_lines, ranking
from i18n.services.queue import Wanted
from i18n.services.queue_lines import Line

CHOICES = (15, 30, 60)  # minutes
KEPT = timedelta(days=14)
# More versions are never needed: each of them has a sentence.
_LOOKED_AT = ranking.sentences_in(max(CHOICES))


@dataclass(frozen=True, slots=True)
class Part:
    """The sentences of a set that are on one page; `line` is empty where none of them waits any more."""

    version_id: int
    ids: list[str]
    line: Line | None = None

    @property
    def left(self) -> list[str]:
        """Those that still wait."""
        waiting = {one.public_id for one in self.line.open} if self.line else set()
        return [key for key in self.ids if key in waiting]

    @property
    def done(self) -> int:
        return len(self.ids) - len(self.left)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a set is."""

    work_set: WorkSet
    parts: list[Part]

    @property
    def total(self) -> int:
        return sum(len(part.ids) for part in self.parts)

    @property
    def done(self) -> int:
        return sum(part.done for part in self.parts)

    @property
    def next(self) -> Part | None:
        """The first page with something left."""
        return next((part for part in self.parts if part.left), None)


@transaction.atomic
def make(*, person: Any, minutes: int, wanted: Wanted | None = None) -> WorkSet | None:
    """Put the best sentences that fit into a set, those of one page together; nothing where nothing waits.

    The person's sets of two weeks ago are forgotten. Raises `PermissionDenied`, and `ValueError` for other minutes.
    """
    permissions.require(permissions.may_use_screens(person))
    if minutes not in CHOICES:
        raise ValueError(minutes)
    wanted = wanted or Wanted()
    found = queue.ranked(user=person, wanted=wanted)
    lines = queue_lines.load(found.ranked[:_LOOKED_AT], queue=found, work=wanted.work)
    scored = [
        (-line.score(one, found.now), place, one.number, line.version.pk, one.public_id)
        for place, line in enumerate(lines)
        for one in line.open
    ]
    best = sorted(scored)[: ranking.sentences_in(minutes)]
    if not best:
        return None
    order: dict[int, list[tuple[int, str]]] = {}
    for _score, _place, number, version, public_id in best:
        order.setdefault(version, []).append((number, public_id))
    items = [[version, key] for version, found_here in order.items() for _number, key in sorted(found_here)]
    WorkSet.objects.filter(person=person, created_at__lt=timezone.now() - KEPT).delete()
    return WorkSet.objects.create(person=person, minutes=minutes, items=items)


def find(*, person: Any, set_id: int) -> WorkSet | None:
    """A set of this person's own; anybody else's does not exist."""
    return WorkSet.objects.filter(person_id=person.pk, pk=set_id).first()


def newest(*, person: Any) -> WorkSet | None:
    """The set that the person made last."""
    return WorkSet.objects.filter(person_id=person.pk).first()


def pages(work_set: WorkSet) -> dict[int, list[str]]:
    """Version → its sentences, in the order of the set."""
    found: dict[int, list[str]] = {}
    for version, public_id in work_set.items:
        found.setdefault(int(version), []).append(str(public_id))
    return found


def progress(*, work_set: WorkSet, person: Any) -> Progress:
    """Which sentences of a set still wait: handled by anybody, or gone, they do not. 8 queries, and the rights."""
    found = queue.ranked(user=person, wanted=Wanted(only=frozenset(pages(work_set))))
    lines = {line.version.pk: line for line in queue_lines.load(found.ranked, queue=found)}
    return Progress(work_set, [Part(version, ids, lines.get(version)) for version, ids in pages(work_set).items()])
