"""From an edited page back to texts by sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .align import Stretch, align, moved
from .allowed import sanitise_plain
from .assemble import Assembled, Piece, assemble, block_order
from .coded import tags_of
from .flat import escape, tidy
from .marks import Flat, Marks, number_elements
from .markup import Inline, parse
from .model import VOID, Block, Element, Run, SentenceRef, Skeleton, SkeletonField, Target
from .sanitise import sanitise_html
from .shape import StructureProblem, pair_blocks


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What a person changed: texts of changed sentences only, paragraphs whose sentences stand in another order now (as
    `order` takes them), and the fields that could not be read.
    """

    changes: dict[str, Target] = field(default_factory=dict)
    order: dict[str, list[str]] = field(default_factory=dict)
    problems: list[StructureProblem] = field(default_factory=list)


def read_back(
    skeleton: Skeleton,
    base: Mapping[str, Target],
    values: Mapping[str, str],
    *,
    language: str,
    order: Mapping[str, Sequence[str]] | None = None,
) -> ReadBack:
    """What differs in ``values`` from ``rebuild(skeleton, base)``, by sentence.

    What an editor rewrites without a person's doing (entities, attribute order, b for strong, nesting, block keys,
    spaces) does not count. A moved sentence changes the order of its paragraph. An added sentence is folded into its
    neighbour, a removed one is covered. A field whose blocks changed gives a problem and no changes. MissingText if a
    sentence has no text in ``base``.
    """
    result = ReadBack()
    known = {source.path for source in skeleton.fields}
    result.problems.extend(StructureProblem(path, "field_added") for path in values if path not in known)
    for source in skeleton.fields:
        if source.path not in values:
            result.problems.append(StructureProblem(source.path, "field_missing"))
            continue
        problem = _read_field(result, source, skeleton.language, base, values[source.path], language, order)
        if problem is not None:
            result.problems.append(problem)
    return result


def _read_field(
    result: ReadBack,
    source: SkeletonField,
    source_language: str,
    base: Mapping[str, Target],
    value: str,
    language: str,
    order: Mapping[str, Sequence[str]] | None,
) -> StructureProblem | None:
    pairs = pair_blocks(source.path, source.parts, _parts(source, value))
    if isinstance(pairs, StructureProblem):
        return pairs
    found = ReadBack()
    for block, inline in pairs:
        reader = _BlockReader(block, base, language, source_language, order)
        changes = reader.read(inline)
        if changes is None:
            return StructureProblem(source.path, "line_break_changed", {"block": block.index})
        found.changes.update(changes)
        if reader.moved is not None:
            found.order[block.key] = reader.moved
    result.changes.update(found.changes)
    result.order.update(found.order)
    return None


def _parts(source: SkeletonField, value: str) -> list[str | Inline]:
    if source.format == "html":
        return parse(sanitise_html(value))
    text = sanitise_plain(value).replace("\r\n", "\n")
    return [Inline("", [Run(text, ())], [])] if text.strip() else [text]


class _BlockReader:
    """Reads one block: the texts as they were beside the text as it is."""

    def __init__(
        self,
        block: Block,
        base: Mapping[str, Target],
        language: str,
        source_language: str,
        order: Mapping[str, Sequence[str]] | None,
    ) -> None:
        self.block, self.base, self.order = block, base, order
        self.language, self.source_language = language, source_language
        self.moved: list[str] | None = None
        self.marks = Marks()
        self.html = block.format == "html"

    def read(self, inline: Inline | None) -> dict[str, Target] | None:
        """Changed texts, or None where a line break or picture at the edge of the block was removed."""
        before = self._assemble(self.base)
        refs = [piece.ref for piece in before.pieces if piece.ref is not None]
        if inline is None:
            return {ref.id: Target("", covered=True) for ref in refs}
        value = self.marks.flat(inline.runs, inline.elements)
        if not refs:
            return self._into_covered(value)
        if self._whole(before) == value:
            return {}
        sentences = [self._flat(piece, before) for piece in before.pieces if piece.ref is not None]
        gaps = [self._voids(piece, before) for piece in before.pieces if piece.ref is None]
        if not any(gaps) and self.moved is None and (order := moved(sentences, value)) is not None:
            changes = self._reordered(refs, order, inline, value)
            if changes is not None:
                return changes
        stretches = align(sentences, value, self.language)
        if not _settle_voids(stretches, gaps, value):
            return None
        changes = self._changes(refs, stretches, value)
        if not self._gives(changes, value):
            first = Stretch(*_edges(gaps, value))
            changes = self._changes(refs, [first, *[None] * (len(refs) - 1)], value)
        return changes

    def _reordered(
        self, refs: Sequence[SentenceRef], order: Sequence[int], inline: Inline, value: Flat
    ) -> dict[str, Target] | None:
        """Changes beside another order of the sentences, or None where that does not give what the person wrote."""
        kept = self.order
        there = [ref.id for ref in block_order(self.block, kept)]
        ids = [refs[index].id for index in order]
        for position, id_ in enumerate(there):  # covered sentences stay behind the one that they followed
            if id_ not in ids:
                ids.insert(ids.index(there[position - 1]) + 1 if position else 0, id_)
        self.order, self.moved = {**(kept or {}), self.block.key: ids}, ids
        changes = self.read(inline)
        if changes is None or not self._gives(changes, value):
            self.order, self.moved = kept, None
            return None
        return changes

    def _assemble(self, texts: Mapping[str, Target]) -> Assembled:
        return assemble(
            self.block,
            texts,
            language=self.language,
            source_language=self.source_language,
            order=self.order,
        )

    def _runs(self, runs: Sequence[Run], elements: Sequence[Element]) -> list[Run]:
        if self.html:
            return tidy(runs, elements)
        return [Run(run.text.replace("\r\n", "\n"), run.stack) for run in runs]

    def _flat(self, piece: Piece, assembled: Assembled) -> Flat:
        return self.marks.flat(self._runs(piece.runs, assembled.elements), assembled.elements)

    def _whole(self, assembled: Assembled) -> Flat:
        return self.marks.flat(self._runs(assembled.runs, assembled.elements), assembled.elements)

    def _voids(self, piece: Piece, assembled: Assembled) -> list[int]:
        flat = self.marks.flat(piece.runs, assembled.elements)
        return flat.voids(0, len(flat.text))

    def _into_covered(self, value: Flat) -> dict[str, Target]:
        """Text in a block whose sentences are all covered: the first takes it."""
        ref = self.block.sentences[0]
        return {ref.id: self._target(ref, value, 0, len(value.text))}

    def _changes(
        self, refs: Sequence[SentenceRef], stretches: Sequence[Stretch | None], value: Flat
    ) -> dict[str, Target]:
        changes: dict[str, Target] = {}
        for ref, stretch in zip(refs, stretches, strict=True):
            if stretch is None:
                changes[ref.id] = Target("", covered=True)
            elif not stretch.exact:
                target = self._target(ref, value, stretch.start, stretch.end)
                if target != self.base[ref.id]:
                    changes[ref.id] = target
        return changes

    def _target(self, ref: SentenceRef, value: Flat, start: int, end: int) -> Target:
        runs, table = self.marks.runs(value, start, end)
        if not self.html:
            return Target(escape("".join(run.text for run in runs)))
        source = [self.block.elements[ident] for ident in ref.tags]
        before = self.base[ref.id]
        known = list(before.elements) if before.elements is not None else source
        known += source[len(known) :]
        text, elements = number_elements(runs, table, known, tags_of(before.text), len(source))
        highest = max((int(tag.strip("</>")) for tag in tags_of(text)), default=0)
        elements = elements[: max(highest, len(source))]
        return Target(text, None if elements == source else tuple(elements))

    def _gives(self, changes: Mapping[str, Target], value: Flat) -> bool:
        """Whether rebuilding with the changes gives what the person wrote (spaces between sentences left aside)."""
        texts = {ref.id: changes.get(ref.id, self.base[ref.id]) for ref in self.block.sentences}
        return _without_spaces(self._whole(self._assemble(texts))) == _without_spaces(value)


def _without_spaces(flat: Flat) -> tuple[str, list[int]]:
    kept = [at for at, character in enumerate(flat.text) if not character.isspace()]
    return "".join(flat.text[at] for at in kept), [flat.marks[at] for at in kept]


def _edges(gaps: Sequence[Sequence[int]], value: Flat) -> tuple[int, int]:
    """The range of the value within the void elements that belong to the block's edges."""
    start, end = 0, len(value.text)
    for _void in gaps[0]:
        start = value.text.index(VOID, start) + 1
    for _void in gaps[-1]:
        end = value.text.rindex(VOID, start, end)
    return start, end


def _settle_voids(stretches: list[Stretch | None], gaps: Sequence[Sequence[int]], value: Flat) -> bool:
    """Fits the stretches to the void elements between them; False where one is missing at the block's edge.

    An added line break belongs to the sentence before; where the one between two sentences is gone, they are joined.
    """
    filled = [index for index, stretch in enumerate(stretches) if stretch is not None]
    if not filled:
        return True
    if not _settle_edges(stretches, filled, gaps, value):
        return False
    current = filled[0]
    for index in filled[1:]:
        left, right = stretches[current], stretches[index]
        assert left is not None and right is not None
        wanted, there = list(gaps[index]), value.voids(left.end, right.start)
        if there == wanted:
            current = index
        elif not wanted or there[-len(wanted) :] == wanted:
            end = left.end
            for _void in there[: len(there) - len(wanted)]:
                end = value.text.index(VOID, end) + 1
            stretches[current] = Stretch(left.start, end)
            current = index
        else:
            stretches[current] = Stretch(left.start, right.end)
            stretches[index] = None
    return True


def _settle_edges(
    stretches: list[Stretch | None], filled: Sequence[int], gaps: Sequence[Sequence[int]], value: Flat
) -> bool:
    first, last = stretches[filled[0]], stretches[filled[-1]]
    assert first is not None and last is not None
    leading = value.voids(0, first.start)
    if leading[: len(gaps[0])] != list(gaps[0]):
        return False
    trailing = value.voids(last.end, len(value.text))
    if trailing[len(trailing) - len(gaps[-1]) :] != list(gaps[-1]) or len(trailing) < len(gaps[-1]):
        return False
    start, end = _edges(gaps, value)
    if len(leading) > len(gaps[0]):
        stretches[filled[0]] = first = Stretch(start, first.end)
        last = first if filled[0] == filled[-1] else last
    if len(trailing) > len(gaps[-1]):
        stretches[filled[-1]] = Stretch(last.start, end)
    return True
