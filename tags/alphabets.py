"""Names in the order of a language's own alphabet.

Letters that a language counts as letters of their own stand where its dictionaries have them (CLDR, collation charts:
ñ after n in Spanish, å, ä and ö at the end in Swedish); accents that it counts as accents make no difference, unless
names are equal without them.
"""

import unicodedata
from functools import lru_cache

_LATIN = "abcdefghijklmnopqrstuvwxyz"
# Letters after the one that they follow; several letters behind one keep this order.
_AFTER: dict[str, dict[str, str]] = {
    "cs": {"c": "č", "r": "ř", "s": "š", "z": "ž"},
    "da": {"z": "æøå"},
    "es": {"n": "ñ"},
    "et": {"s": "šzž", "w": "õäöü"},
    "fi": {"z": "åäö"},
    "hr": {"c": "čć", "d": "đ", "s": "š", "z": "ž"},
    "hu": {"o": "ö", "u": "ü"},
    "is": {"a": "á", "d": "ð", "e": "é", "i": "í", "o": "ó", "u": "ú", "y": "ý", "z": "þæö"},
    "lt": {"c": "č", "s": "š", "z": "ž"},
    "lv": {"c": "č", "g": "ģ", "k": "ķ", "l": "ļ", "n": "ņ", "r": "ŗ", "s": "š", "z": "ž"},
    "nb": {"z": "æøå"},
    "nn": {"z": "æøå"},
    "no": {"z": "æøå"},
    "pl": {"a": "ą", "c": "ć", "e": "ę", "l": "ł", "n": "ń", "o": "ó", "s": "ś", "z": "źż"},
    "ro": {"a": "ăâ", "i": "î", "s": "ș", "t": "ț"},
    "sk": {"a": "ä", "c": "č", "o": "ô", "s": "š", "z": "ž"},
    "sl": {"c": "č", "s": "š", "z": "ž"},
    "sq": {"c": "ç", "e": "ë"},
    "sv": {"z": "åäö"},
    "tr": {"c": "ç", "g": "ğ", "h": "ı", "o": "ö", "s": "ş", "u": "ü"},
}
# Whole alphabets, where the order of Unicode is another one.
_WHOLE = {
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
}
_ARTICLE = "\u0627\u0644"  # Arabic al-, which begins most names of topics and is no part of the alphabet
_AS_ONE = {"æ": "ae", "œ": "oe", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "ð": "d", "þ": "th"}
_AS_ONE |= dict.fromkeys("\u0622\u0623\u0625\u0671", "\u0627") | {"\u0649": "\u064a", "\u0629": "\u0647"}

Key = tuple[tuple[tuple[int, int], ...], str]


def sort_key(name: str, language: str) -> Key:
    """What names of a language are sorted by."""
    letters = _letters(name, language)
    return tuple(_rank(letter, language) for letter in letters), name


def first_letter(name: str, language: str) -> str:
    """The letter that a name stands under; # where it begins with none."""
    first = _letters(name, language)[:1]
    if first == "i" and language.split("-")[0] == "tr":
        return "İ"
    return first.upper() if first.isalpha() else "#"


def _letters(name: str, language: str) -> str:
    """Small letters of the language's alphabet, accents that are none of its own away."""
    own = _alphabet(language)
    if language.split("-")[0] == "tr":
        name = name.replace("I", "ı").replace("İ", "i")
    found = "".join(
        letter if letter in own else _plain(letter) for letter in unicodedata.normalize("NFC", name.casefold())
    )
    arabic = language.split("-")[0] == "ar" and found.startswith(_ARTICLE) and len(found) > len(_ARTICLE) + 2
    return found[len(_ARTICLE) :] if arabic else found


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    marks = (part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))
    return "".join(_AS_ONE.get(part, part) for part in marks)


def _rank(letter: str, language: str) -> tuple[int, int]:
    """Letters of the alphabet in its order; spaces and signs before, letters of other scripts behind, as in Unicode."""
    place = _alphabet(language).find(letter)
    if place >= 0:
        return 1, place
    return (2 if letter.isalpha() else 0), ord(letter)


@lru_cache(maxsize=64)
def _alphabet(language: str) -> str:
    short = language.split("-")[0]
    if short in _WHOLE:
        return _LATIN + _WHOLE[short]
    after = _AFTER.get(short, {})
    moved = "".join(after.values())
    return "".join(letter + after.get(letter, "") for letter in _LATIN if letter not in moved)
