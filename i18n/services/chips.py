"""Inline markup as a translator sees it: chips ⟨1⟩…⟨/1⟩ in a text field, that no keyboard makes by accident.

Coded text has numbered tags and escapes (`<1>R&amp;D</1>`); a field has chips and plain characters (`⟨1⟩R&D⟨/1⟩`). A
literal ⟨ of the text is written twice. Both ways round, nothing is lost. A mark without words (a line break) is ⟨1·⟩:
in Arabic, where signs change sides, ⟨1/⟩ would look like an end.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from i18n.segments import Element, sanitise_plain, tags_of, valid_coded

#: Longer than any sentence; a text of this length is a mistake of the clipboard. Characters.
MAX_LENGTH = 20_000
_TAG = re.compile(r"<(/?)([1-9][0-9]{0,3})(/?)>")
_CHIP = re.compile(r"⟨⟨|⟨(/?)([1-9][0-9]{0,3})([/·]?)⟩")
_BREAKS = re.compile(r"[ \t]*[\r\n]+[ \t]*")


class TextRefused(ValueError):
    """A text cannot be stored as it is; the message says what to change."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, or one chip: `number`, `side` (open, close, alone) and what stands behind it."""

    text: str
    number: int = 0
    side: str = ""
    title: str = ""


def to_field(coded: str) -> str:
    """Coded text as a text field shows it."""
    return "".join(p.text.replace("⟨", "⟨⟨") if not p.number else p.text for p in pieces(coded))


def from_field(text: str) -> str:
    """Coded text of what somebody wrote into a field; line breaks are spaces. Raises `TextRefused`."""
    clean = _BREAKS.sub(" ", sanitise_plain(text)).strip(" \t")
    if len(clean) > MAX_LENGTH:
        raise TextRefused(_("This text is longer than a sentence can be."))
    parts, position = [], 0
    for match in _CHIP.finditer(clean):
        parts.append(_escape(clean[position : match.start()]))
        position = match.end()
        end, number, void = match.groups()
        parts.append("⟨" if number is None else f"<{end}{number}{'/' if void else ''}>")
    parts.append(_escape(clean[position:]))
    coded = "".join(parts)
    if not valid_coded(coded):
        raise TextRefused(_("A mark is opened and not closed, or two marks cross: each ⟨1⟩ needs its ⟨/1⟩ after it."))
    return coded


def words_of(text: str) -> str:
    """What somebody wrote into a field without its chips, however broken they are."""
    bare = _CHIP.sub(lambda chip: "⟨" if chip.group(2) is None else "", sanitise_plain(text))
    return re.sub(" {2,}", " ", bare).strip(" \t\r\n")


def check_marks(coded: str, *allowed: str) -> None:
    """Raise `TextRefused` unless a text has the very marks of one of these texts (the source's, first)."""
    marks = tags_of(coded)
    if any(marks == tags_of(text) for text in allowed):
        return
    wanted = tags_of(allowed[0])
    missing, extra = wanted - marks, marks - wanted
    said = []
    if missing:
        said.append(_("missing: %(marks)s") % {"marks": _listed(missing)})
    if extra:
        said.append(_("too many: %(marks)s") % {"marks": _listed(extra)})
    raise TextRefused(_("The marks must be those of the original (%(said)s).") % {"said": "; ".join(said)})


def _listed(tags: Counter[str]) -> str:
    return " ".join(_TAG.sub(_chip, tag) for tag in tags.elements())


def _chip(tag: re.Match[str]) -> str:
    end, number, void = tag.groups()
    return f"⟨{end}{number}{'·' if void else ''}⟩"


def pieces(coded: str, elements: Sequence[Element] = ()) -> list[Piece]:
    """A coded text as stretches and chips, for showing it."""
    found, position = [], 0
    for match in _TAG.finditer(coded):
        if match.start() > position:
            found.append(Piece(_unescape(coded[position : match.start()])))
        position = match.end()
        end, number, void = match.groups()
        element = elements[int(number) - 1] if int(number) <= len(elements) else None
        side = "close" if end else "alone" if void else "open"
        found.append(Piece(_chip(match), int(number), side, describe(element)))
    if position < len(coded):
        found.append(Piece(_unescape(coded[position:])))
    return found


@dataclass(frozen=True, slots=True)
class Chip:
    """A mark that can be put into a text: what to write before and after the chosen words, and what it is. `tag` and
    `href` (a link's address, where it has one) are for showing it.
    """

    number: int
    before: str
    after: str
    title: str
    tag: str = ""
    href: str = ""


def chips(coded: str, elements: Sequence[Element]) -> list[Chip]:
    """The marks of a source sentence in order of appearance."""
    found: dict[int, Chip] = {}
    for piece in pieces(coded, elements):
        if piece.number and piece.number not in found:
            after = "" if piece.side == "alone" else f"⟨/{piece.number}⟩"
            element = elements[piece.number - 1] if piece.number <= len(elements) else None
            tag, href = (element.tag, dict(element.attrs).get("href", "")) if element else ("", "")
            found[piece.number] = Chip(piece.number, piece.text, after, piece.title, tag, href)
    return list(found.values())


def describe(element: Element | None) -> str:
    """What a mark is, in words: link with its target, bold, …"""
    if element is None:
        return _("mark")
    attrs = dict(element.attrs)
    if element.tag == "a":
        target = attrs.get("href") or attrs.get("id") or ""
        return _("link: %(target)s") % {"target": target} if target else _("link")
    names = {
        "b": _("bold"),
        "strong": _("bold"),
        "i": _("italic"),
        "em": _("italic"),
        "sub": _("subscript"),
        "sup": _("superscript"),
        "code": _("code"),
        "br": _("line break"),
        "embed": _("embedded object"),
    }
    return str(names.get(element.tag, element.tag))


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
