"""From the values of a page to blocks and sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from . import split
from .allowed import HEADINGS, sanitise_plain
from .coded import text_hash
from .flat import coded_of, cut, text_of
from .markup import parse
from .model import WHOLE_KINDS, Block, Element, FieldValue, Format, Kind, Run, Sentence, SentenceRef
from .sanitise import sanitise_html


@dataclass(frozen=True, slots=True)
class DocumentBlock:
    """A block as it was found: its runs and the ranges of its sentences."""

    path: str
    kind: Kind
    format: Format
    index: int
    elements: tuple[Element, ...]
    runs: tuple[Run, ...]
    ranges: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        """The characters of the block."""
        return text_of(self.runs)

    def sentences(self) -> list[Sentence]:
        """The sentences of the block, in order."""
        return [sentence for _ref, sentence in self.cut()]

    def cut(self) -> list[tuple[SentenceRef, Sentence]]:
        """Sentences with their places (without ids)."""
        found = []
        for runs in cut(self.runs, self.ranges):
            text, tags = coded_of(runs)
            elements = tuple(self.elements[ident] for ident in tags)
            digest = text_hash(text, elements)
            ref = SentenceRef(id="", hash=digest, kind=self.kind, path=self.path, block=self.index, tags=tags)
            found.append((ref, Sentence(text=text, elements=elements, hash=digest)))
        return found

    def gaps(self) -> tuple[tuple[Run, ...], ...]:
        """The runs before, between and after the sentences."""
        edges = [0, *(edge for pair in self.ranges for edge in pair), len(self.text)]
        spans = list(zip(edges[::2], edges[1::2], strict=True))
        return tuple(tuple(runs) for runs in _cut_gaps(self.runs, spans))

    def with_ranges(self, ranges: Sequence[tuple[int, int]]) -> DocumentBlock:
        """The same block with other sentence boundaries."""
        return replace(self, ranges=tuple(ranges))

    def placed(self, refs: Sequence[SentenceRef]) -> Block:
        """The block of a skeleton, its sentences under these ids."""
        return Block(
            path=self.path,
            kind=self.kind,
            format=self.format,
            index=self.index,
            elements=self.elements,
            sentences=tuple(refs),
            gaps=self.gaps(),
        )


def _cut_gaps(runs: Sequence[Run], spans: Sequence[tuple[int, int]]) -> list[list[Run]]:
    """``cut`` for spans of which some are empty."""
    filled = [span for span in spans if span[0] < span[1]]
    pieces = iter(cut(runs, filled))
    return [next(pieces) if start < end else [] for start, end in spans]


@dataclass(frozen=True, slots=True)
class DocumentField:
    """A field: literal markup and blocks in turn."""

    path: str
    kind: Kind
    format: Format
    parts: tuple[str | DocumentBlock, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What a page says, cut into blocks and sentences, before ids are given."""

    fields: tuple[DocumentField, ...]
    language: str
    splitter: str = split.SPLITTER

    def blocks(self) -> Iterator[DocumentBlock]:
        """All blocks that hold sentences, in order."""
        for field in self.fields:
            for part in field.parts:
                if isinstance(part, DocumentBlock):
                    yield part

    def sentences(self) -> Iterator[Sentence]:
        """All sentences, in order."""
        for block in self.blocks():
            yield from block.sentences()


def extract(fields: Sequence[FieldValue], *, language: str) -> Document:
    """The blocks and sentences of the fields' values (sanitised on the way), in the language that they are written in.

    ValueError if two fields have one path.
    """
    paths = [field.path for field in fields]
    if len(set(paths)) != len(paths):
        raise ValueError("two fields have the same path")
    return Document(tuple(_field(field, language) for field in fields), language, split.SPLITTER)


def _field(field: FieldValue, language: str) -> DocumentField:
    parts = _html_parts(field, language) if field.format == "html" else _plain_parts(field, language)
    return DocumentField(path=field.path, kind=field.kind, format=field.format, parts=tuple(parts))


def _plain_parts(field: FieldValue, language: str) -> list[str | DocumentBlock]:
    text = sanitise_plain(field.value)
    ranges = split.sentence_ranges(text, language, whole=field.kind in WHOLE_KINDS)
    if not ranges:
        return [text] if text else []
    return [DocumentBlock(field.path, field.kind, "plain", 0, (), (Run(text, ()),), tuple(ranges))]


def _html_parts(field: FieldValue, language: str) -> list[str | DocumentBlock]:
    parts: list[str | DocumentBlock] = []
    index = 0
    for part in parse(sanitise_html(field.value)):
        if isinstance(part, str):
            parts.append(part)
            continue
        kind: Kind = "heading" if part.holder in HEADINGS else field.kind
        ranges = split.sentence_ranges(text_of(part.runs), language, whole=kind in WHOLE_KINDS)
        parts.append(
            DocumentBlock(field.path, kind, "html", index, tuple(part.elements), tuple(part.runs), tuple(ranges))
        )
        index += 1
    return parts
