"""Pairs of sentences that are not equal but alike: a typo corrected, a clause added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

#: Likeness in percent (rapidfuzz ratio) from which a sentence in the same place counts as changed, not as new.
NEAR = 60.0
#: The same for a sentence found elsewhere.
FAR = 85.0
#: Comparisons allowed in one call; more (a whole book rewritten) and the rest is new.
_BUDGET = 400_000
#: Characters of a sentence that are compared.
_LENGTH = 2_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """An unpaired sentence. ``gap`` names its place between paired neighbours."""

    index: int
    text: str
    family: str
    path: str
    block: int
    gap: tuple[str, int]


def pair_similar(
    old: Sequence[Candidate], new: Sequence[Candidate], old_block_of: Mapping[int, int]
) -> list[tuple[int, int]]:
    """Pairs (old index, new index): first between the same neighbours, then in the same block, then anywhere."""
    pairing = _Pairing(_BUDGET)
    pairing.run(_grouped(old, lambda c: (c.family, c.gap)), _grouped(new, lambda c: (c.family, c.gap)), NEAR)
    pairing.run(
        _grouped(old, lambda c: (c.family, c.block)),
        _grouped(new, lambda c: (c.family, old_block_of.get(c.block, -1))),
        NEAR,
    )
    pairing.run(_grouped(old, lambda c: (c.family, c.path)), _grouped(new, lambda c: (c.family, c.path)), NEAR)
    pairing.run(_grouped(old, lambda c: (c.family,)), _grouped(new, lambda c: (c.family,)), FAR)
    return pairing.pairs


_Groups = dict[Hashable, list[Candidate]]


def _grouped(candidates: Sequence[Candidate], key: Callable[[Candidate], Hashable]) -> _Groups:
    groups: _Groups = defaultdict(list)
    for candidate in candidates:
        groups[key(candidate)].append(candidate)
    return groups


class _Pairing:
    """Best pairs first, each sentence once, within a budget of comparisons."""

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self.pairs: list[tuple[int, int]] = []
        self._old: set[int] = set()
        self._new: set[int] = set()

    def run(self, old_groups: _Groups, new_groups: _Groups, threshold: float) -> None:
        """Pairs within groups of the same key."""
        for key, news in new_groups.items():
            olds = [c for c in old_groups.get(key, ()) if c.index not in self._old]
            news = [c for c in news if c.index not in self._new]
            if not olds or not news or len(olds) * len(news) > self.budget:
                continue
            self.budget -= len(olds) * len(news)
            for old, new in _ranked(olds, news, threshold):
                if old.index not in self._old and new.index not in self._new:
                    self._old.add(old.index)
                    self._new.add(new.index)
                    self.pairs.append((old.index, new.index))


def _ranked(olds: list[Candidate], news: list[Candidate], threshold: float) -> list[tuple[Candidate, Candidate]]:
    """Pairs above the threshold, most alike first; among equals the one whose place in the group is nearest."""
    texts = [old.text[:_LENGTH] for old in olds]
    scored = []
    for place, new in enumerate(news):
        found = process.extract(
            new.text[:_LENGTH], texts, scorer=fuzz.ratio, processor=None, score_cutoff=threshold, limit=8
        )
        for _text, score, at in found:
            scored.append((-score, abs(at - place), at, place))
    return [(olds[at], news[place]) for _score, _distance, at, place in sorted(scored)]
