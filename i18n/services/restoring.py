"""An earlier text of a sentence is put back: as a suggestion, or approved. It stays what it was: its origin, engine and
author go with it, and who put it back is noted beside them.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from i18n.models import Decision, LanguageVersion, Origin, SegmentRevision
from i18n.segments import same_tags
from i18n.services import chips, permissions, reports, versions
from i18n.services.chips import TextRefused
from i18n.services.readback import approval_of
from i18n.services.review import Outcome
from i18n.services.sentences import Work, open_sentence


def may_come_back(text: SegmentRevision) -> bool:
    """Whether a text of the record can be put back: it has words, and is no note of the site to its readers."""
    return bool(text.text) and text.origin != Origin.NOTICE


@transaction.atomic
def put_back(
    *,
    version: LanguageVersion,
    public_id: str,
    revision_id: int,
    person: Any,
    approve: bool = False,
    base_revision_id: int | None = None,
) -> Outcome:
    """Put a text of the record back for the present original. `base_revision_id`: the newest text that was shown.

    Nothing is stored where it stands there already; where another text came meanwhile, it is the outcome's `conflict`,
    and the person decides again. Raises `TextRefused` (its marks do not fit the original any more), `UnknownSentence`.
    """
    work = open_sentence(version=version, public_id=public_id)
    permissions.require(permissions.may_suggest(person, version=work.version))
    chosen = _of_record(work, revision_id)
    if approve:
        allowed = permissions.may_approve(person, version=work.version, author=chosen.author)
        permissions.require(allowed, _("You may suggest this text; somebody else has to approve it."))
    latest, decision = work.latest, Decision.APPROVED if approve else Decision.SUGGESTED
    if latest is not None and _stands(latest, chosen, work, decision):
        return Outcome(public_id, latest)
    if latest is not None and latest.pk != base_revision_id:
        return Outcome(public_id, latest, conflict=latest)
    stored = work.write(
        approval_of(
            public_id,
            chosen,
            person,
            decision=decision,
            source_hash=work.ref.hash,
            elements=_markup(work, chosen),
            findings=work.findings(chosen.text),
            based_on=work.before_drafts(person),
        )
    )
    if not approve:
        return Outcome(public_id, stored, stored)
    answered = reports.on_approved(version=work.version, public_id=public_id, revision=stored, person=person)
    versions.republish(version=work.version)
    return Outcome(public_id, stored, stored, answered=len(answered))


def _of_record(work: Work, revision_id: int) -> SegmentRevision:
    rows = SegmentRevision.objects.filter(
        segment=work.store.segments[work.ref.id], locale_id=work.version.locale_id
    ).select_related("author", "said_in")
    found = rows.filter(pk=revision_id).first()
    if found is None or not may_come_back(found):
        raise TextRefused(_("This text cannot be put back."))
    return found


def _stands(latest: SegmentRevision, chosen: SegmentRevision, work: Work, decision: str) -> bool:
    """A second click changes nothing, nor does a suggestion of what is approved."""
    fresh = latest.source_hash == work.ref.hash and latest.text == chosen.text
    return fresh and latest.decision in (decision, Decision.APPROVED)


def _markup(work: Work, chosen: SegmentRevision) -> Any:
    """The text's own markup, else the original's, whose marks it must have."""
    if chosen.elements is None and not same_tags(work.source.text, chosen.text):
        chips.check_marks(chosen.text, work.source.text)
    return chosen.elements
