"""What kind of fault a report is about, in the words of ITS 2.0 (localization quality issue types)."""

from collections.abc import Mapping

from django.db.models import Q

from i18n.models import ErrorReport

IssueType = ErrorReport.IssueType
Reason = ErrorReport.Reason

# What a reader's reason says, as far as it says anything; https://www.w3.org/TR/its20/#lqissue-typevalues
GUESSES: Mapping[str, IssueType] = {
    Reason.MEANING: IssueType.MISTRANSLATION,
    Reason.NAME: IssueType.INCONSISTENT_ENTITIES,  # "different named entities": names, places, dates, figures
    Reason.STYLE: IssueType.STYLE,
    Reason.OTHER: IssueType.OTHER,
    "": IssueType.UNCATEGORIZED,
}


def guess(reason: str) -> IssueType:
    """The type that a reader's reason points to; a reason that nobody knows points nowhere."""
    return GUESSES.get(reason, IssueType.UNCATEGORIZED)


def of(report: ErrorReport) -> IssueType:
    """The type that staff set, else the guess."""
    return IssueType(report.issue_type) if report.issue_type else guess(report.reason)


def reports_of(issue_type: str) -> Q:
    """Condition on reports: those of a type, set or guessed."""
    reasons = [reason for reason, kind in GUESSES.items() if kind == issue_type]
    return Q(issue_type=issue_type) | Q(issue_type="", reason__in=reasons)
