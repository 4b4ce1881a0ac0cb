"""A fake engine: visibly transforms each word for its language, and keeps markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import permutations

from i18n.engines import Batch, Capabilities, Engine, MarkupForm, NumberedForm, Request, Result
from i18n.engines.tags import Token, coded, tokens
from i18n.quality.scripts import scripts_of

# First letter of 20 letters in a row, by script.
_ALPHABETS = {
    "ARABIC": 0x0628,
    "CYRILLIC": 0x0430,
    "DEVANAGARI": 0x0915,
    "HEBREW": 0x05D0,
    "GREEK": 0x03B1,
    "THAI": 0x0E01,
    "HANGUL": 0xAC00,
}
_WORD = re.compile(r"[^\W\d_]+")


def word_in(word: str, language: str) -> str:
    """The word as the fake engine says it: `city` → `cityes` in es, letters of the script where it is not Latin."""
    scripts = scripts_of(language)
    if "LATIN" in scripts:
        return f"{word}{language.split('-')[0]}"
    if "CJK" in scripts:
        return chr(0x4E00 + sum(map(ord, word)) % 2000)
    start = next(_ALPHABETS[script] for script in sorted(scripts) if script in _ALPHABETS)
    return "".join(chr(start + ord(unicodedata.normalize("NFD", letter.lower())[0]) % 20) for letter in word)


def fake_text(text: str, language: str) -> str:
    """What the fake engine makes of a coded text: `[es] Theses <1>cityes</1>.`"""
    changed = [
        Token("text", _WORD.sub(lambda match: word_in(match.group(), language), token.text))
        if token.kind == "text"
        else token
        for token in tokens(text)
    ]
    return f"[{language}] {coded(changed)}"


class FakeEngine(Engine):
    """Translates between all `languages`; counts its calls in `calls`."""

    label = "Fake engine (tests)"
    version = "fake 1"
    markup: MarkupForm = NumberedForm()

    def __init__(self, *, languages: Sequence[str] = ("en", "fr", "es", "ar"), pairs: Sequence[str] = ()) -> None:
        chosen = {(one, other) for one, _, other in (pair.partition(">") for pair in pairs)}
        self._pairs = frozenset(chosen or permutations(languages, 2))
        self.calls: list[Batch] = []

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(pairs=self._pairs, leaves_site=False, deterministic=True)

    def translate(self, batch: Batch) -> list[Result]:
        self.calls.append(batch)
        return [self.answer(request, batch) for request in batch.segments]

    def answer(self, request: Request, batch: Batch) -> Result:
        return Result(request.id, fake_text(request.text, batch.target), billed=len(request.text))
