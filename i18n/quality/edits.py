"""How much of a machine's text is left in what a person made of it."""

import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from rapidfuzz.distance import Levenshtein

from i18n.segments import plain

#: Up to this share of its characters a text counts as edited slightly, beyond it as rewritten.
SLIGHT = 0.3


class Fate(StrEnum):
    """What became of a machine's text."""

    UNCHANGED = "unchanged"
    SLIGHT = "slight"
    REWRITTEN = "rewritten"


def edit_distance(before: str, after: str) -> float:
    """Characters to put in, take out or exchange (Levenshtein), as a share of the longer text: 0 for the same words, 1
    for nothing in common. Coded texts; marks, kinds of white space and of Unicode composition do not count.
    """
    return float(Levenshtein.normalized_distance(_words(before), _words(after)))


def fate(distance: float) -> Fate:
    """What a distance means."""
    if distance == 0:
        return Fate.UNCHANGED
    return Fate.SLIGHT if distance <= SLIGHT else Fate.REWRITTEN


def nearest(texts: Iterable[str], after: str) -> float | None:
    """Distance of a text to the one that is nearest to it; nothing where there is none."""
    return min((edit_distance(text, after) for text in texts), default=None)


def _words(coded: str) -> str:
    return " ".join(unicodedata.normalize("NFC", plain(coded)).split())
