"""Three-way merge of a stale form: by sentence, never by page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .model import Skeleton, Target


@dataclass(frozen=True, slots=True)
class Merge:
    """The merged texts, and the ids that both sides changed differently (their text here is mine)."""

    texts: dict[str, Target] = field(default_factory=dict)
    conflicts: list[str] = field(default_factory=list)


def merge(
    skeleton: Skeleton,
    base: Mapping[str, Target],
    mine: Mapping[str, Target],
    theirs: Mapping[str, Target],
) -> Merge:
    """Each sentence as the side that changed it has it. A sentence that a side does not name is unchanged there."""
    result = Merge()
    for ref in skeleton.sentences():
        before = base.get(ref.id)
        my, their = mine.get(ref.id, before), theirs.get(ref.id, before)
        if my != before and their != before and my != their:
            result.conflicts.append(ref.id)
        chosen = my if my != before else their
        if chosen is not None:
            result.texts[ref.id] = chosen
    return result
