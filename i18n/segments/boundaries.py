"""Blocks keep their sentence boundaries until they are edited, whatever the splitter says today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from .coded import flat_text
from .extract import Document, DocumentBlock
from .model import Block, Sentence, Skeleton
from .split import trim

#: Kinds between which a sentence can move and keep its translations.
FAMILY = {
    "title": "head",
    "heading": "head",
    "label": "head",
    "summary": "text",
    "body": "text",
    "quotation": "text",
    "cell": "text",
    "caption": "note",
    "alt": "note",
    "credit": "note",
}

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Before:
    """A block of the previous skeleton: its text, and where its sentences stood."""

    path: str
    family: str
    text: str
    ranges: tuple[Range, ...]


def keep_boundaries(previous: Skeleton, texts: Mapping[str, Sentence], document: Document) -> Document:
    """A block with unchanged text keeps its sentences. Of an edited one, where another splitter has come since, those
    that stand untouched at its ends; the new splitter decides about what lies between.
    """
    known: dict[tuple[str, str], list[_Before]] = defaultdict(list)
    by_path: dict[tuple[str, str], list[_Before]] = defaultdict(list)
    for block in previous.blocks():
        before = _before(block, texts)
        known[before.family, before.text].append(before)
        by_path[before.family, before.path].append(before)
    upgraded = previous.splitter != document.splitter

    def fitted(block: DocumentBlock) -> DocumentBlock:
        family = FAMILY[block.kind]
        same = known.get((family, block.text))
        if same:
            return block.with_ranges(next((b for b in same if b.path == block.path), same[0]).ranges)
        if upgraded:
            edited = by_path.get((family, block.path), ())
            return block.with_ranges(max((_kept(b, block) for b in edited), default=(0, block.ranges))[1])
        return block

    fields = tuple(
        replace(field, parts=tuple(fitted(part) if isinstance(part, DocumentBlock) else part for part in field.parts))
        for field in document.fields
    )
    return replace(document, fields=fields)


def _before(block: Block, texts: Mapping[str, Sentence]) -> _Before:
    out = ["".join(run.text for run in block.gaps[0])]
    position = len(out[0])
    ranges = []
    for ref, gap in zip(block.sentences, block.gaps[1:], strict=True):
        sentence = texts.get(ref.id)
        text = flat_text(sentence.text) if sentence else ""
        ranges.append((position, position + len(text)))
        space = "".join(run.text for run in gap)
        out += [text, space]
        position += len(text) + len(space)
    return _Before(block.path, FAMILY[block.kind], "".join(out), tuple(ranges))


def _kept(before: _Before, block: DocumentBlock) -> tuple[int, tuple[Range, ...]]:
    """How many characters stand in untouched sentences at the ends of an edited block, and all ranges of the block."""
    old, new = before.text, block.text
    shift = len(new) - len(old)
    first = 0
    while (
        first < len(before.ranges)
        and _untouched(old, new, before.ranges[first], 0)
        and _same_head(old, new, before.ranges[first][1])
    ):
        first += 1
    last = len(before.ranges)
    while (
        last > first
        and _untouched(old, new, before.ranges[last - 1], shift)
        and _same_tail(old, new, before.ranges[last - 1][0], shift)
    ):
        last -= 1
    head = before.ranges[:first]
    tail = tuple((start + shift, end + shift) for start, end in before.ranges[last:])
    start, end = head[-1][1] if head else 0, tail[0][0] if tail else len(new)
    middle = [trim(new, max(one, start), min(other, end)) for one, other in block.ranges if one < end and other > start]
    ranges = (*head, *((one, other) for one, other in middle if one < other), *tail)
    return sum(other - one for one, other in (*head, *tail)), ranges


def _untouched(old: str, new: str, place: Range, shift: int) -> bool:
    start, end = place
    return start + shift >= 0 and new[start + shift : end + shift] == old[start:end]


def _same_head(old: str, new: str, end: int) -> bool:
    """Whether all before it is as it was, and no word goes on behind it."""
    return new[:end] == old[:end] and (end >= len(new) or new[end].isspace())


def _same_tail(old: str, new: str, start: int, shift: int) -> bool:
    """Whether all from here on is as it was, and no word leads up to it."""
    at = start + shift
    return at >= 0 and new[at:] == old[start:] and (at == 0 or new[at - 1].isspace())
