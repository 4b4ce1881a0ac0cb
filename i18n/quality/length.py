"""Is the translation about as long as translations between these languages are?"""

from __future__ import annotations

from .check import Check, Pair
from .lengths import unusual

SHORTEST = 25  # characters; shorter texts vary too much to say anything


class LengthCheck(Check):
    id = "length"
    name = "Length"
    explanation = "The translation is unusually short or long for this pair of languages."

    def problem(self, pair: Pair) -> str | None:
        if pair.same_language or len(pair.source_plain) < SHORTEST or not pair.target_plain.strip():
            return None
        odd = unusual(pair.source_plain, pair.target_plain, pair.source_lang, pair.target_lang)
        return f"{len(pair.source_plain)} → {len(pair.target_plain)}" if odd else None
