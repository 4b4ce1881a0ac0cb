"""Which stretch of an edited text belongs to which sentence. Nothing is split again."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .chains import heaviest
from .marks import Flat
from .model import VOID
from .share import share
from .split import trim

#: Places at which one sentence is looked for (a text of thousands of equal sentences).
_MAX_PLACES = 20
#: Characters searched for whole sentences in one block; beyond it the rest goes to the token comparison.
_SEARCH_BUDGET = 200_000_000
#: Signs that may touch the next sentence without a space.
_TIGHT = "。！？｡．」』”’）】》"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A range of the edited text; ``exact`` when it is the sentence as it was."""

    start: int
    end: int
    exact: bool = False


def align(sentences: Sequence[Flat], value: Flat, language: str) -> list[Stretch | None]:
    """The stretch of each sentence in the edited text, None for vanished ones. They leave out only blanks."""
    anchors = _anchors(sentences, value)
    result: list[Stretch | None] = [None] * len(sentences)
    for index, start, end in anchors:
        result[index] = Stretch(start, end, exact=True)
    bounds = [(-1, 0, 0), *anchors, (len(sentences), len(value.text), len(value.text))]
    for before, after in itertools.pairwise(bounds):
        start, end = trim(value.text, before[2], after[1])
        between = range(before[0] + 1, after[0])
        if start >= end:
            continue
        if between:
            texts = [sentences[index].text for index in between]
            for index, found in zip(between, share(texts, value.text[start:end], language), strict=True):
                result[index] = Stretch(start + found[0], start + found[1]) if found else None
        else:
            _fold(result, start, end, before[0], after[0])
    return result


def moved(sentences: Sequence[Flat], value: Flat) -> list[int] | None:
    """The sentences in the order of the edited text, where some stand whole in another order than before; else None.

    Those that do not stand there whole are where other text is, or keep their place in the count.
    """
    places: dict[int, int] = {}
    taken: list[tuple[int, int]] = []
    for index in sorted(range(len(sentences)), key=lambda i: -len(sentences[i].text)):
        for _index, start, end in _places(sentences, value, range(index, index + 1), 0, len(value.text)):
            if all(end <= other[0] or start >= other[1] for other in taken):
                places[index] = start
                taken.append((start, end))
                break
    order = sorted(places, key=lambda index: places[index])
    if order == sorted(order):
        return None
    rest = [index for index in range(len(sentences)) if index not in places]
    gaps = [start for start, end in _between(sorted(taken), len(value.text)) if value.text[start:end].strip()]
    if len(gaps) == len(rest):
        places |= dict(zip(rest, gaps, strict=True))
        return sorted(places, key=lambda index: places[index])
    for index in rest:
        order.insert(index, index)
    return order


def _between(taken: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """The ranges before, between and after others."""
    edges = [0, *(edge for pair in taken for edge in pair), length]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _fold(result: list[Stretch | None], start: int, end: int, before: int, after: int) -> None:
    """Added text goes to the sentence before, or to the one after if there is none before."""
    left = result[before] if before >= 0 else None
    right = result[after] if after < len(result) else None
    if left is not None:
        result[before] = Stretch(left.start, end)
    elif right is not None:
        result[after] = Stretch(start, right.end)


def _anchors(sentences: Sequence[Flat], value: Flat) -> list[tuple[int, int, int]]:
    """Whole sentences found as they were, in their heaviest chain in order: (index, start, end)."""
    first, position = 0, trim_start(value.text, 0)
    head: list[tuple[int, int, int]] = []
    while first < len(sentences) and _stands(sentences[first], value, position):
        end = position + len(sentences[first].text)
        head.append((first, position, end))
        first, position = first + 1, trim_start(value.text, end)
    last, stop = len(sentences), trim_end(value.text, position, len(value.text))
    tail: list[tuple[int, int, int]] = []
    while last > first:
        start = stop - len(sentences[last - 1].text)
        if start < position or not _stands(sentences[last - 1], value, start):
            break
        last -= 1
        tail.append((last, start, stop))
        stop = trim_end(value.text, position, start)
    spans = list(_places(sentences, value, range(first, last), position, stop))
    return head + heaviest(spans) + tail[::-1]


def trim_start(text: str, position: int) -> int:
    """The first character from here that is no space."""
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def trim_end(text: str, start: int, end: int) -> int:
    """The end of the last character before ``end`` that is no space."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _places(
    sentences: Sequence[Flat], value: Flat, indices: range, start: int, stop: int
) -> Iterator[tuple[int, int, int]]:
    """Where each sentence stands as a whole between ``start`` and ``stop``."""
    budget = _SEARCH_BUDGET
    for index in indices:
        sentence = sentences[index]
        at, found = start, 0
        while sentence.text and found < _MAX_PLACES and budget > 0:
            place = value.text.find(sentence.text, at, stop)
            budget -= (place if place >= 0 else stop) - at + 1
            if place < 0:
                break
            found += 1
            at = place + 1
            if _stands(sentence, value, place):
                yield index, place, place + len(sentence.text)


def _stands(sentence: Flat, value: Flat, start: int) -> bool:
    """Whether a sentence stands here, markup included, and no word or number goes on over its ends."""
    end = start + len(sentence.text)
    if not sentence.text or not value.same_at(sentence, start):
        return False
    before, after = value.text[start - 1 : start], value.text[end : end + 1]
    opens = not before or before == VOID or before.isspace() or before in _TIGHT
    closes = not after or after == VOID or after.isspace() or sentence.text[-1] in _TIGHT
    return opens and closes
