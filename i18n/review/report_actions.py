"""From a posted form about a report to a service, and what to say afterwards."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import Http404
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from i18n.models import ErrorReport, LanguageVersion, SegmentRevision, SegmentTranslation
from i18n.review.done import Done, number
from i18n.services import permissions, preferences, report_joining, report_outcomes, reports, review
from i18n.services.chips import TextRefused
from i18n.services.hidden_characters import on_one_line, without_controls
from i18n.services.report_joining import OPEN

Status = ErrorReport.Status
Answer = ErrorReport.Answer
_JOIN = "join-"
CORRECTED = "corrected"
# What the row of a sentence may ask for; the rest belongs to the sentence itself.
AT_SENTENCE = ("answer", "reopen")
WORDING = "wording-"


def choices(
    report: ErrorReport, others: Iterable[ErrorReport] = (), *, corrected: bool = False
) -> list[tuple[str, str]]:
    """What can become of an open report by hand: value and label. `others` are open ones on the same sentence."""
    found = [(CORRECTED, _("Corrected: readers see another text now"))] if corrected else []
    found += [(a.value, str(a.label)) for a in (Answer.CORRECT, Answer.ELSEWHERE, Answer.SAME, Answer.EMPTY)]
    for other in others:
        if other.pk != report.pk:
            date = date_format(localtime(other.created_at), "SHORT_DATETIME_FORMAT")
            label = _("Same as the report of %(date)s: answer both together") % {"date": date}
            found.append((f"{_JOIN}{other.pk}", label))
    return found


def close(*, report: ErrorReport, person: Any, because: str, words: str) -> Done:
    """Close a report with a reason, or join it with another one. Raises `TextRefused`, `PermissionDenied`."""
    words = without_controls(words).strip()
    if because.startswith(_JOIN):
        return _join(report, person, number(because.removeprefix(_JOIN)) or 0)
    if because == CORRECTED:
        return _corrected(report, person, words)
    if because not in ("", *Answer.values):
        raise TextRefused(_("Choose one of the reasons."))
    if not because and not words:
        raise TextRefused(_("Say why the text stays as it is: the reader sees the reason."))
    _check_length(words)
    return _answer(report, person, Status.KEPT, None, because, words)


def _check_length(words: str) -> None:
    most = report_outcomes.LONGEST_ANSWER
    if len(words) > most:
        raise TextRefused(_("Your words are too long: %(most)d characters at most.") % {"most": most})


def _answer(
    report: ErrorReport, person: Any, status: str, revision: SegmentRevision | None, code: str, words: str
) -> Done:
    try:
        reports.answer(report=report, status=status, person=person, revision=revision, code=code, answer=words)
    except reports.AlreadyClosed:
        return Done(_("This report has been closed meanwhile."), "warning")
    return Done(_("The report is closed, and its reader sees the reason."))


def _corrected(report: ErrorReport, person: Any, words: str) -> Done:
    now = live_text(report)
    if now is None or not differs(report, now):
        raise TextRefused(_("Readers still see the text that was reported."))
    _check_length(words)
    return _answer(report, person, Status.CORRECTED, now, "", words)


def live_text(report: ErrorReport) -> SegmentRevision | None:
    """What readers see at the place of the sentence."""
    row = SegmentTranslation.objects.filter(segment=report.segment_id, locale=report.version.locale_id)
    found = row.select_related("live").first()
    return found.live if found else None


def differs(report: ErrorReport, text: SegmentRevision) -> bool:
    """Whether a text is another one than the reader saw."""
    return report.revision is None or report.revision.text != text.text


def _join(report: ErrorReport, person: Any, other_id: int) -> Done:
    other = ErrorReport.objects.filter(pk=other_id, version=report.version_id).first()
    if other is None:
        raise TextRefused(_("Choose one of the reasons."))
    try:
        report_joining.join(report=report, other=other, person=person)
    except report_joining.NotTheSame:
        return Done(_("They cannot be joined any more: one of them is closed."), "warning")
    return Done(_("Joined: they are answered together, and each reader gets an answer."))


def take_back(*, report: ErrorReport, person: Any) -> Done:
    """Open a closed report again."""
    try:
        reports.reopen(report=report, person=person)
    except reports.CannotReopen:
        return Done(_("It stays closed: its reader has had the message about it."), "warning")
    return Done(_("The report is open again."))


def set_kind(*, report: ErrorReport, person: Any, kind: str) -> Done:
    """Say what kind of fault it is; nothing: the guess counts again."""
    permissions.require(permissions.may_close_reports(person, version=report.version))
    if kind not in ("", *ErrorReport.IssueType.values):
        raise Http404
    ErrorReport.objects.filter(pk=report.pk).update(issue_type=kind)
    return Done(_("Saved"))


def close_many(*, found: Sequence[ErrorReport], person: Any, because: str) -> Done:
    """Close several reports with one reason, as far as this person may; those that are closed already stay so."""
    if because not in Answer.values:
        raise Http404
    closed = 0
    for report in found:
        if report.status not in OPEN or not permissions.may_close_reports(person, version=report.version):
            continue
        try:
            reports.answer(report=report, status=Status.KEPT, person=person, code=because)
        except reports.AlreadyClosed:
            continue
        closed += 1
    if not closed:
        return Done(_("Nothing was closed: choose open reports first."), "warning")
    said = ngettext("%(count)d report is closed.", "%(count)d reports are closed.", closed) % {"count": closed}
    return Done(said)


def at_sentence(*, version: LanguageVersion, person: Any, data: Mapping[str, str]) -> Done:
    """Close a report where its sentence is reviewed, or open it again. Raises `TextRefused`, `PermissionDenied`."""
    report = _of_sentence(version, data, number(data.get("report")))
    if data.get("action") == "reopen":
        return take_back(report=report, person=person)
    return close(report=report, person=person, because=data.get("because", ""), words=data.get("answer", ""))


def _of_sentence(version: LanguageVersion, data: Mapping[str, str], report_id: int | None) -> ErrorReport:
    public_id = without_controls(data.get("sentence", ""))
    found = ErrorReport.objects.filter(pk=report_id or 0, version=version, segment__public_id=public_id)
    report = found.select_related("revision").first()
    if report is None:
        raise Http404
    report.version = version
    return report


def use_wording(*, version: LanguageVersion, person: Any, data: Mapping[str, str]) -> Done:
    """Keep a reader's wording as one's draft of the sentence. Raises `TextRefused` where marks are missing in it."""
    report = _of_sentence(version, data, number(data.get("action", "").removeprefix(WORDING)))
    review.save(
        version=version,
        public_id=report.segment.public_id,
        text=on_one_line(report.better_wording),
        person=person,
        base_revision_id=number(data.get("revision")),
    )
    return Done(_("The reader’s wording is in the field: look it over, then approve it."))


def note_choice(*, person: Any, data: Mapping[str, str]) -> str:
    """Remember what approval does to reports, where the form asked; what to say about it. Raises `TextRefused`."""
    if not data.get("asks_reports"):
        return ""
    choice = data.get("on_reports", "")
    if choice not in (preferences.OnApproval.ANSWER, preferences.OnApproval.LEAVE):
        raise TextRefused(
            _("First choose below what your approval means for the reader’s report. You are asked only once.")
        )
    preferences.remember(person=person, on_approval=choice)
    return _("Your choice about reports is remembered; your account changes it.")


def on_report(*, report: ErrorReport, person: Any, data: Mapping[str, str]) -> Done:
    """Do what the page of a report asks for. Raises `TextRefused`, `PermissionDenied`, `Http404`."""
    action = data.get("action", "")
    if action == "answer":
        return close(report=report, person=person, because=data.get("because", ""), words=data.get("answer", ""))
    if action == "kind":
        return set_kind(report=report, person=person, kind=data.get("kind", ""))
    if action == "apart":
        one = report_joining.group_of(report).filter(pk=number(data.get("one")) or 0).first()
        if one is None:
            raise Http404
        report_joining.take_apart(report=one, person=person)
        return Done(_("They are two again: each is answered by itself."))
    if action == "reopen":
        return take_back(report=report, person=person)
    raise Http404
