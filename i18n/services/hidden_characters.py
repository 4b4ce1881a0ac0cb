"""Characters that change how a text looks without being seen: staff must see them."""

import unicodedata
from collections.abc import Iterator

_JOINER = "\u200d"
_EMOJI_PARTS = {"\ufe0f", "\u20e3"}
# Control characters that no page, mail or database may hold; tabs and line ends stay.
_CONTROLS = {code: "\ufffd" for code in [*range(32), *range(127, 160)] if chr(code) not in "\t\n\r"}
# Hidden characters that some scripts are written with: joiners, direction marks, the soft hyphen.
_OF_SCRIPTS = "\u200c\u200d\u200e\u200f\u061c\u00ad"


def without_controls(text: str) -> str:
    """The text with control characters made visible as U+FFFD: fit to be stored and shown."""
    return text.translate(_CONTROLS)


def on_one_line(text: str) -> str:
    """The text fit for a field: one line, and of hidden characters only those that scripts are written with."""
    kept = "".join(part for part, name in pieces(text) if not name or part in _OF_SCRIPTS)
    return " ".join(kept.split())


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """The text in order as (characters, name): a name for each hidden character, empty for ordinary text.

    Hidden are bidirectional controls, zero-width characters, tags, unassigned and private ones, and control characters
    except tab and line ends. The joiner inside an emoji sequence is part of the picture.
    """
    plain = ""
    for position, character in enumerate(text):
        if not _is_hidden(text, position):
            plain += character
            continue
        if plain:
            yield plain, ""
            plain = ""
        yield character, f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
    if plain:
        yield plain, ""


def visible(text: str) -> str:
    """The text with each hidden character written out: `[U+202E RIGHT-TO-LEFT OVERRIDE]`."""
    return "".join(f"[{name}]" if name else part for part, name in pieces(text))


def _is_hidden(text: str, position: int) -> bool:
    character = text[position]
    category = unicodedata.category(character)
    if category == "Cc":
        return character not in "\t\n\r"
    if category in ("Co", "Cn", "Zl", "Zp") or character in "\u3164\u115f\u1160\u034f":
        return True
    if category != "Cf":
        return False
    return not (character == _JOINER and _is_picture(text, position - 1) and _is_picture(text, position + 1))


def _is_picture(text: str, position: int) -> bool:
    if not 0 <= position < len(text):
        return False
    character = text[position]
    return character in _EMOJI_PARTS or unicodedata.category(character) in ("So", "Sk")
