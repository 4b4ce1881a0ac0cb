"""The same sentence again on the same page: what is approved once is put in place everywhere."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from i18n.models import Decision, Origin, Segment, SegmentRevision, SegmentTranslation
from i18n.segments import SentenceRef
from i18n.services import acts, reports
from i18n.services.readback import approval_of
from i18n.services.sentences import Work
from i18n.services.texts import NewText, Store, is_persons, record


def fill(work: Work, stored: SegmentRevision, person: object) -> list[acts.Step]:
    """Approve a text, approved a moment ago, for equal sentences of the page that no person has a text for.

    No query where there are none. A text with markup of its own stays alone: elsewhere the markup would be another's.
    """
    twins = list(_twins(work))
    if not twins or stored.elements is not None:
        return []
    store = _load(work, twins)
    open_twins = [ref for ref in twins if ref.id in store.segments and _is_open(store.translations.get(ref.id))]
    before = {ref.id: acts.pointers(store.translations.get(ref.id)) for ref in open_twins}
    made = record(store=store, new=[_again(ref, store.latest(ref.id), stored, person) for ref in open_twins])
    for public_id in _reported(work, made):
        reports.on_approved(version=work.version, public_id=public_id, revision=made[public_id], person=person)
    return [acts.step(key, before[key], store.translations[key], made[key]) for key in made]


def _twins(work: Work) -> Iterator[SentenceRef]:
    """Other sentences of the newest original with the very same text and markup."""
    snapshot = work.version.group.current_snapshot or work.version.snapshot
    for ref in snapshot.skeleton.sentences() if snapshot else ():
        if ref.hash == work.ref.hash and ref.id != work.ref.id:
            yield ref


def _load(work: Work, twins: list[SentenceRef]) -> Store:
    """2 queries."""
    ids = [ref.id for ref in twins]
    segments = {s.public_id: s for s in Segment.objects.filter(group_id=work.version.group_id, public_id__in=ids)}
    by_pk = {segment.pk: public_id for public_id, segment in segments.items()}
    rows = SegmentTranslation.objects.filter(segment_id__in=by_pk, locale_id=work.version.locale_id)
    return Store(work.version, segments, {by_pk[row.segment_id]: row for row in rows.select_related("latest__author")})


def _is_open(row: SegmentTranslation | None) -> bool:
    """Whether no person has had a say in its text yet."""
    if row is None or row.latest is None:
        return True
    return row.conflict_id is None and not is_persons(row.latest) and row.latest.decision == Decision.STORED


def _again(ref: SentenceRef, latest: SegmentRevision | None, stored: SegmentRevision, person: object) -> NewText:
    """The text once more: a person's is taken from memory here, a machine's stays the machine's."""
    if latest is not None and latest.text == stored.text and latest.elements is None:
        return approval_of(ref.id, latest, person, source_hash=ref.hash, findings=tuple(latest.findings))  # type: ignore[arg-type]
    return approval_of(
        ref.id,
        stored,
        person,  # type: ignore[arg-type]
        source_hash=ref.hash,
        origin=Origin.MEMORY if stored.origin == Origin.PERSON else stored.origin,
        findings=tuple(stored.findings),
        based_on=latest,
        reason=_("The same sentence elsewhere on the page"),
    )


def _reported(work: Work, made: dict[str, SegmentRevision]) -> list[str]:
    """Of these sentences, those with open reports: 1 query."""
    if not made:
        return []
    rows = work.version.reports.filter(status__in=reports.OPEN, segment__public_id__in=made)
    return list(rows.values_list("segment__public_id", flat=True).distinct())
