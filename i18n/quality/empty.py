"""Is there a text at all?"""

from __future__ import annotations

from .check import Check, Pair


def _has_text(text: str) -> bool:
    return any(character.isalnum() for character in text)


class EmptyCheck(Check):
    id = "empty"
    name = "Empty"
    explanation = "The translation is empty."
    severity = "error"

    def problem(self, pair: Pair) -> str | None:
        if not pair.target_plain.strip():
            return "" if pair.source_plain.strip() else None
        return "" if _has_text(pair.source_plain) and not _has_text(pair.target_plain) else None
