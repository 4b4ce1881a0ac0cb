"""The values of the text engine: one flat model, used by every step.

A block is a run of characters, each under a stack of inline elements; a sentence is a range of a block.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

Format = Literal["plain", "html"]
Kind = Literal["title", "summary", "heading", "body", "quotation", "caption", "alt", "credit", "label", "cell"]

#: Stands for one void element (``<br/>``, ``<embed/>``) in a run of text. A Unicode noncharacter: never in real text.
VOID = "\ufdd0"

#: Kinds whose text is one sentence, however many full stops it has.
WHOLE_KINDS: frozenset[str] = frozenset({"title", "heading", "caption", "alt", "credit", "label"})


class MissingText(KeyError):
    """A sentence of the skeleton has no text."""


class Run(NamedTuple):
    """Characters under the same inline elements; ``stack`` holds indices into a table, outermost first.

    A void element is a run of its own: text ``VOID``, the element last in the stack.
    """

    text: str
    stack: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One translatable value of a page. ``path`` is ``title``, ``body/<block uuid>``, ``body/<uuid>/caption``…"""

    path: str
    kind: Kind
    format: Format
    value: str


@dataclass(frozen=True, slots=True)
class Element:
    """An inline element: name, attributes sorted by name, and whether it is void."""

    tag: str
    attrs: tuple[tuple[str, str], ...] = ()
    void: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the source: coded text, the elements behind its numbers, hash of both (attributes left out)."""

    text: str
    elements: tuple[Element, ...] = ()
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A text for a sentence. ``elements`` only where it differs from the source's; ``covered`` renders nothing."""

    text: str
    elements: tuple[Element, ...] | None = None
    covered: bool = False


@dataclass(frozen=True, slots=True)
class SentenceRef:
    """A sentence's place in a skeleton. ``tags[n-1]`` is the block's element behind the local tag ``n``."""

    id: str
    hash: str
    kind: Kind
    path: str
    block: int
    tags: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or plain field. ``gaps`` are the runs before, between and after sentences."""

    path: str
    kind: Kind
    format: Format
    index: int
    elements: tuple[Element, ...]
    sentences: tuple[SentenceRef, ...]
    gaps: tuple[tuple[Run, ...], ...]

    @property
    def key(self) -> str:
        """Names the block in ``order`` arguments: ``path#index``."""
        return f"{self.path}#{self.index}"


@dataclass(frozen=True, slots=True)
class SkeletonField:
    """One field: literal markup and blocks in turn."""

    path: str
    kind: Kind
    format: Format
    parts: tuple[str | Block, ...]


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A source revision without its texts. Immutable; ``to_json``/``from_json`` lose nothing."""

    fields: tuple[SkeletonField, ...]
    language: str
    splitter: str

    def blocks(self) -> Iterator[Block]:
        """All blocks that hold sentences, in order."""
        for field in self.fields:
            for part in field.parts:
                if isinstance(part, Block):
                    yield part

    def sentences(self) -> Iterator[SentenceRef]:
        """All sentences, in source order."""
        for block in self.blocks():
            yield from block.sentences

    def to_json(self) -> dict[str, Any]:
        """JSON-compatible values (dict, list, str, int, bool), fit for a JSON column."""
        return {
            "version": 1,
            "language": self.language,
            "splitter": self.splitter,
            "fields": [
                {
                    "path": field.path,
                    "kind": field.kind,
                    "format": field.format,
                    "parts": [part if isinstance(part, str) else _block_to_json(part) for part in field.parts],
                }
                for field in self.fields
            ],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | str) -> Skeleton:
        """The skeleton of ``to_json``'s value (or of its JSON text). ValueError if it is of another version."""
        values: Mapping[str, Any] = json.loads(data) if isinstance(data, str) else data
        if values.get("version") != 1:
            raise ValueError(f"unknown skeleton version {values.get('version')!r}")
        return cls(
            fields=tuple(_field_from_json(field) for field in values["fields"]),
            language=values["language"],
            splitter=values["splitter"],
        )


def _block_to_json(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind,
        "index": block.index,
        "elements": [[e.tag, [list(pair) for pair in e.attrs], e.void] for e in block.elements],
        "sentences": [[ref.id, ref.hash, list(ref.tags)] for ref in block.sentences],
        "gaps": [[[run.text, list(run.stack)] for run in gap] for gap in block.gaps],
    }


def _field_from_json(data: Mapping[str, Any]) -> SkeletonField:
    path, kind, format_ = data["path"], data["kind"], data["format"]
    parts = tuple(part if isinstance(part, str) else _block_from_json(part, path, format_) for part in data["parts"])
    return SkeletonField(path=path, kind=kind, format=format_, parts=parts)


def _block_from_json(data: Mapping[str, Any], path: str, format_: Format) -> Block:
    kind, index = data["kind"], data["index"]
    return Block(
        path=path,
        kind=kind,
        format=format_,
        index=index,
        elements=tuple(
            Element(tag, tuple((name, value) for name, value in attrs), void) for tag, attrs, void in data["elements"]
        ),
        sentences=tuple(
            SentenceRef(id=id_, hash=hash_, kind=kind, path=path, block=index, tags=tuple(tags))
            for id_, hash_, tags in data["sentences"]
        ),
        gaps=tuple(tuple(Run(text, tuple(stack)) for text, stack in gap) for gap in data["gaps"]),
    )
