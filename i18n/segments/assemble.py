"""From a skeleton and texts to the runs of each block: the step that rebuild, wrap and read-back share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .allowed import clean_element
from .coded import known_runs
from .flat import common_depth
from .model import VOID, Block, Element, MissingText, Run, SentenceRef, Target

#: Languages that put nothing between two sentences.
_UNSPACED = frozenset({"zh", "ja", "yue", "wuu"})


@dataclass(slots=True)
class Piece:
    """Runs of one sentence (``ref``) or of what stands between sentences (``ref`` is None)."""

    ref: SentenceRef | None
    runs: list[Run]


@dataclass(slots=True)
class Assembled:
    """A block with texts in it; stacks index ``elements``. ``pieces``: gap, sentence, gap, … sentence, gap."""

    block: Block
    elements: list[Element]
    pieces: list[Piece] = field(default_factory=list)

    @property
    def runs(self) -> list[Run]:
        """All runs of the block."""
        return [run for piece in self.pieces for run in piece.runs]


def joiner(language: str) -> str:
    """What a language puts between two sentences."""
    return "" if language.split("-")[0].lower() in _UNSPACED else " "


def same_language(left: str, right: str) -> bool:
    """Whether two BCP 47 tags name one language."""
    return left.lower() == right.lower()


def block_order(block: Block, order: Mapping[str, Sequence[str]] | None) -> list[SentenceRef]:
    """The sentences in the target's order: the given ids first, left-out ones after the sentence they follow."""
    wanted = (order or {}).get(block.key)
    if not wanted:
        return list(block.sentences)
    known = {ref.id: ref for ref in block.sentences}
    result = [known[id_] for id_ in dict.fromkeys(wanted) if id_ in known]
    placed = {ref.id for ref in result}
    for position, ref in enumerate(block.sentences):
        if ref.id not in placed:
            before = block.sentences[position - 1].id if position else None
            at = next((i + 1 for i, other in enumerate(result) if other.id == before), 0)
            result.insert(at, ref)
            placed.add(ref.id)
    return result


def assemble(
    block: Block,
    texts: Mapping[str, Target],
    *,
    language: str,
    source_language: str,
    order: Mapping[str, Sequence[str]] | None = None,
) -> Assembled:
    """The block with its texts. MissingText if a sentence has none."""
    result = Assembled(block, [clean_element(element) or Element("s") for element in block.elements])
    refs = block_order(block, order)
    as_source = same_language(language, source_language)
    result.pieces.append(Piece(None, list(block.gaps[0])))
    pending: Piece | None = None
    for position, ref in enumerate(refs):
        target = texts.get(ref.id)
        if target is None:
            raise MissingText(ref.id)
        runs = [] if target.covered else _sentence_runs(result, ref, target)
        if not runs:
            continue
        if pending is not None:
            gap = list(block.gaps[position])
            result.pieces.append(Piece(None, _joiner_runs(result, gap, pending.runs, runs, language, as_source)))
        pending = Piece(ref, runs)
        result.pieces.append(pending)
    result.pieces.append(Piece(None, list(block.gaps[-1])))
    return result


def _sentence_runs(result: Assembled, ref: SentenceRef, target: Target) -> list[Run]:
    """The runs of one text; elements of its own go into the block's table behind the source's."""
    block = result.block
    if block.format == "plain":
        return [run._replace(stack=()) for run in known_runs(target.text, ())]
    indices: list[int] = list(ref.tags)
    known: list[Element | None] = [clean_element(block.elements[ident]) for ident in ref.tags]
    if target.elements is not None:
        for number, element in enumerate(target.elements):
            cleaned = clean_element(element)
            if number < len(known) and cleaned == known[number]:
                continue
            result.elements.append(cleaned or Element("s"))
            if number < len(known):
                known[number], indices[number] = cleaned, len(result.elements) - 1
            else:
                known.append(cleaned)
                indices.append(len(result.elements) - 1)
    runs = known_runs(target.text, known)
    return [Run(run.text, tuple(indices[number] for number in run.stack)) for run in runs]


def _joiner_runs(
    result: Assembled, gap: list[Run], left: list[Run], right: list[Run], language: str, as_source: bool
) -> list[Run]:
    """What stands between two sentences: the source's own in its language or if it is markup, else the language's."""
    end = left[-1].stack[:-1] if left[-1].text == VOID else left[-1].stack
    start = right[0].stack[:-1] if right[0].text == VOID else right[0].stack
    shared = end[: common_depth(end, start)]
    special = any(run.text == VOID or "\n" in run.text for run in gap)
    if as_source or special:
        return [Run(run.text, _fitting(result, run, end, start, shared)) for run in gap]
    text = joiner(language)
    if not text:
        return []
    wanted = gap[0].stack if gap and gap[0].text != VOID else shared
    return [Run(text, _fitting(result, Run(text, wanted), end, start, shared))]


def _fitting(
    result: Assembled, run: Run, end: tuple[int, ...], start: tuple[int, ...], shared: tuple[int, ...]
) -> tuple[int, ...]:
    """The stack of a joiner's run, as far as it goes on from a neighbour; else what both neighbours share."""
    stack, own = (run.stack[:-1], run.stack[-1:]) if run.text == VOID else (run.stack, ())
    depth = max(common_depth(stack, end), common_depth(stack, start))
    if depth == len(stack):
        return (*stack, *own)
    in_sentences = {ident for ref in result.block.sentences for ident in ref.tags}
    if not in_sentences.intersection(stack[depth:]):
        return (*stack, *own)
    return (*shared, *own)
