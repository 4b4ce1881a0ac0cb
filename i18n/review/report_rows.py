"""Readers' reports as they stand in the row of their sentence: those that say the same once, no queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from i18n.models import ErrorReport, ReviewPreference, SegmentRevision
from i18n.review.report_actions import choices
from i18n.segments import plain
from i18n.services.hidden_characters import on_one_line
from i18n.services.report_joining import OPEN, folded


@dataclass(frozen=True, slots=True)
class Wording:
    """A text that a reader proposes: as it was written, and fit for the field."""

    report_id: int
    said: str
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """What readers reported, joined where they say the same. `about`: the text they saw, where it is another."""

    report: ErrorReport
    readers: int
    reasons: list[str]
    wordings: list[Wording]
    comments: list[str]
    about: str
    choices: list[tuple[str, str]]
    # All of them, the leading one included.
    all: list[ErrorReport]


@dataclass(frozen=True, slots=True)
class OfSentence:
    """Reports of one sentence: open ones, those that this person closed just now, the question that is asked once."""

    said: list[Said] = field(default_factory=list)
    closed: list[ErrorReport] = field(default_factory=list)
    asks: list[tuple[str, Any]] = field(default_factory=list)


def of_sentence(reports: Iterable[ErrorReport], latest: SegmentRevision | None) -> OfSentence:
    """From the reports of `reports.at_sentences`."""
    groups: dict[int, list[ErrorReport]] = {}
    closed = []
    chosen = ""
    for report in reports:
        chosen = chosen or getattr(report, "chosen", None) or ""
        if report.status in OPEN:
            groups.setdefault(report.joined_to_id or report.pk, []).append(report)
        elif report.joined_to_id is None:
            closed.append(report)
    leaders = [next((one for one in found if one.pk == key), found[0]) for key, found in groups.items()]
    said = [_said(first, found, leaders, latest) for first, found in zip(leaders, groups.values(), strict=True)]
    return OfSentence(said, closed, questions() if said and not chosen else [])


def questions() -> list[tuple[str, Any]]:
    """What approval may do to reports."""
    OnApproval = ReviewPreference.OnApproval
    return [(choice.value, choice.label) for choice in (OnApproval.ANSWER, OnApproval.LEAVE)]


def _said(
    first: ErrorReport,
    found: Sequence[ErrorReport],
    leaders: Sequence[ErrorReport],
    latest: SegmentRevision | None,
) -> Said:
    wordings = {folded(r.better_wording): r for r in reversed(found) if r.better_wording.strip()}
    seen = first.revision
    other = seen is not None and (latest is None or latest.text != seen.text)
    return Said(
        report=first,
        readers=len(found),
        reasons=list(dict.fromkeys(str(r.get_reason_display()) for r in found if r.reason)),
        wordings=[
            Wording(r.pk, r.better_wording, on_one_line(r.better_wording)) for r in reversed(list(wordings.values()))
        ],
        comments=list(dict.fromkeys(r.comment for r in found if r.comment)),
        about=plain(seen.text) if other and seen is not None else "",
        choices=choices(first, leaders),
        all=list(found),
    )
