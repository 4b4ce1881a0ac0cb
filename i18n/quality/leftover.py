"""Words of the original that were left standing in the translation."""

from __future__ import annotations

import re

from .check import Check, Pair
from .scripts import scripts_of

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
RUN = 4  # words in a row; three happen by chance between related languages
RUN_OTHER_SCRIPT = 2


class LeftoverCheck(Check):
    id = "leftover"
    name = "Untranslated words"
    explanation = "Words of the original seem to be left untranslated."

    def problem(self, pair: Pair) -> str | None:
        if pair.same_language:
            return None
        source = _WORD.findall(pair.source_plain)
        target = _WORD.findall(pair.target_plain)
        if [word.casefold() for word in source] == [word.casefold() for word in target]:
            return " ".join(source) if _ordinary(source) >= 2 else None
        other_script = not scripts_of(pair.source_lang) & scripts_of(pair.target_lang)
        length = RUN_OTHER_SCRIPT if other_script else RUN
        found = _longest_common(source, target)
        return " ".join(found) if len(found) >= length and _ordinary(found) >= length - 1 else None


def _ordinary(words: list[str]) -> int:
    """How many words do not look like names."""
    return sum(not word[0].isupper() for word in words)


def _longest_common(one: list[str], other: list[str]) -> list[str]:
    """Longest run of words that stands in both."""
    best_end = best = 0
    previous = [0] * (len(other) + 1)
    for index, word in enumerate(one, start=1):
        current = [0] * (len(other) + 1)
        for position, candidate in enumerate(other, start=1):
            if word == candidate:
                current[position] = previous[position - 1] + 1
                if current[position] > best:
                    best, best_end = current[position], index
        previous = current
    return one[best_end - best : best_end]
