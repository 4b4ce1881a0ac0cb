"""The forms of a word under which it is indexed and looked up, in the ways of its language."""

import re
import threading
import unicodedata
from functools import lru_cache
from typing import Any

import snowballstemmer

from articles.search import arabic
from articles.search.text import normalise

# Whoever changes what `keys` answers (a newer stemmer does) raises this: the index is then made anew.
FORM = 1

_ALGORITHMS = {
    "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian",
    "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
    "yi": "yiddish",
}  # fmt: skip
_LONGEST = 40
_HAS_DIGIT = re.compile(r"\d")
_stemmers: dict[str, Any] = {}
_lock = threading.Lock()  # a stemmer keeps the word in hand in itself


@lru_cache(maxsize=200_000)
def keys(word: str, language: str, asked: bool = False) -> tuple[str, ...]:
    """Forms of a word, the usual one first; a text and a query meet where they share one.

    Stemmers expect accents, and people leave them out: so a word with accents has its stem, and that of the word as it
    is without them. `asked`: the word is a reader's; see `arabic.keys`.
    """
    plain = normalise(word)[:_LONGEST]
    if not plain or _HAS_DIGIT.search(plain):
        return (plain,) if plain else ()
    primary = language.lower().replace("_", "-").split("-")[0]
    if primary == "ar":
        return arabic.keys(plain, asked=asked)
    if primary not in _ALGORITHMS:
        return (plain,)
    written = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", word).casefold())[:_LONGEST]
    forms = (normalise(_stem(written, primary)), normalise(_stem(plain, primary)))
    return tuple(dict.fromkeys(form for form in forms if form))


def _stem(word: str, language: str) -> str:
    with _lock:
        if language not in _stemmers:
            _stemmers[language] = snowballstemmer.stemmer(_ALGORITHMS[language])
        stem: str = _stemmers[language].stemWord(word)
    return stem
