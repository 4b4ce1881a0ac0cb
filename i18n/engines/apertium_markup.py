"""Numbered tags as Apertium's word-bound blanks, and back.

A pair of tags becomes `[[t:i:N]]words[[/]]`, which Apertium attaches to each word and carries to its translation; a
void tag becomes an ordinary blank `[N]`. A span of several words comes back as one blank per word: neighbours with
the same number are joined again. Characters that mean something to Apertium travel as private-use characters, which
every stage passes on untouched (escaped ones are lost or changed by some stages).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from .markup import MarkupForm
from .spans import Flat, Span, contains, flatten, unflatten, void_character, void_number

_SPECIAL = "\\^$/<>[]{}@#*~"
_TO_PRIVATE = {character: chr(0xE000 + index) for index, character in enumerate(_SPECIAL)}
_FROM_PRIVATE = {private: character for character, private in _TO_PRIVATE.items()}
# Marks of unknown words may come escaped; those of the text itself travel as private-use characters.
_PIECE = re.compile(r"\[\[([^\]]*)\]\]|\[(\d*)\]|\\?([*@#])|\\(.)|(.)", re.DOTALL)
_GRAMMAR = re.compile(r"\\<[\w:+-]{1,20}\\>|<[\w:+-]{1,20}>")
_WORD = re.compile(r"\w+")
# A span that came back in pieces is joined over at most this many other words, else its longest piece is kept.
MAX_GAP = 3


class WordBoundForm(MarkupForm):
    """Coded text ↔ Apertium's stream format with word-bound blanks."""

    def encode(self, text: str) -> str:
        flat = flatten(text)
        spans = {number: _whole_words(flat.text, span) for number, span in flat.spans.items()}
        edges = sorted({0, len(flat.text), *(edge for span in spans.values() for edge in span)})
        return "".join(
            _bound(flat.text[start:end], [n for n, span in spans.items() if span[0] <= start and end <= span[1]])
            for start, end in pairwise(edges)
        )

    def decode(self, answer: str, source: str) -> str:
        text, numbers, _ = _read(answer)
        before = flatten(source)
        spans = {number: span for number in before.spans if (span := _joined(text, numbers, number)) is not None}
        spans = _nested_as(before, spans)
        return unflatten(_tidy(before, Flat(text, spans))) or unflatten(_tidy(before, Flat(text))) or ""


def unknown_share(answer: str) -> float:
    """Share of the words that Apertium did not know (marked `*`, `@` or `#`), 0 to 1."""
    text, _, marks = _read(answer)
    words = len(_WORD.findall("".join(character for character in text if void_number(character) is None)))
    return min(1.0, marks / words) if words else 0.0


def _whole_words(text: str, span: Span) -> Span:
    """A tag that begins or ends inside a word takes the whole word: words are all that Apertium can mark."""
    start, end = span
    while 0 < start < end and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return (start, end)


def _bound(run: str, numbers: list[int]) -> str:
    inner = run.strip()
    written = "".join(_written(character) for character in inner)
    if not numbers or not any(map(str.isalnum, inner)):
        return "".join(_written(character) for character in run)
    names = "; ".join(f"t:i:{number}" for number in sorted(numbers))
    at = run.index(inner)
    return f"{run[:at]}[[{names}]]{written}[[/]]{run[at + len(inner) :]}"


def _written(character: str) -> str:
    number = void_number(character)
    return f"[{number}]" if number is not None else _TO_PRIVATE.get(character, character)


def _read(answer: str) -> tuple[str, list[frozenset[int]], int]:
    """Flat text, the numbers bound to each of its characters, and the count of words marked unknown."""
    characters: list[str] = []
    numbers: list[frozenset[int]] = []
    bound: frozenset[int] = frozenset()
    marks = 0
    for match in _PIECE.finditer(_GRAMMAR.sub("", answer)):
        blank, void, mark, escaped, character = match.groups()
        if blank is not None:
            bound = frozenset(int(number) for number in re.findall(r"t:i:(\d+)", blank))
        elif void is not None:
            if void:
                characters.append(void_character(int(void)))
                numbers.append(bound)
        elif mark is not None:
            marks += 1
        else:
            read = escaped or character
            characters.append(_FROM_PRIVATE.get(read, read))
            numbers.append(bound)
    return "".join(characters), numbers, marks


def _joined(text: str, numbers: list[frozenset[int]], number: int) -> Span | None:
    """The range of one pair in the answer, its pieces joined; None where it is lost."""
    pieces: list[Span] = []
    for index, bound in enumerate(numbers):
        if number not in bound:
            continue
        if pieces and not any(map(str.isalnum, text[pieces[-1][1] : index])):
            pieces[-1] = (pieces[-1][0], index + 1)
        else:
            pieces.append((index, index + 1))
    if not pieces:
        return None
    between = text[pieces[0][0] : pieces[-1][1]]
    inside = sum(len(_WORD.findall(text[start:end])) for start, end in pieces)
    if len(_WORD.findall(between)) - inside <= MAX_GAP:
        return (pieces[0][0], pieces[-1][1])
    return max(pieces, key=lambda piece: piece[1] - piece[0])


def _nested_as(source: Flat, spans: dict[int, Span]) -> dict[int, Span]:
    """Ranges that hold each other as in the source: an outer one grows around its inner ones, others do not overlap."""
    order = sorted(spans, key=lambda number: source.spans[number][1] - source.spans[number][0])
    for outer in order:
        for inner in order:
            if inner != outer and contains(source.spans[outer], source.spans[inner]):
                spans[outer] = (min(spans[outer][0], spans[inner][0]), max(spans[outer][1], spans[inner][1]))
    lost: set[int] = set()
    for one, other in _apart(source, order):
        first, second = sorted((one, other), key=lambda number: (spans[number], number))
        if spans[second][0] < spans[first][1]:
            spans[second] = (spans[first][1], max(spans[first][1], spans[second][1]))
        if spans[second][0] >= spans[second][1]:
            lost.add(second)
    return {number: span for number, span in spans.items() if number not in lost}


def _apart(source: Flat, numbers: list[int]) -> Iterable[tuple[int, int]]:
    for index, one in enumerate(numbers):
        for other in numbers[index + 1 :]:
            first, second = source.spans[one], source.spans[other]
            if not contains(first, second) and not contains(second, first):
                yield one, other


def _tidy(source: Flat, target: Flat) -> Flat:
    """Without the double spaces that some transfer rules leave, and with ranges that start and end at words."""
    keep = list(range(len(target.text)))
    if "  " not in source.text:
        keep = [i for i in keep if not (target.text[i] == " " and i and target.text[i - 1] == " ")]
    place = {old: new for new, old in enumerate(keep)}
    text = "".join(target.text[index] for index in keep)
    spans: dict[int, Span] = {}
    for number, (start, end) in target.spans.items():
        while start < end and target.text[start].isspace():
            start += 1
        while end > start and target.text[end - 1].isspace():
            end -= 1
        if start < end:
            spans[number] = (place[start], place[end - 1] + 1)
    return Flat(text, spans)
