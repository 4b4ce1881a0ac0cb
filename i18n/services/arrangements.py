"""The order of sentences in a paragraph, where a version has another than its original."""

from collections.abc import Iterator, Mapping, Sequence

from i18n.segments import Block, SentenceRef, Skeleton, block_order

# As `LanguageVersion.arrangement`: key of a paragraph in a snapshot → public ids.
Arrangement = Mapping[str, Sequence[str]]


def fitted(arrangement: Arrangement, skeleton: Skeleton) -> dict[str, list[str]]:
    """The order for a snapshot, whatever became of the paragraphs: sentences that are together keep their order, new
    ones stand after the sentence that they follow, each once. Paragraphs in the original's order are left out.
    """
    wanted = list(dict.fromkeys(public_id for ids in arrangement.values() for public_id in ids))
    found = {}
    if not wanted:
        return {}
    for block in skeleton.blocks():
        here = [ref.id for ref in block.sentences]
        known = set(here)
        order = [ref.id for ref in block_order(block, {block.key: [key for key in wanted if key in known]})]
        if order != here:
            found[block.key] = order
    return found


def in_order(arrangement: Arrangement, skeleton: Skeleton) -> Iterator[tuple[Block, list[SentenceRef]]]:
    """Each paragraph with its sentences in the order of a version."""
    order = fitted(arrangement, skeleton)
    for block in skeleton.blocks():
        yield block, block_order(block, order)
