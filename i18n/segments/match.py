"""After an edit of the source: which sentence is which."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from .boundaries import FAMILY, keep_boundaries
from .chains import increasing
from .coded import plain
from .extract import Document
from .model import Block, Sentence, SentenceRef, Skeleton, SkeletonField
from .similar import Candidate, pair_similar

Change = Literal["same", "moved", "changed", "back", "new"]

#: Above this many pairings of equal sentences they are paired in order.
_MAX_PAIRINGS = 2_500


@dataclass(frozen=True, slots=True)
class Matched:
    """The new skeleton, its texts, what happened to each sentence, and the ids that are no longer used."""

    skeleton: Skeleton
    texts: dict[str, Sentence]
    changes: dict[str, Change]
    gone: list[str]


@dataclass(slots=True)
class _Item:
    """A sentence on either side, with its neighbours' hashes for telling duplicates apart."""

    ref: SentenceRef
    sentence: Sentence
    index: int
    block: int
    before: str = ""
    after: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return FAMILY[self.ref.kind], self.ref.hash

    @property
    def place(self) -> tuple[str, int]:
        return self.ref.path, self.ref.block


@dataclass(slots=True)
class _State:
    old: list[_Item]
    new: list[_Item]
    partner: dict[int, int] = field(default_factory=dict)
    back: dict[int, str] = field(default_factory=dict)
    changed: set[int] = field(default_factory=set)

    def pair(self, old: int, new: int) -> None:
        self.partner[new] = old


def match(
    previous: Skeleton | None,
    previous_texts: Mapping[str, Sentence],
    document: Document,
    *,
    new_id: Callable[[], str],
    former: Mapping[tuple[str, str], Sequence[str]] = MappingProxyType({}),
) -> Matched:
    """Gives the document's sentences ids: those of the previous skeleton where it is the same sentence.

    Same place and hash, then the same hash anywhere in a field of compatible kind, then similar texts between the same
    neighbours or in the same block; the rest is new (``new_id``) or gone. A sentence that is back has its former id
    again: ``former`` gives the ids that are in no use now by kind and hash of any wording that they had. MissingText is
    never raised: a sentence of the previous skeleton without text can only be matched by its hash.
    """
    document = keep_boundaries(previous, previous_texts, document) if previous else document
    cut = [list(block.cut()) for block in document.blocks()]
    new = _items((pair, number) for number, pairs in enumerate(cut) for pair in pairs)
    old = _items(
        ((ref, previous_texts.get(ref.id, Sentence("", (), ref.hash))), number)
        for number, block in enumerate(previous.blocks() if previous else ())
        for ref in block.sentences
    )
    state = _State(old, new)
    _pair_equal(state)
    _bring_back(state, former)
    _pair_similar(state)
    return _result(document, state, cut, new_id)


def _items(pairs: Iterable[tuple[tuple[SentenceRef, Sentence], int]]) -> list[_Item]:
    items = [_Item(ref, sentence, index, block) for index, ((ref, sentence), block) in enumerate(pairs)]
    for left, right in itertools.pairwise(items):
        left.after, right.before = right.ref.hash, left.ref.hash
    return items


# --- equal sentences


def _pair_equal(state: _State) -> None:
    by_key: dict[tuple[str, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for item in state.old:
        by_key[item.key][0].append(item.index)
    for item in state.new:
        by_key[item.key][1].append(item.index)
    for old, new in by_key.values():
        if len(old) == 1 and len(new) == 1:
            state.pair(old[0], new[0])
        elif len(old) == len(new) or len(old) * len(new) > _MAX_PAIRINGS:
            _pair_in_order(state, old, new)
        elif old and new:
            _pair_nearest(state, old, new)


def _pair_in_order(state: _State, old: Sequence[int], new: Sequence[int]) -> None:
    """Duplicates in order, but first those of the same field (a block that moved keeps its own)."""
    by_path: dict[str, list[int]] = defaultdict(list)
    for index in reversed(old):
        by_path[state.old[index].ref.path].append(index)
    rest_new = []
    for index in new:
        mine = by_path.get(state.new[index].ref.path)
        if mine:
            state.pair(mine.pop(), index)
        else:
            rest_new.append(index)
    rest_old = sorted(index for indices in by_path.values() for index in indices)
    for old_index, new_index in zip(rest_old, rest_new, strict=False):
        state.pair(old_index, new_index)


def _pair_nearest(state: _State, old: Sequence[int], new: Sequence[int]) -> None:
    """Duplicates of unequal number: most alike surroundings first, then nearest."""
    ranked = sorted((_strangeness(state.old[o], state.new[n]), o, n) for o in old for n in new)
    taken: set[int] = set()
    for _score, old_index, new_index in ranked:
        if old_index not in taken and new_index not in state.partner:
            taken.add(old_index)
            state.pair(old_index, new_index)


def _strangeness(old: _Item, new: _Item) -> tuple[int, int]:
    alike = (old.before == new.before) + (old.after == new.after) + (old.ref.path == new.ref.path)
    return -alike, abs(old.index - new.index)


# --- sentences that were there before


def _bring_back(state: _State, former: Mapping[tuple[str, str], Sequence[str]]) -> None:
    """Unpaired sentences whose very wording was there once take up the id that it had."""
    by_key: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (kind, digest), ids in former.items():
        by_key[FAMILY[kind], digest].extend(ids)
    in_use = {item.ref.id for item in state.old}
    for item in state.new:
        if item.index in state.partner:
            continue
        for id_ in by_key.get(item.key, ()):
            if id_ not in in_use:
                in_use.add(id_)
                state.back[item.index] = id_
                break


# --- similar sentences


def _pair_similar(state: _State) -> None:
    taken = set(state.partner.values())
    free_old = [item for item in state.old if item.index not in taken and item.sentence.text]
    free_new = [item for item in state.new if item.index not in state.partner and item.index not in state.back]
    if not free_old or not free_new:
        return
    old_gaps = _gaps(state.old, {old: old for old in taken})
    new_gaps = _gaps(state.new, state.partner)
    left = [_candidate(item, old_gaps[item.index]) for item in free_old]
    right = [_candidate(item, new_gaps[item.index]) for item in free_new]
    old_block_of = {state.new[new].block: state.old[old].block for new, old in state.partner.items()}
    for old_index, new_index in pair_similar(left, right, old_block_of):
        state.pair(old_index, new_index)
        state.changed.add(new_index)


def _candidate(item: _Item, gap: tuple[str, int]) -> Candidate:
    return Candidate(item.index, plain(item.sentence.text), FAMILY[item.ref.kind], item.ref.path, item.block, gap)


def _gaps(items: Sequence[_Item], anchors: Mapping[int, int]) -> dict[int, tuple[str, int]]:
    """For each item its path and the last anchor before it there (anchors numbered by the old side)."""
    last: dict[str, int] = {}
    gaps = {}
    for item in items:
        if item.index in anchors:
            last[item.ref.path] = anchors[item.index]
        gaps[item.index] = (item.ref.path, last.get(item.ref.path, -1))
    return gaps


# --- the result


def _result(
    document: Document,
    state: _State,
    cut: list[list[tuple[SentenceRef, Sentence]]],
    new_id: Callable[[], str],
) -> Matched:
    ids = _ids(state, new_id)
    changes = _changes(state, ids)
    texts: dict[str, Sentence] = {}
    fields = []
    numbers = iter(range(len(state.new)))
    blocks = iter(cut)
    for source in document.fields:
        parts: list[str | Block] = []
        for part in source.parts:
            if isinstance(part, str):
                parts.append(part)
                continue
            refs = []
            for ref, sentence in next(blocks):
                id_ = ids[next(numbers)]
                refs.append(replace(ref, id=id_))
                texts[id_] = sentence
            parts.append(part.placed(refs))
        fields.append(SkeletonField(source.path, source.kind, source.format, tuple(parts)))
    skeleton = Skeleton(tuple(fields), document.language, document.splitter)
    used = set(state.partner.values())
    gone = [item.ref.id for item in state.old if item.index not in used]
    return Matched(skeleton, texts, changes, gone)


def _ids(state: _State, new_id: Callable[[], str]) -> list[str]:
    used = {item.ref.id for item in state.old} | set(state.back.values())
    ids = []
    for item in state.new:
        if item.index in state.partner:
            ids.append(state.old[state.partner[item.index]].ref.id)
            continue
        if item.index in state.back:
            ids.append(state.back[item.index])
            continue
        for _attempt in range(100):
            id_ = new_id()
            if id_ not in used:
                break
        else:
            raise ValueError("new_id gives only ids that are in use")
        used.add(id_)
        ids.append(id_)
    return ids


def _changes(state: _State, ids: Sequence[str]) -> dict[str, Change]:
    """Moved = in another field, or out of order in its own."""
    in_order: set[int] = set()
    by_path: dict[str, list[int]] = defaultdict(list)
    for new_index in sorted(state.partner):
        if state.old[state.partner[new_index]].ref.path == state.new[new_index].ref.path:
            by_path[state.new[new_index].ref.path].append(new_index)
    for indices in by_path.values():
        chain = increasing([state.partner[index] for index in indices])
        in_order.update(indices[position] for position in chain)
    changes: dict[str, Change] = {}
    for item, id_ in zip(state.new, ids, strict=True):
        if item.index in state.back:
            changes[id_] = "back"
        elif item.index not in state.partner:
            changes[id_] = "new"
        elif item.index in state.changed:
            changes[id_] = "changed"
        else:
            changes[id_] = "same" if item.index in in_order else "moved"
    return changes
