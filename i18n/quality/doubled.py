"""A word that stands twice in a row, though the original has no such pair."""

from __future__ import annotations

import re

from .check import Check, Pair

_DOUBLED = re.compile(r"\b([^\W\d_]{2,})\s+\1\b", re.IGNORECASE)
# Languages that double words as a matter of grammar.
_DOUBLING = frozenset({"id", "ms", "sw", "hi", "ur", "tr", "th", "zh", "ja", "ko", "bn", "ta", "te", "vi", "tl"})
_ALLOWED = {
    "fr": {"nous", "vous"},
    "en": {"had", "that"},
    "it": {"via", "man"},
    "de": {"die", "der", "das", "sie"},
    "nl": {"die", "dat"},
    "da": {"der", "det"},
    "sv": {"det"},
    "fi": {"sen"},
}


class DoubledCheck(Check):
    id = "doubled"
    name = "Doubled word"
    explanation = "A word stands twice in a row."

    def problem(self, pair: Pair) -> str | None:
        if pair.target_language in _DOUBLING or _DOUBLED.search(pair.source_plain):
            return None
        allowed = _ALLOWED.get(pair.target_language, set())
        words = [match.group(1) for match in _DOUBLED.finditer(pair.target_plain)]
        # names of letters written out in Arabic ("إن إن") are two letters long
        shortest = 3 if pair.target_language == "ar" else 2
        found = [word for word in words if word.lower() not in allowed and len(word) >= shortest]
        return ", ".join(dict.fromkeys(found)) or None
