"""What is said of a pasted translation after a step on the whole of it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from i18n.services import pasting


def outcome(acted: pasting.Acted) -> str:
    """After confirming all that are sure."""
    count = len(acted.changed)
    if not count:
        return _("There is no pair left that is beyond doubt.")
    said = ngettext("%(count)d pair confirmed.", "%(count)d pairs confirmed.", count)
    return said % {"count": count}


def conflicts(done: pasting.Finished) -> bool:
    """Whether somebody has to choose between two texts."""
    return bool(done.conflicts)


def finished(done: pasting.Finished) -> str:
    """What became of the pairs."""
    counts = [
        (len(done.approved), _("%(count)d checked")),
        (len(done.unseen), _("%(count)d approved unseen (they do not count as checked)")),
        (len(done.suggested), _("%(count)d suggested: somebody else approves them")),
        (len(done.covered), _("%(count)d said in the sentence before")),
        (len(done.same), _("%(count)d were there already")),
        (len(done.conflicts), _("%(count)d met a newer text of somebody else: both are kept, choose in the review")),
        (
            len(done.left),
            ngettext(
                "%(count)d sentence of the original stays as it is",
                "%(count)d sentences of the original stay as they are",
                len(done.left),
            ),
        ),
    ]
    parts = [said % {"count": count} for count, said in counts if count]
    if not parts:
        return _("This was taken over already.")
    return _("Taken over: %(what)s.") % {"what": pgettext("between parts of a line", "; ").join(parts)}
