"""A coded text laid flat: characters, and for each pair of tags the range that it covers.

Void tags stand in the flat text as one private-use character each, so that positions stay simple. Callers make sure
that the text has no private-use characters of its own (masking takes them out).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .tags import Token, coded, tokens

FIRST_VOID = 0xF0000
LAST_VOID = 0xFFFFD

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Flat:
    """`spans`: number of a pair → (start, end) in `text`."""

    text: str
    spans: Mapping[int, Span] = field(default_factory=dict)


def void_character(number: int) -> str:
    if FIRST_VOID + number > LAST_VOID:
        raise ValueError("too many tags")
    return chr(FIRST_VOID + number)


def void_number(character: str) -> int | None:
    """The number of the void tag that this character stands for, or None."""
    return ord(character) - FIRST_VOID if FIRST_VOID < ord(character) <= LAST_VOID else None


def flatten(text: str) -> Flat:
    """Coded text → flat text. Unbalanced tags are left out."""
    characters: list[str] = []
    length = 0
    opened: dict[int, int] = {}
    spans: dict[int, Span] = {}
    for token in tokens(text):
        if token.kind == "text":
            characters.append(token.text)
            length += len(token.text)
        elif token.kind == "void":
            characters.append(void_character(token.number))
            length += 1
        elif token.kind == "open":
            opened[token.number] = length
        elif token.number in opened:
            spans[token.number] = (opened.pop(token.number), length)
    return Flat("".join(characters), spans)


def contains(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def crossing(one: Span, two: Span) -> bool:
    """True where two ranges overlap and neither holds the other."""
    return one[0] < two[1] and two[0] < one[1] and not contains(one, two) and not contains(two, one)


def unflatten(flat: Flat) -> str | None:
    """Flat text → coded text; None where ranges cross or are empty."""
    spans = list(flat.spans.items())
    for index, (_, span) in enumerate(spans):
        if span[0] >= span[1] or any(crossing(span, other) for _, other in spans[index + 1 :]):
            return None
    # of ranges that are equal the one with the lower number is outside, as in the source
    order = sorted(spans, key=lambda item: (item[1][0], -item[1][1], item[0]))
    opens: dict[int, list[int]] = {}
    closes: dict[int, list[int]] = {}
    for number, (start, end) in order:
        opens.setdefault(start, []).append(number)
        closes.setdefault(end, []).insert(0, number)
    found: list[Token] = []
    for position in range(len(flat.text) + 1):
        found.extend(Token("close", number=number) for number in closes.get(position, ()))
        found.extend(Token("open", number=number) for number in opens.get(position, ()))
        if position < len(flat.text):
            character = flat.text[position]
            void = void_number(character)
            found.append(Token("text", character) if void is None else Token("void", number=void))
    return coded(found)
