"""Are the numbers of the original in the translation?

Human translations differ in numbers in 3–4 % of lines, so this only warns. It reads local digits, separators of
thousands and decimals (and does not tell them apart), magnitudes such as "million" or 万, and lets small numbers be
written as words.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from .check import Check, Pair

SMALL = 12  # up to here a number may as well be a word
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u2009\u202f'’.,٬٫]\d{3})+(?!\d)(?:[.,٫]\d+)?|\d+(?:[.,:٫]\d+)*")
_SEPARATOR = re.compile(r"[^\d]")
_MAGNITUDES: dict[str, int] = {
    **dict.fromkeys(("thousand", "mil", "mille", "tausend", "tusen", "tusind", "mila", "duizend", "тысяч", "тис"), 3),
    **dict.fromkeys(("ألف", "آلاف", "الف", "千", "k", "هزار", "हजार", "พัน", "אלף", "tisíc", "tuhat", "elfu"), 3),
    **dict.fromkeys(("万", "萬", "หมื่น"), 4),
    **dict.fromkeys(("lakh", "लाख", "لاکھ", "แสน"), 5),
    **dict.fromkeys(("million", "milli", "millon", "millón", "milh", "milió", "milion", "mio", "miljo", "m"), 6),
    **dict.fromkeys(("مليون", "ملايين", "млн", "миллион", "мільйон", "ล้าน", "מיליון", "میلیون", "bn", "crore"), 6),
    **dict.fromkeys(("亿", "億"), 8),
    **dict.fromkeys(("billion", "milliard", "mrd", "miljard", "milj", "مليار", "млрд", "миллиард", "мільярд"), 9),
}  # fmt: skip
_AFTER = re.compile(r"\s?([^\W\d_]+)")


class NumbersCheck(Check):
    id = "numbers"
    name = "Numbers"
    explanation = "Numbers of the original are missing or differ."

    def problem(self, pair: Pair) -> str | None:
        before, after = numbers_of(pair.source_plain), numbers_of(pair.target_plain)
        missing = _unmatched(before, after)
        added = _unmatched(after, before)
        found = [number for number, _ in missing] or [number for number, _ in added]
        return ", ".join(dict.fromkeys(found)) or None


def _digits(text: str) -> str:
    """Local digits as ASCII ones."""
    return "".join(
        str(unicodedata.digit(character)) if character.isdigit() and unicodedata.digit(character, None) is not None
        else character
        for character in text
    )  # fmt: skip


def numbers_of(text: str) -> list[tuple[str, frozenset[Decimal]]]:
    """Each number as it stands, with the values it may mean."""
    text = _digits(text)
    found = []
    for match in _NUMBER.finditer(text):
        written = match.group()
        digits = _SEPARATOR.sub("", written)
        values = {Decimal(digits)}
        decimal = re.fullmatch(r"(\d+)[.,٫](\d{1,2})", written)
        exact = Decimal(f"{decimal.group(1)}.{decimal.group(2)}") if decimal else Decimal(digits)
        magnitude = _magnitude(text[match.end() : match.end() + 20])
        if magnitude:
            values = {exact.scaleb(magnitude), exact}
            if magnitude == 9:  # "billion" is 10^12 in older usage, and "mil millones" is written in Spanish
                values.add(exact * 1000)
        found.append((written, frozenset(value.normalize() for value in values)))
    return found


def _magnitude(following: str) -> int:
    match = _AFTER.match(following)
    if not match:
        return 0
    word = match.group(1).lower()
    if word in _MAGNITUDES:
        return _MAGNITUDES[word]
    if word[0] in _MAGNITUDES and not word.isascii():
        return _MAGNITUDES[word[0]]
    longest = max((key for key in _MAGNITUDES if len(key) >= 4 and word.startswith(key)), key=len, default="")
    return _MAGNITUDES.get(longest, 0)


def _unmatched(
    numbers: list[tuple[str, frozenset[Decimal]]], others: list[tuple[str, frozenset[Decimal]]]
) -> list[tuple[str, frozenset[Decimal]]]:
    """Numbers that no number of the other text can mean; small ones may be words there."""
    missing = []
    left = [values for _, values in others]
    for written, values in numbers:
        match = next((candidate for candidate in left if candidate & values or _same_year(candidate, values)), None)
        if match is not None:
            left.remove(match)
        elif min(values) > SMALL and not any(values & other for _, other in others):
            missing.append((written, values))
    return missing


def _same_year(one: frozenset[Decimal], other: frozenset[Decimal]) -> bool:
    """'90s and 1990."""
    return any(abs(first - second) in (1900, 2000) and min(first, second) < 100 for first in one for second in other)
