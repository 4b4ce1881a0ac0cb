"""What becomes of reports: answered by hand, by an approved text that is live, or opened again."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from i18n.models import Decision, ErrorReport, LanguageVersion, ReviewAct, SegmentRevision, SegmentTranslation
from i18n.services import acts, permissions, preferences, report_joining
from i18n.services.preferences import OnApproval
from i18n.services.report_joining import OPEN

Status = ErrorReport.Status
Answer = ErrorReport.Answer
LONGEST_ANSWER = 500
_DECIDED = (Decision.APPROVED, Decision.COVERED)
_UNANSWERED = {
    "status": Status.LOOKED_AT,
    "answer": "",
    "answer_code": "",
    "answered_by_revision": None,
    "closed_by": None,
    "closed_at": None,
}
_RELATED = ("version__group__source__page", "version__locale", "version__page", "segment", "revision")


class AlreadyClosed(Exception):
    """The report has an outcome already, or was withdrawn."""


class CannotReopen(Exception):
    """The report is open, was withdrawn, is about a sentence that went, or its reader has had the mail."""


@transaction.atomic
def answer(
    *,
    report: ErrorReport,
    status: str,
    person: Any,
    revision: SegmentRevision | None = None,
    code: str = "",
    answer: str = "",
    now: datetime | None = None,
) -> ErrorReport:
    """Close a report and all joined with it by hand: kept as it is (with a code or words, which the reader sees), or
    corrected by `revision`.

    Raises `PermissionDenied`, `AlreadyClosed`, and `ValueError` where the reason is missing, unknown or too long.
    """
    fresh = _locked(report)
    permissions.require(permissions.may_close_reports(person, version=fresh.version))
    if fresh.status not in OPEN:
        raise AlreadyClosed(fresh.token)
    words = answer.strip()
    if status not in (Status.CORRECTED, Status.KEPT):
        raise ValueError(f"A report is not closed as {status!r}.")
    if code and code not in Answer.values:
        raise ValueError(f"There is no answer {code!r}.")
    if status == Status.KEPT and not (code or words):
        raise ValueError("Say why the text stays as it is: the reader sees the reason.")
    if len(words) > LONGEST_ANSWER:
        raise ValueError(f"An answer has {LONGEST_ANSWER} characters at most.")
    now = now or timezone.now()
    for one in report_joining.group_of(fresh).filter(status__in=OPEN).select_for_update(of=("self",)):
        _close(one, status, person, revision, now, code=code, words=words)
    _note(fresh, person)
    fresh.refresh_from_db()
    return fresh


def _note(report: ErrorReport, person: Any) -> None:
    """Note the act, so that it can be taken back where the sentence is reviewed."""
    row = SegmentTranslation.objects.filter(segment=report.segment_id, locale=report.version.locale_id).first()
    step = acts.step(report.segment.public_id, acts.pointers(row), row)
    acts.note(version=report.version, person=person, kind=acts.Kind.ANSWER, steps=[step], report=report)


def _locked(report: ErrorReport) -> ErrorReport:
    return ErrorReport.objects.select_for_update(of=("self",)).select_related(*_RELATED).get(pk=report.pk)


def _close(
    report: ErrorReport,
    status: str,
    person: Any,
    revision: SegmentRevision | None,
    now: datetime,
    *,
    code: str = "",
    words: str = "",
) -> None:
    report.status = status
    report.answer_code, report.answer = code, words
    report.answered_by_revision = revision
    report.closed_by = person if person is not None else report.closed_by
    report.looked_at = report.looked_at or now
    report.closed_at = now
    report.save(
        update_fields=[
            "status", "answer_code", "answer", "answered_by_revision", "closed_by", "looked_at", "closed_at",
        ]
    )  # fmt: skip


@transaction.atomic
def reopen(*, report: ErrorReport, person: Any) -> ErrorReport:
    """Take an outcome back, for all that were closed by the same act, as long as no reader has had the mail.

    The text that is live does not answer it any more, so nothing closes it again by itself before there is another
    one. Raises `PermissionDenied` and `CannotReopen`; a second click changes nothing.
    """
    fresh = _locked(report)
    permissions.require(permissions.may_close_reports(person, version=fresh.version))
    if fresh.status in OPEN:
        return fresh
    if not may_reopen(fresh):
        raise CannotReopen(fresh.token)
    act = list(
        report_joining.group_of(fresh)
        .filter(status=fresh.status, closed_at=fresh.closed_at)
        .select_for_update(of=("self",))
    )
    if any(one.mailed_at for one in act):
        raise CannotReopen(fresh.token)
    row = SegmentTranslation.objects.filter(segment=fresh.segment_id, locale=fresh.version.locale_id).first()
    _open_again(act, row.live_id if row else None)
    fresh.refresh_from_db()
    return fresh


def may_reopen(report: ErrorReport) -> bool:
    """Whether a report can be opened again, as far as it knows itself."""
    if report.status == Status.CORRECTED and report.answered_by_revision_id is None:
        return False  # the sentence is no longer part of the article
    return report.status in (Status.CORRECTED, Status.KEPT) and report.mailed_at is None


def _open_again(reports: list[ErrorReport], left_with: int | None) -> None:
    keys = [report.pk for report in reports]
    ErrorReport.objects.filter(pk__in=keys).update(left_with=left_with, **_UNANSWERED)
    ReviewAct.objects.filter(report__in=keys, undone_at=None).update(undone_at=timezone.now())


@transaction.atomic
def on_approved(
    *,
    version: LanguageVersion,
    public_id: str,
    revision: SegmentRevision,
    person: Any,
    now: datetime | None = None,
) -> list[ErrorReport]:
    """A sentence has an approved text: its open reports are being looked at, and what else the person chose once.

    *Answer*: another text than the reported one makes them "corrected" when it is live (`settle`), which is at once
    where it is live already; the reported text itself makes them "kept as it is". *Leave*: they stay open. Where
    nobody was asked, another text answers and the same one does not. Returns the reports that this text answers.
    """
    now = now or timezone.now()
    reports = list(_open_of(version).filter(segment__public_id=public_id))
    if not reports:
        return []
    choice = preferences.on_approval(person)
    answered, waiting = [], False
    for report in reports:
        answers = revision.decision in _DECIDED and choice != OnApproval.LEAVE
        if answers and not _differs(report, revision):
            if choice == OnApproval.ANSWER:
                _close(report, Status.KEPT, person, revision, now, code=Answer.CHECKED)
                answered.append(report)
                continue
            answers = False
        report.status = Status.LOOKED_AT
        report.looked_at = report.looked_at or now
        report.left_with = revision if choice == OnApproval.LEAVE else None
        if answers:
            report.answered_by_revision, report.closed_by = revision, person
            answered.append(report)
            waiting = True
        report.save(update_fields=["status", "looked_at", "answered_by_revision", "closed_by", "left_with"])
    report_joining.mend([report for report in answered if report.status not in OPEN])
    if waiting:
        settle(version=version, now=now)
    return answered


def on_undone(*, revisions: Iterable[int | None]) -> int:
    """Approvals (ids of texts) were taken back: what they answered is open again, unless the reader has had the mail.
    Returns how many: 1 query.
    """
    ids = [pk for pk in revisions if pk]
    if not ids:
        return 0
    answered = ErrorReport.objects.filter(answered_by_revision__in=ids, mailed_at=None)
    return answered.exclude(status=Status.WITHDRAWN).update(
        # Readers see the text until the page is published again: it must not answer the report once more.
        left_with=F("answered_by_revision"),
        **_UNANSWERED,
    )


@transaction.atomic(savepoint=False)
def settle(*, version: LanguageVersion, now: datetime | None = None) -> list[ErrorReport]:
    """Called after live texts changed: closes open reports whose sentence now shows another, approved text.

    A sentence that is no longer part of the page needs no correction: its reports are closed, too. A text of which
    somebody said that it does not answer a report closes nothing. Returns the closed ones. One query where nothing is
    open.
    """
    reports = list(_open_of(version).select_related("segment", "revision", "left_with"))
    if not reports:
        return []
    if not LanguageVersion.objects.filter(pk=version.pk, page__live=True).exists():
        return []
    now = now or timezone.now()
    skeleton = version.snapshot.skeleton if version.snapshot else None
    shown = {ref.id for ref in skeleton.sentences()} if skeleton else set()
    rows = SegmentTranslation.objects.filter(
        segment_id__in={r.segment_id for r in reports}, locale_id=version.locale_id
    ).select_related("live__decided_by")
    live = {row.segment_id: row.live for row in rows}
    closed = []
    for report in reports:
        text = live.get(report.segment_id)
        if skeleton is not None and report.segment.public_id not in shown:
            _close(report, Status.CORRECTED, None, None, now)
        elif text is not None and text.decision in _DECIDED and _differs(report, text) and not _left(report, text):
            _close(report, Status.CORRECTED, text.decided_by, text, now)
        else:
            continue
        closed.append(report)
    if closed:
        report_joining.mend(closed)
    return closed


def _open_of(version: LanguageVersion) -> QuerySet[ErrorReport]:
    return version.reports.filter(status__in=OPEN).select_related("segment", "revision")


def _left(report: ErrorReport, text: SegmentRevision) -> bool:
    left = report.left_with
    return left is not None and (left.text, left.elements_data) == (text.text, text.elements_data)


def _differs(report: ErrorReport, text: SegmentRevision) -> bool:
    """Whether a text is another one than the reader reported (where that is lost: whether it is newer)."""
    if report.revision is None:
        return text.created_at > report.created_at
    return (text.text, text.elements_data) != (report.revision.text, report.revision.elements_data)
