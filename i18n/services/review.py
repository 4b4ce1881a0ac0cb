"""Decisions about one sentence: save, suggest, approve, reject, cover, keep, undo, and what to do when two people met.

Each service checks the right to do it (`PermissionDenied`), is one transaction, loses no text, and says what it did.
A form carries the id of the text that it showed: a text that came meanwhile is kept beside the new one. Publication is
a job; nothing is published here.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from i18n.models import Decision, LanguageVersion, Origin, SegmentRevision
from i18n.segments import same_tags
from i18n.services import acts, chips, permissions, repetitions, reports, versions
from i18n.services.chips import TextRefused
from i18n.services.outcome import Outcome
from i18n.services.readback import approval_of
from i18n.services.sentences import UnknownSentence, Work, open_sentence
from i18n.services.texts import NewText
from i18n.services.undoing import undo

__all__ = ["Outcome", "TextRefused", "UnknownSentence", "undo"]


@transaction.atomic
def save(
    *, version: LanguageVersion, public_id: str, text: str, person: Any, base_revision_id: int | None = None
) -> Outcome:
    """Keep a draft: `latest` for translators, never live."""
    return _keep_text(version, public_id, text, person, base_revision_id, Decision.STORED)


@transaction.atomic
def suggest(
    *, version: LanguageVersion, public_id: str, text: str, person: Any, base_revision_id: int | None = None
) -> Outcome:
    """Hand in a text for somebody else's approval."""
    return _keep_text(version, public_id, text, person, base_revision_id, Decision.SUGGESTED)


def _keep_text(
    version: LanguageVersion, public_id: str, text: str, person: Any, shown_id: int | None, decision: str
) -> Outcome:
    work = open_sentence(version=version, public_id=public_id)
    permissions.require(permissions.may_suggest(person, version=work.version))
    coded = _coded(text)
    latest = work.latest
    unchanged = latest is not None and latest.text == coded
    if latest is not None and unchanged and not _hands_in_own_draft(latest, decision, person):
        return Outcome(public_id, latest)
    met = work.met(coded=coded, shown_id=shown_id, person=person)
    # A draft never takes the place of a text that somebody approved meanwhile: it is the one that waits beside.
    beside = met is not None and met.decision in (Decision.APPROVED, Decision.COVERED)
    if met is not None and not beside:
        work.note_conflict(met)
    stored = work.write(work.by_person(coded, decision=decision, person=person, suggestion=beside))
    if beside:
        work.set_conflict(stored)
    if decision != Decision.STORED:  # a draft is taken back by what it is based on
        _note(work, person, acts.Kind.SUGGEST, stored)
    return Outcome(public_id, work.latest, stored, met)


def _note(
    work: Work, person: Any, kind: str, stored: SegmentRevision | None = None, also: tuple[acts.Step, ...] = ()
) -> None:
    """Note what was done, so that it can be taken back."""
    steps = [acts.step(work.ref.id, work.before, work.row, stored), *also]
    acts.note(version=work.version, person=person, kind=kind, steps=steps)


def _hands_in_own_draft(latest: SegmentRevision, decision: str, person: Any) -> bool:
    """The same text again changes nothing, unless it makes one's draft a suggestion."""
    draft = latest.origin == Origin.PERSON and latest.decision == Decision.STORED
    return draft and decision == Decision.SUGGESTED and latest.author_id == person.pk


@transaction.atomic
def approve(
    *, version: LanguageVersion, public_id: str, text: str, person: Any, base_revision_id: int | None = None
) -> Outcome:
    """Approve a text for the present source. A text of the record keeps its origin and author; another is the person's.

    A second click changes nothing. Open reports on the sentence are answered when the new text is live.
    """
    work = open_sentence(version=version, public_id=public_id)
    coded = _coded(text)
    known = work.find(coded)
    author = known.author if known is not None else person
    permissions.require(permissions.may_approve(person, version=work.version, author=author), _second_eyes())
    if known is not None and known is work.latest and _is_approved(known, work):
        work.set_conflict(None)
        answered = reports.on_approved(version=work.version, public_id=public_id, revision=known, person=person)
        if answered:
            step = acts.step(public_id, work.before, work.row)
            acts.note(version=work.version, person=person, kind=acts.Kind.ANSWER, steps=[step], report=answered[0])
        return Outcome(public_id, known, answered=len(answered))
    met = work.met(coded=coded, shown_id=base_revision_id, person=person)
    work.note_conflict(met)
    stored = work.write(_approval(work, coded, known, person))
    return _approved(work, stored, person, acts.Kind.APPROVE, met, tuple(repetitions.fill(work, stored, person)))


def _is_approved(revision: SegmentRevision, work: Work) -> bool:
    return revision.decision == Decision.APPROVED and revision.source_hash == work.ref.hash


def _approval(work: Work, coded: str, known: SegmentRevision | None, person: Any) -> NewText:
    if known is None:
        return work.by_person(coded, decision=Decision.APPROVED, person=person)
    elements = known.elements if known.elements is not None else work.fit(coded)
    memory = {"origin": Origin.MEMORY} if work.is_elsewhere(known) and known.origin == Origin.PERSON else {}
    return approval_of(
        work.ref.id,
        known,
        person,
        source_hash=work.ref.hash,
        elements=elements,
        findings=work.findings(coded),
        based_on=work.before_drafts(person) or (None if work.is_elsewhere(known) else known),
        **memory,
    )


def _approved(
    work: Work,
    stored: SegmentRevision,
    person: Any,
    kind: str,
    met: SegmentRevision | None = None,
    also: tuple[acts.Step, ...] = (),
) -> Outcome:
    answered = reports.on_approved(version=work.version, public_id=work.ref.id, revision=stored, person=person)
    versions.republish(version=work.version)
    _note(work, person, kind, stored, also)
    return Outcome(work.ref.id, stored, stored, met, len(answered), tuple(each.public_id for each in also))


@transaction.atomic
def keep(*, version: LanguageVersion, public_id: str, person: Any, base_revision_id: int | None = None) -> Outcome:
    """The earlier translation is right for the changed original, too: the same text, approved for the new source."""
    work = open_sentence(version=version, public_id=public_id)
    latest = work.latest
    if latest is None:
        raise TextRefused(_("There is no earlier translation to keep."))
    permissions.require(permissions.may_approve(person, version=work.version, author=latest.author), _second_eyes())
    if latest.source_hash == work.ref.hash and latest.decision in (Decision.APPROVED, Decision.COVERED):
        return Outcome(public_id, latest)
    if latest.pk != base_revision_id:
        return Outcome(public_id, latest, conflict=latest)
    if latest.elements is None and latest.text and not same_tags(work.source.text, latest.text):
        chips.check_marks(latest.text, work.source.text)
    stored = work.write(approval_of(public_id, latest, person, source_hash=work.ref.hash))
    return _approved(work, stored, person, acts.Kind.KEEP)


@transaction.atomic
def cover(*, version: LanguageVersion, public_id: str, person: Any, base_revision_id: int | None = None) -> Outcome:
    """The sentence before says this, too: here nothing is shown."""
    work = open_sentence(version=version, public_id=public_id)
    permissions.require(permissions.may_approve(person, version=work.version, author=person), _second_eyes())
    if work.previous_id is None:
        raise TextRefused(_("This is the first sentence of its paragraph: there is none before it to say it in."))
    latest = work.latest
    if latest is not None and latest.decision == Decision.COVERED and latest.source_hash == work.ref.hash:
        return Outcome(public_id, latest)
    met = work.met(coded="", shown_id=base_revision_id, person=person)
    work.note_conflict(met)
    stored = work.write(
        NewText(
            public_id,
            "",
            work.ref.hash,
            Origin.PERSON,
            decision=Decision.COVERED,
            author=person,
            decided_by=person,
            based_on=work.before_drafts(person),
            said_in=work.previous,
        )
    )
    return _approved(work, stored, person, acts.Kind.COVER, met)


@transaction.atomic
def reject(
    *, version: LanguageVersion, public_id: str, person: Any, reason: str = "", base_revision_id: int | None = None
) -> Outcome:
    """Turn down a suggestion, with a reason for its author; one's own needs none. What was there before is back, and
    the suggestion stays in the record.
    """
    work = open_sentence(version=version, public_id=public_id)
    permissions.require(permissions.may_suggest(person, version=work.version))
    latest = work.latest
    if latest is None or latest.may_be_live:
        return Outcome(public_id, latest)
    own = latest.author_id == person.pk
    permissions.require(own or permissions.may_approve(person, version=work.version, author=latest.author))
    if latest.pk != base_revision_id:
        return Outcome(public_id, latest, conflict=latest)
    if not own and not reason.strip():
        raise TextRefused(_("Say why: the person who suggested it reads the reason."))
    stored = work.write(
        approval_of(public_id, latest, person, decision=Decision.REJECTED, reason=reason.strip(), suggestion=True)
    )
    work.set_latest(_before(latest))
    _note(work, person, acts.Kind.REJECT, stored)
    return Outcome(public_id, work.latest, stored)


def _before(suggestion: SegmentRevision) -> SegmentRevision | None:
    """What was there before a suggestion and the drafts that led to it."""
    before = suggestion.based_on
    while before is not None and before.author_id == suggestion.author_id and not before.may_be_live:
        before = before.based_on
    return before


@transaction.atomic
def use_conflict(*, version: LanguageVersion, public_id: str, conflict_id: int, person: Any) -> Outcome:
    """Take the other person's text: approved where one may, else as a suggestion."""
    work = open_sentence(version=version, public_id=public_id)
    permissions.require(permissions.may_suggest(person, version=work.version))
    other = work.row.conflict if work.row else None
    if other is None or other.pk != conflict_id:
        return Outcome(public_id, work.latest, conflict=other)
    approves = permissions.may_approve(person, version=work.version, author=other.author)
    decision = (Decision.APPROVED if other.text else Decision.COVERED) if approves else Decision.SUGGESTED
    if decision == Decision.SUGGESTED and not other.text:
        permissions.require(False, _second_eyes())
    work.note_conflict(None)
    stored = work.write(
        approval_of(
            public_id,
            other,
            person,
            decided_by=person if approves else None,
            source_hash=work.ref.hash,
            decision=decision,
            based_on=work.latest,
        )
    )
    if approves:
        return _approved(work, stored, person, acts.Kind.USE_CONFLICT)
    _note(work, person, acts.Kind.USE_CONFLICT, stored)
    return Outcome(public_id, stored, stored)


@transaction.atomic
def dismiss_conflict(*, version: LanguageVersion, public_id: str, conflict_id: int, person: Any) -> Outcome:
    """Stay with the text that is there; the other one stays in the record."""
    work = open_sentence(version=version, public_id=public_id)
    permissions.require(permissions.may_suggest(person, version=work.version))
    other = work.row.conflict if work.row else None
    if other is not None and other.pk == conflict_id:
        work.set_conflict(None)
        _note(work, person, acts.Kind.DISMISS_CONFLICT)
        return Outcome(public_id, work.latest)
    return Outcome(public_id, work.latest, conflict=other)


def _coded(text: str) -> str:
    coded = chips.from_field(text)
    if not coded:
        raise TextRefused(_("There is no text yet. If the sentence before says it, too, choose “Said before”."))
    return coded


def _second_eyes() -> str:
    return _("You may suggest this text; somebody else has to approve it.")
