"""What a decision on the review screen did."""

from dataclasses import dataclass

from i18n.models import SegmentRevision


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision did: the text that the translator has now, the text that was stored (none where there was
    nothing to store), somebody else's text that it met, and how many readers' reports it answers.

    `also`: other sentences that the same act changed; `left`: those that an undo could not reach, because somebody
    changed them since.
    """

    public_id: str
    latest: SegmentRevision | None
    stored: SegmentRevision | None = None
    conflict: SegmentRevision | None = None
    answered: int = 0
    also: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
