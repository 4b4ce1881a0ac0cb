"""Only typos: the translations of corrected sentences stay fresh."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from i18n.quality import typo
from i18n.segments import Sentence, plain
from i18n.services import carrying, snapshots
from i18n.services.declaring import Change


@dataclass(frozen=True, slots=True)
class Proposal:
    """Whether "only typos" is proposed, and why, in words."""

    proposed: bool
    reason: str


def keep_fresh(change: Change) -> None:
    """Carry the texts of all versions over to the corrected wordings."""
    hashes = change.rewritten
    if not hashes or not change.versions:
        return
    wordings = carrying.source_wordings(change.versions[0], hashes)
    for version in change.versions:
        carrying.carry(
            version=version,
            hashes=hashes,
            person=change.declared.person if change.declared else None,
            reason=_("Only typos were corrected in the original."),
            wordings=wordings,
        )


def propose(preview: snapshots.Preview) -> Proposal:
    """Look at what a draft changes. A figure, a name, a date, a negation or a link that changed is more than a typo."""
    changed = [key for key, change in preview.changes.items() if change == "changed"]
    if preview.matched is None or not preview.before:
        return Proposal(False, "")
    if preview.matched.gone or any(change in ("back", "new") for change in preview.changes.values()):
        return Proposal(False, _("There are sentences that were not there before, or that are gone."))
    pairs = [(preview.before[key], preview.matched.texts[key]) for key in changed]
    if not pairs:
        return Proposal(False, "")
    if all(_same_marks(old, new) and typo.only_typos(plain(old.text), plain(new.text)) for old, new in pairs):
        reason = ngettext(
            "In %(count)d sentence a few letters changed: no figure, no name, no link.",
            "In %(count)d sentences a few letters changed: no figure, no name, no link.",
            len(pairs),
        )
        return Proposal(True, reason % {"count": len(pairs)})
    return Proposal(False, _("Words, figures, names or links changed."))


def _same_marks(old: Sentence, new: Sentence) -> bool:
    marks = (carrying.Wording(sentence.text, sentence.elements).marks() for sentence in (old, new))
    return next(marks) == next(marks)
