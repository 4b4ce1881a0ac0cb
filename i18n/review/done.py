"""What is said after a form was posted."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from wagtail.admin import messages

from i18n.models import LanguageVersion

_BIGGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Done:
    """What to say; `moves_on`: the person may go to the next sentence (or to the new version)."""

    message: str = ""
    level: str = "success"
    moves_on: bool = False
    version: LanguageVersion | None = None
    # Public ids of other sentences that are to be drawn anew.
    changed: tuple[str, ...] = ()


def tell(request: HttpRequest, done: Done) -> None:
    """Say it on the next page."""
    if done.message:
        getattr(messages, done.level)(request, done.message)


def number(value: Any) -> int | None:
    """A positive id from a form, or nothing."""
    text = str(value or "")
    if not (text.isascii() and text.isdigit()) or len(text) > 19:
        return None
    found = int(text)
    return found if found <= _BIGGEST else None
