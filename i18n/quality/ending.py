"""Does the sentence end as the original does: with a full stop, a question mark, a colon, or with nothing?"""

from __future__ import annotations

from .check import Check, Pair

_CLASSES = {
    **dict.fromkeys(".。．।۔", "."),
    **dict.fromkeys("?？؟", "?"),
    **dict.fromkeys("!！", "!"),
    **dict.fromkeys(":：", ":"),
    "…": "…",
}
_CLOSING = "\"'”’»›)]}」』）】 \u00a0\u202f"
# Thai and Lao end sentences with a space.
_UNMARKED = frozenset({"th", "lo", "my", "km"})


def _ending(text: str, language: str) -> str:
    text = text.rstrip().rstrip(_CLOSING)
    if text.endswith("..."):
        return "…"
    if language == "el" and text.endswith((";", "\u037e")):
        return "?"
    return _CLASSES.get(text[-1:], "")


class EndingCheck(Check):
    id = "ending"
    name = "End of the sentence"
    explanation = "The sentence ends with other punctuation than the original."

    def problem(self, pair: Pair) -> str | None:
        source_language = pair.source_lang.replace("_", "-").split("-")[0].lower()
        if not pair.target_plain.strip() or {source_language, pair.target_language} & _UNMARKED:
            return None
        before, after = _ending(pair.source_plain, source_language), _ending(pair.target_plain, pair.target_language)
        return None if before == after else f"{before or '∅'} → {after or '∅'}"
