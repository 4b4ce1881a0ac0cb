"""Longest increasing chains: which pairs keep their order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def increasing(values: Sequence[int]) -> set[int]:
    """Positions of a longest strictly increasing subsequence."""
    tails: list[int] = []
    tail_positions: list[int] = []
    before: list[int] = []
    for position, value in enumerate(values):
        at = bisect_left(tails, value)
        before.append(tail_positions[at - 1] if at else -1)
        if at == len(tails):
            tails.append(value)
            tail_positions.append(position)
        else:
            tails[at] = value
            tail_positions[at] = position
    chain: set[int] = set()
    position = tail_positions[-1] if tail_positions else -1
    while position >= 0:
        chain.add(position)
        position = before[position]
    return chain


def heaviest(spans: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The heaviest chain of spans (item, start, end): items ascend strictly, spans do not overlap. Weight = length.

    n log n: spans are met by item, a Fenwick tree over span ends holds the best weight so far.
    """
    ends = sorted({end for _item, _start, end in spans})
    tree: list[tuple[int, int]] = [(0, -1)] * (len(ends) + 1)
    best: list[tuple[int, int]] = [(0, -1)] * len(spans)
    ordered = sorted(range(len(spans)), key=lambda at: (spans[at][0], spans[at][1]))
    at = 0
    while at < len(ordered):
        group = [ordered[at]]
        while at + len(group) < len(ordered) and spans[ordered[at + len(group)]][0] == spans[group[0]][0]:
            group.append(ordered[at + len(group)])
        for index in group:
            _item, start, end = spans[index]
            weight, previous = _query(tree, bisect_left(ends, start + 1))
            best[index] = (weight + end - start, previous)
        for index in group:
            _update(tree, bisect_left(ends, spans[index][2]) + 1, (best[index][0], index))
        at += len(group)
    chain: list[tuple[int, int, int]] = []
    index = max(range(len(spans)), key=lambda i: best[i][0]) if spans else -1
    while index >= 0:
        chain.append(spans[index])
        index = best[index][1]
    return chain[::-1]


def _query(tree: list[tuple[int, int]], count: int) -> tuple[int, int]:
    result = (0, -1)
    while count > 0:
        if tree[count][0] > result[0]:
            result = tree[count]
        count -= count & -count
    return result


def _update(tree: list[tuple[int, int]], position: int, value: tuple[int, int]) -> None:
    while position < len(tree):
        if value[0] > tree[position][0]:
            tree[position] = value
        position += position & -position
