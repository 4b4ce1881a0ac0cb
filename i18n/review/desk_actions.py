"""What a row's form may ask for besides a decision about its text: undo, join, split, move, comments."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from i18n.models import LanguageVersion
from i18n.services import comments, joining, review


@dataclass(frozen=True, slots=True)
class Asked:
    """A form of a row: the version, the sentence, who sends it, the text that it showed."""

    version: LanguageVersion
    public_id: str
    person: Any
    shown_id: int | None
    act_id: int | None
    comment_id: int | None
    data: Mapping[str, str]

    @property
    def where(self) -> dict[str, Any]:
        return {"version": self.version, "public_id": self.public_id, "person": self.person}


@dataclass(frozen=True, slots=True)
class Said:
    """What to say, and which other sentences are to be drawn anew."""

    message: str
    level: str = "success"
    changed: tuple[str, ...] = ()


def on_sentence(action: str, asked: Asked) -> Said | None:
    """Do it; nothing where the action is none of these. Raises `TextRefused`, `UnknownSentence`, `PermissionDenied`."""
    if action == "undo":
        return _undo(asked)
    if action in ("merge", "split"):
        return _join(action, asked)
    if action in ("move_up", "move_down"):
        outcome = joining.move(**asked.where, by=-1 if action == "move_up" else 1)
        return Said(_("Moved: the page follows in a few seconds."), changed=outcome.also)
    if action in ("comment", "resolve_comment", "reopen_comment", "delete_comment"):
        return _comment(action, asked)
    return None


def _undo(asked: Asked) -> Said:
    outcome = review.undo(**asked.where, base_revision_id=asked.shown_id, act_id=asked.act_id)
    changed = (*outcome.also, *([asked.public_id] if outcome.also else []))
    if outcome.conflict is not None:
        return Said(_("Somebody else changed this sentence meanwhile: look again."), "warning", changed)
    if outcome.left:
        stays = ngettext(
            "Undone, but for %(count)d sentence that was changed since.",
            "Undone, but for %(count)d sentences that were changed since.",
            len(outcome.left),
        )
        return Said(stays % {"count": len(outcome.left)}, "warning", changed)
    return Said(_("Undone."), changed=changed)


def _join(action: str, asked: Asked) -> Said:
    service = joining.merge if action == "merge" else joining.split
    outcome = service(**asked.where, text=asked.data.get("text", ""), base_revision_id=asked.shown_id)
    if outcome.conflict is not None:
        return Said(_("Somebody else changed this sentence meanwhile: look again."), "warning", outcome.also)
    said = {
        "merge": _("Joined with the sentence before; both count as checked. Read it there once more."),
        "split": _("Split again; both sentences count as checked."),
    }
    return Said(said[action], changed=outcome.also)


def _comment(action: str, asked: Asked) -> Said:
    if action == "comment":
        comments.add(**asked.where, text=asked.data.get("comment_text", ""))
        return Said(_("Comment added."))
    services: dict[str, tuple[Any, str]] = {
        "resolve_comment": (comments.resolve, _("Settled.")),
        "reopen_comment": (comments.reopen, _("Open again.")),
        "delete_comment": (comments.delete, _("Comment deleted.")),
    }
    service, said = services[action]
    try:
        service(**asked.where, comment_id=asked.comment_id or 0)
    except comments.UnknownComment:
        raise Http404 from None
    return Said(said)
