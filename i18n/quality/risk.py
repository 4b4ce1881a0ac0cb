"""How much harm a wrong translation of a sentence can do, and how likely it is wrong: 1 (little) to 3. Pure.

What machines get wrong and readers take for true: numbers, a "not", names, words that somebody said. What speaks of an
engine that was at a loss: findings of the checks, words that it does not know, a way through a third language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

LEAST, MOST = 1.0, 3.0

#: Code of a reason → what it adds. An engine's unknown words add their share besides.
WEIGHTS: Mapping[str, float] = {
    "error": 0.8,
    "negation": 0.6,
    "numbers": 0.5,
    "warning": 0.4,
    "unknown": 0.3,
    "quotation": 0.3,
    "names": 0.3,
    "chained": 0.2,
}

#: Words that turn a sentence into its contrary. Left out: what mostly means something else ("plus", "ما").
NEGATIONS: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "ar": "لا لم لن ليس ليست ليسوا لست غير بدون دون عدم كلا ولا فلا ولم فلم ولن فلن وليس أبدا أبدًا",
        "ca": "no mai res ningú cap sense tampoc",
        "da": "ikke aldrig ingen intet uden nej",
        "de": "nicht nie niemals nichts niemand ohne weder kein keine keinen keinem keiner keines nein",
        "en": "no not never none nobody nothing nor neither without cannot nowhere",
        "es": "no nunca jamás nada nadie ningún ninguna ninguno ni sin tampoco",
        "fi": "ei eivät en et emme ette älä ilman koskaan",
        "fr": "ne n non pas jamais rien aucun aucune aucuns aucunes sans ni nul nulle guère",
        "it": "no non mai niente nulla nessun nessuna nessuno né senza neanche nemmeno",
        "nb": "ikke aldri ingen intet uten nei",
        "nl": "niet geen nooit niets niemand zonder nee evenmin",
        "pl": "nie nigdy nikt nic bez żaden żadna żadne ani",
        "pt": "não nunca jamais nada ninguém nenhum nenhuma nem sem tampouco",
        "ru": "не ни нет никогда никто ничего ничто без нельзя",
        "sv": "inte ej icke aldrig ingen inget inga utan nej",
        "tr": "değil yok hiç asla hayır",
        "uk": "не ні немає ніколи ніхто нічого без",
    }.items()
}
#: Of languages that are written without spaces: parts of the text.
_PARTS: Mapping[str, tuple[str, ...]] = {
    "zh": ("不", "没", "沒", "无", "無", "未", "非", "勿"),
    "ja": ("ない", "ません", "なく", "なし"),
}
_ALIASES = {"no": "nb", "nn": "nb"}
_NOUNS_HAVE_CAPITALS = frozenset({"de", "lb"})
_HEADLINES = frozenset({"title", "heading", "label"})

_WORD = re.compile(r"[^\W\d_]+")
_QUOTES = re.compile(r"[“”„‟«»‹›「」『』〝〞]|(?<!\w)\"[^\"]+\"")
# After these a capital is only the beginning of a sentence.
_BEGINNING = re.compile(r"(?:^|[.!?…:;\n•–—])[\s\"'“”„«»‹›‘’(\[¿¡-]*\Z")
_LOOK_BACK = 12  # characters


@dataclass(frozen=True, slots=True)
class Risk:
    """From 1 to 3, with the codes of its reasons (`WEIGHTS`), the heaviest first."""

    value: float
    reasons: tuple[str, ...] = ()


def of_sentence(
    source: str,
    language: str,
    *,
    kind: str = "body",
    findings: Iterable[Mapping[str, str]] = (),
    chained: bool = False,
    protected: bool = False,
) -> Risk:
    """The risk of a sentence. `source`: its words without markup, in `language` (BCP 47); `findings`: what checks and
    engine said about its translation; `protected`: something in it must not be translated.
    """
    found = set(_of_source(source, base(language), kind))
    if protected:
        found.add("names")
    if chained:
        found.add("chained")
    unknown = 0.0
    for finding in findings:
        if finding.get("check") == "engine":
            unknown = max(unknown, _unknown_words(str(finding.get("message", ""))))
        else:
            found.add("error" if finding.get("severity") == "error" else "warning")
    if unknown:
        found.add("unknown")
    value = LEAST + sum(WEIGHTS[code] for code in found) + unknown
    return Risk(round(min(value, MOST), 2), tuple(sorted(found, key=lambda code: (-WEIGHTS[code], code))))


def base(language: str) -> str:
    """The language without region and script."""
    code = language.replace("_", "-").split("-")[0].lower()
    return _ALIASES.get(code, code)


@lru_cache(maxsize=20_000)
def _of_source(source: str, language: str, kind: str) -> tuple[str, ...]:
    found = []
    if any(character.isdecimal() for character in source):
        found.append("numbers")
    if is_negated(source, language):
        found.append("negation")
    if kind == "quotation" or _QUOTES.search(source):
        found.append("quotation")
    if has_names(source, language, headline=kind in _HEADLINES):
        found.append("names")
    return tuple(found)


def is_negated(text: str, language: str) -> bool:
    """Whether a sentence denies something; False for languages whose words for it we do not know."""
    language = base(language)
    if language in _PARTS:
        return any(part in text for part in _PARTS[language])
    words = NEGATIONS.get(language)
    if words is None:
        return False
    folded = unicodedata.normalize("NFC", text).casefold()
    if language == "en" and re.search(r"n['’]t\b", folded):
        return True
    return any(word in words for word in _WORD.findall(folded))


def has_names(text: str, language: str, *, headline: bool = False) -> bool:
    """Whether a sentence names somebody or something: a word with a capital that does not begin it, or one all in
    capitals. In a script without capitals: words in a script that has them. In German, where every noun has one: two
    such words in a row.
    """
    words = list(_WORD.finditer(text))
    cased = [word for word in words if word[0].upper() != word[0].lower()]
    if len(cased) < len(words) / 2:
        return any(len(word[0]) > 1 for word in cased)
    if any(len(word[0]) > 1 and word[0].isupper() for word in cased) and not text.isupper():
        return True
    capitals = [word for word in cased if word[0][0].isupper() and word[0] != "I"]
    inside = [word for word in capitals if not _BEGINNING.search(text, max(0, word.start() - _LOOK_BACK), word.start())]
    if headline and len(capitals) > len(cased) / 2:  # a headline in capitals names nobody
        return False
    if base(language) in _NOUNS_HAVE_CAPITALS:
        return any(text[one.end() : two.start()] == " " for one, two in pairwise(inside))
    return bool(inside)


def _unknown_words(message: str) -> float:
    """The share of words that the engine did not know, 0 to 1."""
    name, _colon, value = message.partition(":")
    try:
        return min(max(float(value), 0.0), 1.0) if name == "unknown-words" else 0.0
    except ValueError:
        return 0.0
