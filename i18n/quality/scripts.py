"""Which script a language is written in, and which scripts a text uses."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

# Languages of other scripts than Latin (CLDR's default script); first words of Unicode character names.
_SCRIPTS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("ar", "fa", "ur", "ps", "ckb", "sd", "ug"), frozenset({"ARABIC"})),
    **dict.fromkeys(("ru", "uk", "bg", "be", "mk", "kk", "ky", "tg", "mn"), frozenset({"CYRILLIC"})),
    **dict.fromkeys(("hi", "mr", "ne", "sa"), frozenset({"DEVANAGARI"})),
    "sr": frozenset({"CYRILLIC", "LATIN"}),
    "he": frozenset({"HEBREW"}),
    "yi": frozenset({"HEBREW"}),
    "el": frozenset({"GREEK"}),
    "zh": frozenset({"CJK"}),
    "ja": frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}),
    "ko": frozenset({"HANGUL", "CJK"}),
    "th": frozenset({"THAI"}),
    "lo": frozenset({"LAO"}),
    "my": frozenset({"MYANMAR"}),
    "km": frozenset({"KHMER"}),
    "ka": frozenset({"GEORGIAN"}),
    "hy": frozenset({"ARMENIAN"}),
    "am": frozenset({"ETHIOPIC"}),
    "ti": frozenset({"ETHIOPIC"}),
    "bn": frozenset({"BENGALI"}),
    "ta": frozenset({"TAMIL"}),
    "te": frozenset({"TELUGU"}),
    "kn": frozenset({"KANNADA"}),
    "ml": frozenset({"MALAYALAM"}),
    "gu": frozenset({"GUJARATI"}),
    "pa": frozenset({"GURMUKHI"}),
    "si": frozenset({"SINHALA"}),
}
_BY_SUBTAG = {
    "latn": frozenset({"LATIN"}),
    "cyrl": frozenset({"CYRILLIC"}),
    "arab": frozenset({"ARABIC"}),
    "hans": frozenset({"CJK"}),
    "hant": frozenset({"CJK"}),
}


def scripts_of(language: str) -> frozenset[str]:
    """Scripts that the language (BCP 47) is written in; Latin where nothing else is known."""
    parts = language.replace("_", "-").lower().split("-")
    for part in parts[1:]:
        if part in _BY_SUBTAG:
            return _BY_SUBTAG[part]
    return _SCRIPTS.get(parts[0], frozenset({"LATIN"}))


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    return unicodedata.name(character, "").split(" ", 1)[0]


def share_in_script(text: str, language: str) -> float | None:
    """Share of the letters that are in a script of the language; None for a text without letters."""
    counted = Counter(_script(character) for character in text if character.isalpha())
    total = counted.total()
    return sum(counted[script] for script in scripts_of(language)) / total if total else None
