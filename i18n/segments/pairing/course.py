"""The best course through two texts, by dynamic programming: Gale and Church (1993), with evidence of words.

A step takes 0 to 3 sentences of each side. Its score is how usual such a step is, how well the lengths fit, what the
sentences share, and whether paragraphs begin together. The best score to and from each place gives for each sentence
the best course that pairs it otherwise: how much worse that is says how sure a pair is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log

from i18n.quality.lengths import SLACK, deviation
from i18n.segments.chains import increasing

from .evidence import Evidence
from .model import Pair, Unit

#: (sentences of the source, of the target) → how usual that is, in nats.
STEPS = {
    (1, 1): 0.0, (1, 2): -2.0, (2, 1): -2.0, (2, 2): -6.0, (1, 3): -6.0, (3, 1): -6.0, (1, 0): -2.6, (0, 1): -2.6,
}  # fmt: skip
_STEPS = tuple((a, b, usual) for (a, b), usual in STEPS.items())
#: What a text from elsewhere often leaves out.
_OPTIONAL = {"alt": 2.0, "credit": 2.0, "label": 2.0, "caption": 1.0}
_FIT = 0.5
_MISFIT = 5.0
_EVIDENCE = 1.0
_LACKING = 0.2
_IDLE = 0.4
_TOGETHER, _APART, _ACROSS = 1.0, -0.8, -2.0
_HEADING, _NO_HEADING = 1.5, -1.5
SURE = 4.0
#: Half the width of the corridor in which the course is looked for, in sentences; and how much worse than the best of
#: its row a place may be (nats) to be gone on from.
_WIDTH = 12
_BEAM = 40.0
#: Places that are looked at, at most: a text ten times as long as the original is none of its translations.
_CELLS = 200_000

#: A step: where it begins in both texts, how many sentences of each it takes, its score.
_Tried = tuple[int, int, int, int, float]
_Reached = tuple[list[dict[int, float]], list[dict[int, tuple[int, int]]], list[_Tried]]


@dataclass(slots=True)
class _Side:
    """One text: lengths and evidence summed up, where blocks begin."""

    units: Sequence[Unit]
    length: list[float]
    weight: list[float]
    begins: list[bool]


def _side(units: Sequence[Unit], weights: Sequence[float]) -> _Side:
    return _Side(
        units,
        [0.0, *accumulate(float(len(unit.text)) for unit in units)],
        [0.0, *accumulate(weights)],
        [at == 0 or units[at - 1].block != unit.block for at, unit in enumerate(units)] + [True],
    )


class Course:
    """The pairing of two texts of known languages."""

    def __init__(self, source: Sequence[Unit], target: Sequence[Unit], languages: tuple[str, str], found: Evidence):
        self.evidence = found
        self.source, self.target = _side(source, found.source), _side(target, found.target)
        self.median, self.sigma = deviation(*languages)
        self.structured = sum(self.target.begins) > 2
        self.low, self.high = self._corridor()

    def _corridor(self) -> tuple[list[int], list[int]]:
        """For each place in the source, where to look in the target: around the line through the sure pairs."""
        n, m = len(self.source.units), len(self.target.units)
        if n * m <= 2_500:
            return [0] * (n + 1), [m] * (n + 1)
        pairs = sorted(self.evidence.links)
        chain = increasing([j for _i, j in pairs])
        kept = [pair for at, pair in enumerate(pairs) if at in chain]
        points = [(0, 0), *[(i, j) for i, j in kept if 0 < i < n and 0 < j < m], (n, m)]
        if len(kept) < 0.3 * min(n, m):
            points = [(0, 0), (n, m)]
        width = _WIDTH + abs(n - m) // (1 if len(points) == 2 else 4) + n // 40
        width = min(width, max(_WIDTH, _CELLS // (2 * n)))
        starts = [i for i, _j in points]
        low, high = [], []
        for i in range(n + 1):
            at = max(1, bisect_left(starts, i))
            (i0, j0), (i1, j1) = points[at - 1], points[at]
            middle = j0 + (j1 - j0) * (i - i0) / max(1, i1 - i0)
            low.append(max(0, int(middle - width)))
            high.append(min(m, int(middle + width) + 1))
        low[0], high[n] = 0, m
        for i in range(n - 1, -1, -1):  # each row can be reached from the one before
            low[i] = min(low[i], low[i + 1])
            high[i] = max(high[i], low[i + 1])
        return low, high

    # --- scores

    def _steps(self, i: int, j: int) -> Iterator[tuple[int, int, float]]:
        """The steps from a place with their scores."""
        source, target = self.source, self.target
        n, m = len(source.units), len(target.units)
        edge = 0.0
        if i < n and j < m:
            ours, theirs = source.begins[i], target.begins[j]
            if ours and theirs:
                edge = _TOGETHER
            elif ours != theirs and self.structured:
                edge = _APART if ours else _APART / 2
        for a, b, usual in _STEPS:
            if i + a > n or j + b > m:
                continue
            if not a:
                yield a, b, usual
            elif not b:
                yield a, b, usual + _OPTIONAL.get(source.units[i].kind, 0.0)
            elif a == 1 or source.units[i].block == source.units[i + a - 1].block:
                yield a, b, usual + edge + self._score(i, j, a, b)

    def _score(self, i: int, j: int, a: int, b: int) -> float:
        """How well some sentences fit together, in nats: lengths, evidence, paragraphs, headings."""
        source, target, evidence = self.source, self.target, self.evidence
        ours = source.length[i + a] - source.length[i]
        theirs = target.length[j + b] - target.length[j]
        off = log((theirs + SLACK) / (ours * self.median + SLACK)) / self.sigma
        score = -min(_FIT * off * off, _MISFIT)
        shared = 0.0
        for row in evidence.shared[i : i + a]:
            for column in range(j, j + b):
                if column in row:
                    shared += row[column]
        left, right = source.weight[i + a] - source.weight[i], target.weight[j + b] - target.weight[j]
        shared -= evidence.chance * left * right + _LACKING * evidence.typical * min(left, right)
        score += max(-8.0, min(10.0, _EVIDENCE * shared))
        if b > 1:
            score += _ACROSS * sum(target.begins[j + 1 : j + b])
        elif a == 1:
            return score + self._heading(source.units[i], target.units[j])
        return score - self._idle(i, j, a, b)

    def _idle(self, i: int, j: int, a: int, b: int) -> float:
        """Several sentences are one only if each has its share in it: what is missing of half a usual share."""
        evidence = self.evidence
        half = _IDLE * evidence.typical
        idle = 0.0
        if a > 1:
            for at in range(i, i + a):
                row = evidence.shared[at]
                idle += max(0.0, half * evidence.source[at] - sum(row.get(column, 0.0) for column in range(j, j + b)))
        if b > 1:
            for column in range(j, j + b):
                share = sum(row.get(column, 0.0) for row in evidence.shared[i : i + a])
                idle += max(0.0, half * evidence.target[column] - share)
        return idle

    def _heading(self, ours: Unit, theirs: Unit) -> float:
        one, other = ours.kind in ("heading", "title"), theirs.kind in ("heading", "title")
        if one == other:
            return _HEADING if one else 0.0
        return _NO_HEADING if self.structured else 0.0

    # --- the course

    def run(self) -> list[Pair]:
        """The pairs of the best course, in order."""
        reached = self._forward(_BEAM) or self._forward(float("inf"))
        if reached is None:
            raise RuntimeError("no course leads to the end")
        rows, came, tried = reached
        best = self._path(came)
        margins = self._margins(rows, tried, best)
        return [
            Pair(tuple(range(i, i + a)), tuple(range(j, j + b)), margin >= SURE and self._fits(i, j, a, b))
            for (i, j, a, b), margin in zip(best, margins, strict=True)
        ]

    def _forward(self, beam: float) -> _Reached | None:
        """The best score to each place, the step that led there, and all steps tried; None if the end was not met."""
        n, m = len(self.source.units), len(self.target.units)
        rows = [dict.fromkeys(range(self.low[i], self.high[i] + 1), float("-inf")) for i in range(n + 1)]
        came: list[dict[int, tuple[int, int]]] = [{} for _row in rows]
        rows[0][0] = 0.0
        tried: list[_Tried] = []
        for i, here in enumerate(rows):
            worst = float("-inf")
            for j in sorted(here):
                so_far = here[j]
                worst = max(worst, so_far - beam)
                if so_far == float("-inf") or so_far < worst:
                    continue
                for a, b, score in self._steps(i, j):
                    there = rows[i + a]
                    if j + b not in there:
                        continue
                    tried.append((i, j, a, b, score))
                    if so_far + score > there[j + b]:
                        there[j + b] = so_far + score
                        came[i + a][j + b] = (a, b)
        return (rows, came, tried) if rows[n][m] > float("-inf") else None

    def _path(self, came: list[dict[int, tuple[int, int]]]) -> list[tuple[int, int, int, int]]:
        i, j = len(self.source.units), len(self.target.units)
        steps = []
        while i or j:
            a, b = came[i][j]
            i, j = i - a, j - b
            steps.append((i, j, a, b))
        return steps[::-1]

    def _margins(
        self,
        forward: list[dict[int, float]],
        tried: list[_Tried],
        best: list[tuple[int, int, int, int]],
    ) -> list[float]:
        """How much worse the best course is that goes another way, for each step of the best one."""
        n, m = len(self.source.units), len(self.target.units)
        nothing = float("-inf")
        backward = [dict.fromkeys(row, nothing) for row in forward]
        backward[n][m] = 0.0
        total = forward[n][m]
        second_source, second_target = [nothing] * n, [nothing] * m
        mine = set(best)
        for i, j, a, b, score in reversed(tried):
            value = score + backward[i + a][j + b]
            if value > backward[i][j]:
                backward[i][j] = value
            if (i, j, a, b) in mine:
                continue
            whole = forward[i][j] + value
            for at in range(i, i + a):
                second_source[at] = max(second_source[at], whole)
            for at in range(j, j + b):
                second_target[at] = max(second_target[at], whole)
        return [total - max([*second_source[i : i + a], *second_target[j : j + b], nothing]) for i, j, a, b in best]

    def _fits(self, i: int, j: int, a: int, b: int) -> bool:
        """Whether the pair is right by itself, not only better than others."""
        return bool(a and b) and self._score(i, j, a, b) > -1.0
