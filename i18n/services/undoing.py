"""Taking back what a person did on the review screen: each act in one go, as new entries of the record."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from i18n.models import (
    Decision,
    ErrorReport,
    LanguageVersion,
    Origin,
    ReviewAct,
    Segment,
    SegmentRevision,
    SegmentTranslation,
    UrgentCorrection,
)
from i18n.services import acts, permissions, reports, texts, urgent, versions
from i18n.services.chips import TextRefused
from i18n.services.outcome import Outcome
from i18n.services.sentences import Work, open_sentence
from i18n.services.texts import NewText, Store


@transaction.atomic
def undo(
    *,
    version: LanguageVersion,
    public_id: str,
    person: Any,
    base_revision_id: int | None = None,
    act_id: int | None = None,
) -> Outcome:
    """Take back an act (`act_id`), or else one's last act on a sentence: what was there before is back.

    A sentence that somebody changed since stays as it is. A second click changes nothing. Raises `TextRefused` where
    nothing can be taken back, `PermissionDenied` where it was somebody else's act.
    """
    work = open_sentence(version=version, public_id=public_id)
    permissions.require(permissions.may_suggest(person, version=work.version))
    known = acts.open_acts(work.version)
    if act_id is not None:
        act = next((each for each in known if each.pk == act_id), None)
        return Outcome(public_id, work.latest) if act is None else _undo_act(work, act, known, person)
    latest = work.latest
    if (latest.pk if latest else None) != base_revision_id:
        return Outcome(public_id, latest, conflict=latest)
    # An act without a text (a move, say) is taken back by its id alone: a second click must not reach the one before.
    act = acts.last_on((each for each in known if any(s.stored for s in acts.steps_of(each))), public_id)
    if act is not None and _stands(act, public_id, acts.pointers(work.row)):
        return _undo_act(work, act, known, person)
    return _undo_text(work, known, person)


def _stands(act: ReviewAct, public_id: str, now: acts.Pointers) -> bool:
    """Whether a sentence still has the text that an act gave it."""
    return any(each.public_id == public_id and each.latest_after == now.latest for each in acts.steps_of(act))


def _require_own(person: Any, *ids: int | None) -> None:
    permissions.require(person.pk in ids or permissions.roles_of(person).moderates, _("Somebody else did this last."))


def _undo_text(work: Work, known: Iterable[ReviewAct], person: Any) -> Outcome:
    """Take back a draft, or a text that came by another way (the page editor)."""
    latest = work.latest
    draft = latest is not None and latest.origin == Origin.PERSON and latest.decision == Decision.STORED
    if latest is None or (latest.based_on is None and not draft):
        raise TextRefused(_("There is nothing to undo."))
    _require_own(person, latest.author_id, latest.decided_by_id)
    if latest.based_on is None:
        work.set_latest(None)
        return Outcome(work.ref.id, None, latest)
    made = texts.record(store=work.store, new=[_back(work.ref.id, latest.based_on, latest)])[work.ref.id]
    work.set_latest(made)
    acts.replaced(known, {latest.based_on.pk: made.pk})
    urgent.reopen(version=work.version, public_id=work.ref.id)
    versions.republish(version=work.version)
    return Outcome(work.ref.id, made, made)


def _undo_act(work: Work, act: ReviewAct, known: Iterable[ReviewAct], person: Any) -> Outcome:
    _require_own(person, act.person_id)
    if act.report_id is not None and act.report is not None:
        _open_again(act.report, person)
    _order_back(work.version, act)
    steps = acts.steps_of(act)
    store = _load(work.version, steps)
    standing = [s for s in steps if acts.pointers(store.translations.get(s.public_id)).latest == s.latest_after]
    left = tuple(each.public_id for each in steps if each not in standing)
    if steps and not standing:
        return Outcome(work.ref.id, work.latest, conflict=work.latest, left=left)
    made = _texts_back(store, standing, known)
    act.undone_at = timezone.now()
    act.save(update_fields=["undone_at"])
    reports.on_undone(revisions=[each.stored for each in standing])
    _questions_back(work.version, standing)
    if made or act.order_after is not None:
        versions.republish(version=work.version)
    row = store.translations.get(work.ref.id) or work.row
    # A move renumbers its whole paragraph, and so does what takes it back.
    paragraph = next((ids for ids in (act.order_after or {}).values() if work.ref.id in ids), ())
    changed = tuple(dict.fromkeys(key for key in (*(s.public_id for s in steps), *paragraph) if key != work.ref.id))
    return Outcome(work.ref.id, row.latest if row else None, made.get(work.ref.id), also=changed, left=left)


def _load(version: LanguageVersion, steps: Iterable[acts.Step]) -> Store:
    """The sentences of an act: 2 queries."""
    ids = [each.public_id for each in steps]
    segments = {s.public_id: s for s in Segment.objects.filter(group_id=version.group_id, public_id__in=ids)}
    by_pk = {segment.pk: public_id for public_id, segment in segments.items()}
    rows = SegmentTranslation.objects.filter(segment_id__in=by_pk, locale_id=version.locale_id)
    found = {by_pk[row.segment_id]: row for row in rows.select_related("live", "latest__author", "conflict")}
    return Store(version, segments, found)


def _texts_back(store: Store, steps: list[acts.Step], known: Iterable[ReviewAct]) -> dict[str, SegmentRevision]:
    """Texts and pointers as they were before. Returns the new entries of the record."""
    wanted = {pk for s in steps for pk in (s.latest_before, s.latest_after, s.stored, s.conflict_before) if pk}
    people = ("author", "decided_by", "based_on", "said_in")
    record = SegmentRevision.objects.select_related(*people).in_bulk(wanted)
    new = [text for each in steps if (text := _text_before(each, record)) is not None]
    made = texts.record(store=store, new=new)
    for each in steps:
        row = store.translations[each.public_id]
        if each.latest_before != each.latest_after:
            row.latest = made.get(each.public_id)
        if row.conflict_id == each.conflict_after:
            row.conflict = record.get(each.conflict_before or 0)
    texts.save_rows(store.translations[each.public_id] for each in steps)
    acts.replaced(known, {s.latest_before: made[s.public_id].pk for s in steps if s.public_id in made})
    return made


def _text_before(step: acts.Step, record: Mapping[int, SegmentRevision]) -> NewText | None:
    """The text to bring back. Where nothing was there before an approval, the text stays as its author's draft."""
    if step.latest_before == step.latest_after:
        return None
    before, stored = record.get(step.latest_before or 0), record.get(step.stored or 0)
    if before is not None:
        return _back(step.public_id, before, stored)
    after = record.get(step.latest_after or 0)
    if after is None or not after.text or not after.may_be_live:
        return None
    return _back(step.public_id, after, after, origin=Origin.PERSON, decision=Decision.STORED, decided_by=None)


def _back(public_id: str, before: SegmentRevision, undoes: SegmentRevision | None, **changes: Any) -> NewText:
    """A text of the record once more, with all that was known about it."""
    facts: dict[str, Any] = {
        "decision": before.decision,
        "elements": before.elements,
        "author": before.author,
        "decided_by": before.decided_by,
        "engine": before.engine,
        "engine_version": before.engine_version,
        "chained": before.chained,
        "findings": tuple(before.findings),
        "based_on": before.based_on,
        "undoes": undoes,
        "said_in": before.said_in,
        "reason": _("Undone"),
        "suggestion": True,
        "origin": before.origin,
    }
    return NewText(public_id, before.text, before.source_hash, **{**facts, **changes})


def _order_back(version: LanguageVersion, act: ReviewAct) -> None:
    if act.order_after is None:
        return
    if version.arrangement != act.order_after:
        raise TextRefused(_("Somebody has moved sentences since: put this one back by hand."))
    version.arrangement = act.order_before or {}
    version.save(update_fields=["arrangement", "changed_at"])


def _open_again(report: ErrorReport, person: Any) -> None:
    """A report that was answered by hand is open again, unless its reader has been told."""
    try:
        reports.reopen(report=report, person=person)
    except reports.CannotReopen:
        message = _("The reader has been told by mail: this answer cannot be taken back.")
        raise TextRefused(message) from None


def _questions_back(version: LanguageVersion, steps: Iterable[acts.Step]) -> None:
    """What an urgent correction asked, and what a decision that is taken back had answered: in question again."""
    if version.urgent_id is None and UrgentCorrection.objects.filter(version=version).exists():
        for each in steps:
            urgent.reopen(version=version, public_id=each.public_id)
