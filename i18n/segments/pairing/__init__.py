"""Which sentences of two texts say the same: the aligner. Pure Python. See ``docs/text-engine.md``.

Not imported by `i18n.segments`, because it knows the lengths and numbers of `i18n.quality`, which knows that package.
"""

from __future__ import annotations

from collections.abc import Sequence

from .course import Course
from .evidence import gather
from .model import Pair, Unit

__all__ = ["Pair", "Unit", "pair_sentences"]


def pair_sentences(
    source: Sequence[Unit], target: Sequence[Unit], *, source_language: str, target_language: str
) -> list[Pair]:
    """The sentences of two texts in pairs, both in their order; each sentence is in exactly one pair.

    Languages are BCP 47. Sentences of one pair stand in one block of the source.
    """
    if not source or not target:
        alone = [Pair((at,), ()) for at in range(len(source))]
        return alone + [Pair((), (at,)) for at in range(len(target))]
    return Course(source, target, (source_language, target_language), gather(source, target)).run()
