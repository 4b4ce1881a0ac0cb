"""Sharing out a rewritten stretch among the sentences that stood there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from .differences import equal_ranges, words
from .split import split_sentences, trim

#: Sentences × new sentences that are compared; beyond it the first sentence takes all.
_LIMIT = 250_000
#: Share of a vanished sentence that another one must hold to count as joined with it.
_JOINED = 0.4


def share(sentences: Sequence[str], text: str, language: str) -> list[tuple[int, int] | None]:
    """A range of ``text`` for each sentence, in order, or None. The ranges cover the text but for blanks.

    The text is only divided where one of the old boundaries stands between the same words, or where a sentence plainly
    ends; each piece goes to the sentence that shares most words with it.
    """
    if len(sentences) == 1:
        return [(0, len(text))]
    old = [token for sentence in sentences for token in words(sentence) if not token.isspace()]
    owner = [index for index, s in enumerate(sentences) for token in words(s) if not token.isspace()]
    new, offsets = _placed_words(text)
    common = [(a + i, b + i) for a, b, size in equal_ranges(old, new) for i in range(size)]
    cuts = _cuts(text, language, owner, common, offsets)
    if len(cuts) * len(sentences) > _LIMIT:
        return [(0, len(text)), *[None] * (len(sentences) - 1)]
    weights = _weights(len(sentences), cuts, old, owner, common, offsets)
    chosen = _assign(weights)
    totals = [0.0] * len(sentences)
    for index, token in zip(owner, old, strict=True):
        totals[index] += _weight(token)
    _join(chosen, weights, totals)
    return _ranges(len(sentences), chosen, cuts, text)


def _placed_words(text: str) -> tuple[list[str], list[int]]:
    tokens = words(text)
    starts = accumulate((len(token) for token in tokens), initial=0)
    placed = [(token, start) for token, start in zip(tokens, starts, strict=False) if not token.isspace()]
    return [token for token, _start in placed], [start for _token, start in placed]


def _cuts(
    text: str, language: str, owner: Sequence[int], common: Sequence[tuple[int, int]], offsets: Sequence[int]
) -> list[int]:
    """Starts of the pieces of the text."""
    cuts = {0}
    cuts.update(list(accumulate(len(piece) for piece in split_sentences(text, language)))[:-1])
    for (old, new), (next_old, next_new) in pairwise(common):
        if next_old == old + 1 and next_new == new + 1 and owner[old] != owner[next_old]:
            cuts.add(offsets[next_new])
    return sorted(cuts)


def _weight(token: str) -> float:
    return float(len(token)) if token[0].isalnum() else 0.1


def _weights(
    count: int,
    cuts: Sequence[int],
    old: Sequence[str],
    owner: Sequence[int],
    common: Sequence[tuple[int, int]],
    offsets: Sequence[int],
) -> list[list[float]]:
    """Shared words of each sentence (row) with each piece (column), in characters."""
    table = [[0.0] * len(cuts) for _row in range(count)]
    column = 0
    for old_at, new_at in common:
        while column + 1 < len(cuts) and cuts[column + 1] <= offsets[new_at]:
            column += 1
        table[owner[old_at]][column] += _weight(old[old_at])
    return table


def _assign(weights: Sequence[Sequence[float]]) -> list[int]:
    """The sentence of each piece, in ascending order, with most shared words; where nothing is shared, by place."""
    rows, columns = len(weights), len(weights[0])
    best = [[0.0] * rows for _column in range(columns)]
    came = [[0] * rows for _column in range(columns)]
    for column in range(columns):
        leader = 0
        for row in range(rows):
            if column and best[column - 1][row] > best[column - 1][leader]:
                leader = row
            place = abs((row + 0.5) / rows - (column + 0.5) / columns)
            before = best[column - 1][leader] if column else 0.0
            best[column][row] = before + weights[row][column] + 0.01 * (1.0 - place)
            came[column][row] = leader
    chosen = [0] * columns
    row = max(range(rows), key=lambda r: best[-1][r])
    for column in range(columns - 1, -1, -1):
        chosen[column] = row
        row = came[column][row]
    return chosen


def _join(chosen: list[int], weights: Sequence[Sequence[float]], totals: Sequence[float]) -> None:
    """Joined sentences: the first of them takes the text, for "covered" means covered by the one before."""
    for row in range(len(totals) - 1):
        if row in chosen:
            continue
        taker = next((index for index in chosen if index > row), None)
        if taker is None:
            continue
        held = sum(weights[row][column] for column, index in enumerate(chosen) if index == taker)
        if totals[row] and held >= _JOINED * totals[row]:
            for column, index in enumerate(chosen):
                if index == taker:
                    chosen[column] = row


def _ranges(count: int, chosen: Sequence[int], cuts: Sequence[int], text: str) -> list[tuple[int, int] | None]:
    ends = [*cuts[1:], len(text)]
    result: list[tuple[int, int] | None] = [None] * count
    for column, row in enumerate(chosen):
        found = result[row]
        result[row] = (found[0] if found else cuts[column], ends[column])
    for row, found in enumerate(result):
        if found:
            start, end = trim(text, *found)
            result[row] = (start, end) if start < end else None
    return result
