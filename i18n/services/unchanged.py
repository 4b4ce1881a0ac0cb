"""How much of a version is still the machine's own words: the share that its checked sentences took over unchanged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from i18n.models import Decision, Origin, SegmentRevision
from i18n.quality.edits import Fate, fate, nearest


@dataclass(frozen=True, slots=True)
class Share:
    """Sentences that count as checked, by what became of the machine's text; `written`: there was none. `unseen`: they
    were approved without being opened, and do not count as checked.
    """

    unchanged: int = 0
    slight: int = 0
    rewritten: int = 0
    written: int = 0
    unseen: int = 0

    @property
    def checked(self) -> int:
        return self.unchanged + self.slight + self.rewritten + self.written

    @property
    def percent(self) -> int:
        """Of the checked sentences, how many are the machine's words unchanged; whole percent."""
        return round(100 * self.unchanged / self.checked) if self.checked else 0


def share(checked: Iterable[tuple[SegmentRevision, Sequence[SegmentRevision]]], *, unseen: int = 0) -> Share:
    """The share of a version, from its checked texts, each with the record of its sentence. No query."""
    tally = dict.fromkeys(Fate, 0)
    written = 0
    for text, record in checked:
        found = of_sentence(text, record)
        if found is None:
            written += 1
        else:
            tally[found] += 1
    return Share(tally[Fate.UNCHANGED], tally[Fate.SLIGHT], tally[Fate.REWRITTEN], written, unseen)


def of_sentence(text: SegmentRevision, record: Iterable[SegmentRevision]) -> Fate | None:
    """What became of the machine's text: the one that is nearest to the checked text, of those that the sentence had
    before. Nothing where a person began from nothing, or from an imported or remembered text.
    """
    if text.origin == Origin.MACHINE:
        return Fate.UNCHANGED
    if text.decision == Decision.COVERED:
        return Fate.REWRITTEN if any(_is_machines(other, text) for other in record) else None
    distance = nearest((other.text for other in record if _is_machines(other, text)), text.text)
    return None if distance is None else fate(distance)


def _is_machines(other: SegmentRevision, text: SegmentRevision) -> bool:
    return other.origin == Origin.MACHINE and other.pk < text.pk
