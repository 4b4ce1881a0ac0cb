"""Acts on the review screen: noted when they happen, so that each can be taken back in one go."""

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, OuterRef, QuerySet
from django.utils import timezone

from i18n.models import ErrorReport, LanguageVersion, ReviewAct, SegmentRevision, SegmentTranslation

Kind = ReviewAct.Kind
#: How long an act can be taken back.
KEEP = timedelta(days=30)
#: So many acts of a version are looked through for the last one on a sentence.
_LOOK_BACK = 500


@dataclass(frozen=True, slots=True)
class Pointers:
    """What a sentence had at some moment: ids of its latest text, and of one that waits beside it."""

    latest: int | None = None
    conflict: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What an act did to one sentence; `stored` is the id of the text that it wrote, if any."""

    public_id: str
    latest_before: int | None
    latest_after: int | None
    conflict_before: int | None = None
    conflict_after: int | None = None
    stored: int | None = None


def pointers(row: SegmentTranslation | None) -> Pointers:
    """What a sentence has now."""
    return Pointers(row.latest_id, row.conflict_id) if row else Pointers()


def step(
    public_id: str, before: Pointers, row: SegmentTranslation | None, stored: SegmentRevision | None = None
) -> Step:
    """The step from what was there to what is there now. A person's drafts on the way to a text are part of it."""
    now = pointers(row)
    latest = stored.based_on_id if stored is not None and stored.pk == now.latest else before.latest
    return Step(public_id, latest, now.latest, before.conflict, now.conflict, stored.pk if stored else None)


def note(
    *,
    version: LanguageVersion,
    person: Any,
    kind: str,
    steps: Iterable[Step] = (),
    order: tuple[Mapping[str, Any], Mapping[str, Any]] | None = None,
    report: ErrorReport | None = None,
) -> ReviewAct:
    """Note an act: 1 query. `order`: of a move, the arrangement before and after it."""
    before, after = order or (None, None)
    return ReviewAct.objects.create(
        version=version,
        person=person,
        kind=kind,
        steps=[list(astuple(each)) for each in steps],
        order_before=before,
        order_after=after,
        report=report,
    )


def steps_of(act: ReviewAct) -> list[Step]:
    return [Step(*values) for values in act.steps]


def open_acts(version: LanguageVersion) -> list[ReviewAct]:
    """Acts that were not taken back, newest first: 1 query."""
    return list(
        ReviewAct.objects.filter(version=version, undone_at=None).select_related("report").order_by("-pk")[:_LOOK_BACK]
    )


#: What a screen says of an act.
FACTS = {"pk": F("pk"), "kind": F("kind"), "steps": F("steps")}


def last_of(person: Any) -> QuerySet[ReviewAct]:
    """A person's acts on the version of an outer query that were not taken back, the newest first."""
    mine = ReviewAct.objects.filter(version_id=OuterRef("pk"), undone_at=None)
    return mine.filter(person_id=person.pk if person is not None else None).order_by("-pk")


def last_on(acts: Iterable[ReviewAct], public_id: str) -> ReviewAct | None:
    """The newest of these acts that touched a sentence."""
    return next((act for act in acts if any(each.public_id == public_id for each in steps_of(act))), None)


def replaced(acts: Iterable[ReviewAct], new: Mapping[int | None, int]) -> None:
    """Texts are back as new entries of the record (old id → new id): acts that led to them lead to these now."""
    changed = []
    for act in acts:
        steps = steps_of(act)
        if any(each.latest_after in new for each in steps):
            act.steps = [
                [*astuple(each)[:2], new.get(each.latest_after, each.latest_after), *astuple(each)[3:]]
                for each in steps
            ]
            changed.append(act)
    if changed:
        ReviewAct.objects.bulk_update(changed, ["steps"])


def forget_old(*, now: datetime | None = None) -> int:
    """Delete acts that are too old to be taken back. Returns how many."""
    return ReviewAct.objects.filter(created_at__lt=(now or timezone.now()) - KEEP).delete()[0]
