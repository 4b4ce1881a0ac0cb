"""Does a sentence differ from its earlier wording by typos only?

Only words are looked at, one by one, and whatever might change the meaning is no typo: figures, names (any word with a
capital), negations, number words, days and months, a short word. A wrong guess costs a translation its freshness, so
what cannot be told (scripts without capitals) is no typo either.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import OSA

#: Letters of a word that may differ: one missing, added, wrong or swapped with its neighbour.
_LETTERS = 1
#: Words of a sentence that may differ.
_WORDS = 3
#: A word of fewer letters turns into another word too easily: there, letters may be swapped or doubled.
_SHORT = 5
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_TWICE = re.compile(r"(.)\1+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEGATIONS = _words(
    "no not never none nor neither without cannot nobody nothing nowhere ne pas jamais sans aucun aucune rien ni nunca "
    "sin nadie nada ningún ninguna ningun nicht kein keine keinen keiner nie niemals ohne não sem nem niet geen nooit "
    "ikke ingen aldri uden inte ingen aldrig utan non senza nessuno mai nie bez nikt не нет без ни"
)
_NUMBERS = _words(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion half "
    "first second third fourth fifth sixth seventh eighth ninth tenth dozen un une deux trois quatre cinq six sept "
    "huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante cent mille million "
    "milliard demi uno una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince veinte "
    "treinta cuarenta cincuenta sesenta setenta ochenta noventa cien mil millón medio ein eine zwei drei vier fünf "
    "sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig hundert tausend million milliarde"
)
_DATES = _words(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday today yesterday tomorrow janvier février mars avril mai juin juillet août "
    "septembre octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi dimanche hier demain "
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles "
    "jueves viernes sábado domingo hoy ayer mañana januar februar märz juni juli oktober dezember montag dienstag "
    "mittwoch donnerstag freitag samstag sonntag heute gestern morgen"
)
_MEANING = _NEGATIONS | _NUMBERS | _DATES


def only_typos(old: str, new: str) -> bool:
    """Whether two wordings (plain text) differ by slips of the keyboard, spaces or punctuation only."""
    if _figures(old) != _figures(new) or _signs(old) != _signs(new):
        return False
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if [word.casefold() for word in before] == [word.casefold() for word in after]:
        return True
    changed = _changed(before, after)
    return changed is not None and len(changed) <= _WORDS and all(_is_slip(*pair) for pair in changed)


def _figures(text: str) -> list[str]:
    return [character for character in text if character.isnumeric()]


def _signs(text: str) -> Counter[str]:
    """Signs that say something."""
    return Counter(
        character for character in text if character in "?¿؟%٪‰+−" or unicodedata.category(character) == "Sc"
    )


def _changed(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, str]] | None:
    """Words that stand for one another; `None` where a word was added or removed, but for a space or a doubled word."""
    if len(before) == len(after):
        return [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    if "".join(before) == "".join(after):
        return []
    longer, shorter = (before, after) if len(before) > len(after) else (after, before)
    single = [
        word for place, word in enumerate(longer) if place == 0 or word.casefold() != longer[place - 1].casefold()
    ]
    return [] if single == list(shorter) else None


def _is_slip(old: str, new: str) -> bool:
    if any(word.casefold() in _MEANING or not word.islower() for word in (old, new)):
        return False
    if min(len(old), len(new)) < _SHORT and sorted(old) != sorted(new):
        return _TWICE.sub(r"\1", old) == _TWICE.sub(r"\1", new)
    return OSA.distance(old, new) <= _LETTERS
