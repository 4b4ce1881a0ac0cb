"""Text as a search compares it: without accents, case and differences of spaces. Finds words, keeps their place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

#: Letters that no decomposition turns into plain ones.
_PLAIN = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "’": "'", "ـ": None})
_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """A text without accents (of any script), in lower case, spaces single. Empty marks and NUL are gone."""
    if text.isascii():
        return _SPACES.sub(" ", text.replace("\x00", "").lower()).strip()
    parts = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", parts) if unicodedata.category(c) not in ("Mn", "Cf", "Cc")
    )
    return _SPACES.sub(" ", plain.translate(_PLAIN)).strip()


def _folded_character(character: str) -> str:
    return " " if character.isspace() else fold(character)


def highlight(text: str, words: Iterable[str]) -> list[tuple[str, bool]]:
    """A text cut where folded words stand in it: (characters, whether they are one of the words)."""
    folded, places = "", []
    for place, character in enumerate(text):
        part = _folded_character(character)
        folded += part
        places += [place] * len(part)
    hits: set[int] = set()
    for word in words:
        start = folded.find(word) if word else -1
        while start >= 0:
            hits.update(range(places[start], places[start + len(word) - 1] + 1))
            start = folded.find(word, start + 1)
    pieces: list[tuple[str, bool]] = []
    for place, character in enumerate(text):
        hit = place in hits
        if pieces and pieces[-1][1] == hit:
            pieces[-1] = (pieces[-1][0] + character, hit)
        else:
            pieces.append((character, hit))
    return pieces
