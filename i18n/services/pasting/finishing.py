"""The end of a pasted translation: its confirmed pairs become a person's texts, in one act that can be taken back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from i18n.models import Decision, LanguageVersion, Origin, PastedTranslation, SegmentRevision
from i18n.quality import run_checks
from i18n.services import chips, permissions, reports, texts, urgent, versions
from i18n.services.pasting import rows
from i18n.services.pasting.drafts import load_facts, locked
from i18n.services.pasting.files import PasteRefused
from i18n.services.pasting.rows import COVERED, OK, Facts, Row
from i18n.services.readback import approval_of
from i18n.services.sentences import lock
from i18n.services.texts import NewText, Store

_DECIDED = (Decision.APPROVED, Decision.COVERED)


@dataclass(frozen=True, slots=True)
class Finished:
    """What a draft became, as public ids: approved, approved unseen, suggested, said in another; those where somebody
    else's newer text waits beside; those whose text was there already; and those that were not confirmed.
    """

    draft: PastedTranslation
    approved: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    suggested: list[str] = field(default_factory=list)
    covered: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Writing:
    """What is needed to make texts of rows."""

    draft: PastedTranslation
    version: LanguageVersion
    person: Any
    store: Store
    facts: Facts
    approves: bool
    done: Finished
    met: dict[str, SegmentRevision] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        if not self.draft.credit:
            return str(_("Pasted"))
        return str(_("Pasted; translated by %(who)s") % {"who": self.draft.credit})


@transaction.atomic
def finish(*, draft: PastedTranslation, person: Any) -> Finished:
    """Store the confirmed pairs: approved where this person may approve, else suggested. A second click has no effect.

    Somebody else's text that came since is kept beside, as in the review. Publication is a job. Raises `PasteRefused`.
    """
    version = lock(draft.version)
    draft = locked(draft, person)
    done = Finished(draft)
    if draft.finished_at is not None:
        return done
    if not draft.open:
        raise PasteRefused(_("This pasted text was put away: nothing of it is stored."))
    if draft.snapshot_id != version.group.current_snapshot_id:
        raise PasteRefused(
            _("The original has changed meanwhile. Look at the pairs once more: what you confirmed stays.")
        )
    pairs = rows.from_json(draft.rows)
    if not any(row.mark == OK for row in pairs):
        raise PasteRefused(_("No pair is confirmed yet."))
    store = texts.load(version)
    approves = permissions.may_approve(person, version=version, author=person)
    work = _Writing(draft, version, person, store, load_facts(draft, version, store), approves, done)
    made = texts.record(store=store, new=list(_texts(work, pairs)))
    _beside(work, made)
    _answer_reports(work, made)
    draft.written = {key: revision.pk for key, revision in made.items()}
    draft.finished_at = timezone.now()
    draft.save(update_fields=["written", "finished_at", "changed_at"])
    if done.approved or done.unseen or done.covered:
        versions.republish(version=version)
    if version.page is not None:
        data = {"credit": draft.credit, "sentences": len(made)}
        log(instance=version.page.specific, action="i18n.pasted", user=person, data=data)
    return done


def _texts(work: _Writing, pairs: Sequence[Row]) -> Iterator[NewText]:
    for at, row in enumerate(pairs):
        if row.is_left:
            continue
        if row.mark == OK:
            new = _text(work, row)
        elif row.mark == COVERED and work.approves and _is_said(pairs, at):
            new = _covered(work, row)
        else:
            work.done.left.append(row.id)
            continue
        if new is not None:
            yield new


def _is_said(pairs: Sequence[Row], at: int) -> bool:
    before = rows.carrier(pairs, at)
    return before is not None and pairs[before].mark == OK


def _text(work: _Writing, row: Row) -> NewText | None:
    coded = chips.from_field(row.text)
    source = work.facts.source(row.id)
    chips.check_marks(coded, source.text)
    latest = work.store.latest(row.id)
    if latest is not None and latest.text == coded:
        return _known(work, row, latest)
    decision = _decision(work, row.seen)
    met = _met(work, row, latest, coded)
    beside = met is not None and decision == Decision.SUGGESTED and met.decision in _DECIDED
    if met is not None:
        work.met[row.id] = met
        work.done.conflicts.append(row.id)
    _count(work, row.id, decision)
    found = run_checks(source.text, coded, work.facts.skeleton.language, work.facts.language)
    return NewText(
        row.id,
        coded,
        row.hash,
        Origin.PERSON,
        decision=decision,
        author=work.person,
        decided_by=work.person if work.approves else None,
        findings=tuple(
            {"check": f.check_id, "message": f.message, "severity": f.severity, "detail": f.detail} for f in found
        ),
        based_on=_before(latest, work.person),
        reason=work.reason,
        suggestion=beside,
    )


def _known(work: _Writing, row: Row, latest: SegmentRevision) -> NewText | None:
    """The very text that is there: it keeps its origin and author, and is approved where that may be."""
    if latest.source_hash == row.hash and latest.decision == Decision.APPROVED:
        work.done.same.append(row.id)
        return None
    if not permissions.may_approve(work.person, version=work.version, author=latest.author):
        work.done.same.append(row.id)
        return None
    decision = Decision.APPROVED if row.seen else Decision.APPROVED_UNSEEN
    _count(work, row.id, decision)
    return approval_of(
        row.id,
        latest,
        work.person,
        decision=decision,
        source_hash=row.hash,
        reason=work.reason,
        findings=tuple(latest.findings),
    )


def _covered(work: _Writing, row: Row) -> NewText | None:
    latest = work.store.latest(row.id)
    if latest is not None and latest.decision == Decision.COVERED and latest.source_hash == row.hash:
        work.done.same.append(row.id)
        return None
    met = _met(work, row, latest, "")
    if met is not None:
        work.met[row.id] = met
        work.done.conflicts.append(row.id)
    work.done.covered.append(row.id)
    return NewText(
        row.id,
        "",
        row.hash,
        Origin.PERSON,
        decision=Decision.COVERED,
        author=work.person,
        decided_by=work.person,
        based_on=_before(latest, work.person),
        said_in=work.store.segments.get(_previous(work.facts, row.id)),
        reason=work.reason,
    )


def _previous(facts: Facts, public_id: str) -> str:
    for block in facts.skeleton.blocks():
        ids = [ref.id for ref in block.sentences]
        if public_id in ids[1:]:
            return ids[ids.index(public_id) - 1]
    return ""


def _decision(work: _Writing, seen: bool) -> str:
    if not work.approves:
        return Decision.SUGGESTED
    return Decision.APPROVED if seen else Decision.APPROVED_UNSEEN


def _count(work: _Writing, public_id: str, decision: str) -> None:
    lists = {Decision.APPROVED: work.done.approved, Decision.APPROVED_UNSEEN: work.done.unseen}
    lists.get(Decision(decision), work.done.suggested).append(public_id)


def _met(work: _Writing, row: Row, latest: SegmentRevision | None, coded: str) -> SegmentRevision | None:
    """Somebody else's text that came since the pair was shown. A machine's newer text is none to ask about."""
    if latest is None or latest.pk == row.base or latest.text == coded or not texts.is_persons(latest):
        return None
    return None if _is_own_draft(latest, work.person) else latest


def _is_own_draft(revision: SegmentRevision, person: Any) -> bool:
    return revision.origin == Origin.PERSON and revision.decision == Decision.STORED and revision.author_id == person.pk


def _before(latest: SegmentRevision | None, person: Any) -> SegmentRevision | None:
    """What stood there before this person's drafts."""
    if latest is not None and _is_own_draft(latest, person):
        return latest.based_on
    return latest


def _beside(work: _Writing, made: dict[str, SegmentRevision]) -> None:
    """Both texts are kept: the one that is not `latest` waits for a decision."""
    touched = []
    for public_id, met in work.met.items():
        row = work.store.translations[public_id]
        row.conflict = met if row.latest_id == made[public_id].pk else made[public_id]
        touched.append(row)
    if touched:
        texts.save_rows(touched)


def _answer_reports(work: _Writing, made: dict[str, SegmentRevision]) -> None:
    for public_id in reports.open_reports(work.version):
        revision = made.get(public_id)
        if revision is not None and revision.decision in _DECIDED:
            reports.on_approved(version=work.version, public_id=public_id, revision=revision, person=work.person)


@transaction.atomic
def take_back(*, draft: PastedTranslation, person: Any) -> PastedTranslation:
    """Undo a whole import, while nothing else has happened to its sentences: what stood there before is back, as new
    entries of the record. A second click changes nothing. Raises `PasteRefused`.
    """
    version = lock(draft.version)
    draft = locked(draft, person)
    if draft.undone_at is not None or draft.finished_at is None:
        return draft
    store = texts.load(version)
    written = SegmentRevision.objects.select_related("based_on__said_in", "based_on__author").in_bulk(
        [int(pk) for pk in draft.written.values()]
    )
    mine = {key: written[pk] for key, pk in draft.written.items() if pk in written}
    _refuse_if_moved(store, mine)
    new = [_undoing(key, revision) for key, revision in mine.items() if revision.based_on is not None]
    made = texts.record(store=store, new=[text for text in new if _is_latest(store, text.public_id, mine)])
    emptied = []
    for key in mine:
        row = store.translations[key]
        if key in made:
            row.latest = made[key]
        elif row.latest_id == mine[key].pk:
            row.latest = None
        if row.conflict_id == mine[key].pk or key in made:
            row.conflict = None
        emptied.append(row)
    texts.save_rows(emptied)
    for key in made:
        urgent.reopen(version=version, public_id=key)
    draft.undone_at = timezone.now()
    draft.save(update_fields=["undone_at", "changed_at"])
    versions.republish(version=version)
    return draft


def _is_latest(store: Store, public_id: str, mine: dict[str, SegmentRevision]) -> bool:
    latest = store.latest(public_id)
    return latest is not None and latest.pk == mine[public_id].pk


def _refuse_if_moved(store: Store, mine: dict[str, SegmentRevision]) -> None:
    moved = public = 0
    for key, revision in mine.items():
        row = store.translations.get(key)
        latest = row.latest_id if row else None
        beside = row is not None and row.conflict_id == revision.pk and (latest or 0) < revision.pk
        moved += latest != revision.pk and not beside
        public += row is not None and row.live_id == revision.pk and revision.based_on is None
    if moved:
        raise PasteRefused(
            _("Some of these sentences have been changed since. Undo them one by one in the review: nothing is lost.")
        )
    if public:
        raise PasteRefused(
            _("These texts are public, and there was no text before them. Take the page down in the review instead.")
        )


def _undoing(public_id: str, revision: SegmentRevision) -> NewText:
    before = revision.based_on
    if before is None:
        raise LookupError(public_id)
    return NewText(
        public_id,
        before.text,
        before.source_hash,
        before.origin,
        decision=before.decision,
        elements=before.elements,
        author=before.author,
        decided_by=before.decided_by,
        engine=before.engine,
        engine_version=before.engine_version,
        chained=before.chained,
        findings=tuple(before.findings),
        based_on=before.based_on,
        undoes=revision,
        said_in=before.said_in,
        reason=_("Undone"),
        suggestion=True,
    )
