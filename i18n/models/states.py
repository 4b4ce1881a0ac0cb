"""The state of a sentence and of a version: pure functions of facts, stored nowhere by hand."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

# What "n of m checked" counts; alt texts, credits and place labels keep no notice up.
COUNTED_KINDS = frozenset({"title", "summary", "heading", "body", "quotation", "caption", "cell"})


class Origin(models.TextChoices):
    """Where a text comes from. Memory taken from machine text has origin machine."""

    MACHINE = "machine", _("Machine")
    MEMORY = "memory", _("Memory")
    PERSON = "person", _("Person")
    IMPORT = "import", _("Import")
    NOTICE = "notice", _("Notice of the site")


class Decision(models.TextChoices):
    """What was decided about a text when its revision was made."""

    STORED = "stored", _("Stored")
    SUGGESTED = "suggested", _("Suggested")
    APPROVED = "approved", _("Approved")
    APPROVED_UNSEEN = "approved_unseen", _("Approved unseen")
    REJECTED = "rejected", _("Rejected")
    COVERED = "covered", _("Covered by the previous sentence")
    WITHHELD = "withheld", _("Withheld")


class State(models.TextChoices):
    """State of a sentence or a version; `reviewed` is said as "checked" in the interface."""

    ORIGINAL = "original", _("Original")
    MISSING = "missing", _("Missing")
    WITHHELD = "withheld", _("Being corrected")
    OUTDATED = "outdated", _("Original has changed")
    REVIEWED = "reviewed", _("Checked translation")
    MACHINE = "machine", _("Machine translation")
    UNCHECKED = "unchecked", _("Unchecked translation")
    PARTLY_REVIEWED = "partly_reviewed", _("Partly checked")


@dataclass(frozen=True, slots=True)
class TextFacts:
    """What the state of one sentence depends on: its live text, and the hash of its source in the newest snapshot."""

    origin: str
    decision: str
    source_hash: str
    current_hash: str | None
    counted: bool = True
    # Of a covered sentence: whether the text that says it is still there.
    said: bool = True


def sentence_state(facts: TextFacts | None) -> State:
    """State of one sentence; `None` means that nothing is live. Withheld: a note of the site stands in its place.

    A covered sentence is one that a person decided to say in another: as good as approved, as long as that says it.
    """
    if facts is None:
        return State.MISSING
    if facts.decision == Decision.WITHHELD:
        return State.WITHHELD
    if facts.source_hash != facts.current_hash:
        return State.OUTDATED
    if facts.decision == Decision.COVERED and not facts.said:
        return State.MISSING
    if facts.decision in (Decision.APPROVED, Decision.COVERED):
        return State.REVIEWED
    if facts.origin == Origin.MACHINE:
        return State.MACHINE
    return State.UNCHECKED


@dataclass(frozen=True, slots=True)
class Counts:
    """Counted sentences of a version by state; `machine_open`: live machine texts of any kind that nobody approved."""

    total: int = 0
    reviewed: int = 0
    machine: int = 0
    unchecked: int = 0
    outdated: int = 0
    missing: int = 0
    machine_open: int = 0
    withheld: int = 0


def count(all_facts: Iterable[TextFacts | None], counted_missing: int = 0) -> Counts:
    """Count the sentences of a version; `counted_missing` are sentences of the newest source without any text."""
    tally = dict.fromkeys(
        (State.REVIEWED, State.MACHINE, State.UNCHECKED, State.OUTDATED, State.WITHHELD, State.MISSING), 0
    )
    machine_open = 0
    for facts in all_facts:
        state = sentence_state(facts)
        if facts is not None:
            current_and_approved = state == State.REVIEWED
            machine_open += facts.origin == Origin.MACHINE and not current_and_approved
        if facts is None or facts.counted:
            tally[state] += 1
    missing = tally[State.MISSING] + counted_missing
    return Counts(
        total=sum(tally.values()) + counted_missing,
        reviewed=tally[State.REVIEWED],
        machine=tally[State.MACHINE],
        unchecked=tally[State.UNCHECKED],
        outdated=tally[State.OUTDATED],
        missing=missing,
        machine_open=machine_open,
        withheld=tally[State.WITHHELD],
    )


def version_state(counts: Counts, *, is_source: bool, has_page: bool) -> State:
    """State of a version, the first that fits: original, missing, being corrected, outdated, checked, machine or
    unchecked, partly checked.

    An original that is a copy of a translation is one only when no sentence of it is left that nobody has checked.
    """
    if is_source and not counts.machine + counts.unchecked:
        return State.ORIGINAL
    live = counts.total - counts.missing
    if not has_page or live <= 0:
        return State.MISSING
    if counts.withheld:
        return State.WITHHELD
    if counts.outdated or counts.missing:
        return State.OUTDATED
    if counts.reviewed == counts.total:
        return State.REVIEWED
    if counts.reviewed:
        return State.PARTLY_REVIEWED
    return State.MACHINE if counts.machine else State.UNCHECKED
