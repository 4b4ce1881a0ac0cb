"""Readers' reports: filed at once, followed by their private address, settled by what becomes of the text."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from i18n.models import Decision, ErrorReport, LanguageVersion, SegmentRevision, SegmentTranslation
from i18n.services import permissions, report_limits
from i18n.services.snapshots import new_public_id

Status = ErrorReport.Status
OPEN = (Status.RECEIVED, Status.LOOKED_AT)
KEEP_ADDRESS = timedelta(days=30)
_DECIDED = (Decision.APPROVED, Decision.COVERED)


class UnknownSentence(Exception):
    """No such sentence is on the page (any more)."""


class AlreadyClosed(Exception):
    """The report has an outcome already, or was withdrawn."""


def new_token() -> str:
    """The private part of a status address: 24 characters of the alphabet of public ids, 114 bits, in three groups."""
    return "-".join(new_public_id() for _ in range(3))


def mark_of(text: str) -> str:
    """A short mark of a text: forms carry it, so that a report hangs on the text that its reader saw."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@transaction.atomic
def file(
    *,
    version: LanguageVersion,
    public_id: str,
    sender: str,
    seen: str = "",
    details: dict[str, str] | None = None,
    now: datetime | None = None,
) -> ErrorReport:
    """File a report on a sentence of a translation. `sender` is a key of `report_limits.sender_key`.

    Raises `UnknownSentence`, and `TooManyReports` where a limit is reached; then nothing is stored.
    """
    row = (
        SegmentTranslation.objects.select_related("segment", "live")
        .filter(segment__group_id=version.group_id, segment__public_id=public_id, locale_id=version.locale_id)
        .first()
    )
    shown = version.snapshot.skeleton.sentences() if version.snapshot else ()
    if row is None or row.live is None or public_id not in {ref.id for ref in shown}:
        raise UnknownSentence(public_id)
    report_limits.take(sender=sender, page_id=version.page_id or 0, now=now)
    report = ErrorReport.objects.create(
        segment=row.segment, version=version, revision=_seen_text(row, seen), token=new_token(), **(details or {})
    )
    if report.revision_id != row.live_id:  # the reader had an older copy of the page: it may be right by now
        settle(version=version, now=now)
        report.refresh_from_db()
    return report


def _seen_text(row: SegmentTranslation, seen: str) -> SegmentRevision | None:
    """The text that a mark belongs to: the live one, or one that was. A text that was never public has no mark."""
    if not seen or row.live is None or mark_of(row.live.text) == seen:
        return row.live
    older = SegmentRevision.objects.filter(segment_id=row.segment_id, locale_id=row.locale_id).order_by("-pk")[:200]
    return next((r for r in older if r.may_be_live and mark_of(r.text) == seen), row.live)


@transaction.atomic
def add_details(*, report: ErrorReport, **details: str) -> ErrorReport:
    """Add reason, better wording, comment or e-mail address; empty ones change nothing. Raises `AlreadyClosed`."""
    fresh = ErrorReport.objects.select_for_update().get(pk=report.pk)
    if fresh.status not in OPEN:
        raise AlreadyClosed(fresh.token)
    given = {name: value for name, value in details.items() if value}
    for name, value in given.items():
        setattr(fresh, name, value)
    fresh.save(update_fields=list(given))
    return fresh


@transaction.atomic
def withdraw(*, report: ErrorReport, now: datetime | None = None) -> ErrorReport:
    """The reader takes the report back: address and words are erased, whatever its outcome was."""
    fresh = ErrorReport.objects.select_for_update().get(pk=report.pk)
    fresh.reason = fresh.better_wording = fresh.comment = fresh.email = ""
    if fresh.status in OPEN:
        fresh.status = Status.WITHDRAWN
        fresh.closed_at = now or timezone.now()
    fresh.save()
    return fresh


def open_reports(version: LanguageVersion) -> dict[str, list[ErrorReport]]:
    """Public id of a sentence → its open reports, oldest first: 1 query."""
    found: dict[str, list[ErrorReport]] = {}
    rows = version.reports.filter(status__in=OPEN).select_related("segment", "revision").order_by("created_at", "pk")
    for report in rows:
        found.setdefault(report.segment.public_id, []).append(report)
    return found


def look_at(*, reports: Iterable[ErrorReport], person: Any, now: datetime | None = None) -> int:
    """Note that a person who may close these reports has them before their eyes. Returns how many were new to staff."""
    now = now or timezone.now()
    new = [report for report in reports if report.status == Status.RECEIVED]
    mine = [report.pk for report in new if permissions.may_close_reports(person, version=report.version)]
    return ErrorReport.objects.filter(pk__in=mine, status=Status.RECEIVED).update(
        status=Status.LOOKED_AT, looked_at=now
    )


@transaction.atomic
def answer(
    *,
    report: ErrorReport,
    status: str,
    person: Any,
    revision: SegmentRevision | None = None,
    answer: str = "",
    now: datetime | None = None,
) -> ErrorReport:
    """Close a report by hand: kept as it is (with the reason, which the reader sees), or corrected by `revision`.

    Raises `PermissionDenied`, `AlreadyClosed`, and `ValueError` where the reason is missing.
    """
    fresh = ErrorReport.objects.select_for_update(of=("self",)).select_related("version").get(pk=report.pk)
    permissions.require(permissions.may_close_reports(person, version=fresh.version))
    if fresh.status not in OPEN:
        raise AlreadyClosed(fresh.token)
    if status not in (Status.CORRECTED, Status.KEPT):
        raise ValueError(f"A report is not closed as {status!r}.")
    if status == Status.KEPT and not answer.strip():
        raise ValueError("Say why the text stays as it is: the reader sees the reason.")
    _close(fresh, status, person, revision, now or timezone.now(), answer.strip()[:500])
    return fresh


def _close(
    report: ErrorReport, status: str, person: Any, revision: SegmentRevision | None, now: datetime, words: str = ""
) -> None:
    report.status = status
    report.answer = words
    report.answered_by_revision = revision
    report.closed_by = person if person is not None else report.closed_by
    report.looked_at = report.looked_at or now
    report.closed_at = now
    report.save(update_fields=["status", "answer", "answered_by_revision", "closed_by", "looked_at", "closed_at"])


@transaction.atomic
def on_approved(
    *,
    version: LanguageVersion,
    public_id: str,
    revision: SegmentRevision,
    person: Any,
    now: datetime | None = None,
) -> list[ErrorReport]:
    """A sentence has an approved text: its open reports are being looked at, and note the text that will answer them.

    They become "corrected" when that text is live (`settle`), which is at once where it is live already. A text equal
    to the reported one answers nothing: that is for `answer`. Returns the reports that this text answers.
    """
    now = now or timezone.now()
    reports = list(_open_of(version).filter(segment__public_id=public_id))
    answered = [r for r in reports if revision.decision in _DECIDED and _differs(r, revision)]
    for report in reports:
        report.status = Status.LOOKED_AT
        report.looked_at = report.looked_at or now
        if report in answered:
            report.answered_by_revision, report.closed_by = revision, person
        report.save(update_fields=["status", "looked_at", "answered_by_revision", "closed_by"])
    if answered:
        settle(version=version, now=now)
    return answered


@transaction.atomic(savepoint=False)
def settle(*, version: LanguageVersion, now: datetime | None = None) -> list[ErrorReport]:
    """Called after live texts changed: closes open reports whose sentence now shows another, approved text.

    A sentence that is no longer part of the page needs no correction: its reports are closed, too. Returns the closed
    ones. One query where nothing is open.
    """
    reports = list(_open_of(version))
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
        elif text is not None and text.decision in _DECIDED and _differs(report, text):
            _close(report, Status.CORRECTED, text.decided_by, text, now)
        else:
            continue
        closed.append(report)
    return closed


def _open_of(version: LanguageVersion) -> QuerySet[ErrorReport]:
    return version.reports.filter(status__in=OPEN).select_related("segment", "revision")


def _differs(report: ErrorReport, text: SegmentRevision) -> bool:
    """Whether a text is another one than the reader reported (where that is lost: whether it is newer)."""
    if report.revision is None:
        return text.created_at > report.created_at
    return (text.text, text.elements_data) != (report.revision.text, report.revision.elements_data)


def forget_old(*, now: datetime | None = None) -> int:
    """Erase addresses of reports closed 30 days ago, and what the limits no longer need. Returns erased addresses."""
    now = now or timezone.now()
    report_limits.forget(now=now)
    old = ErrorReport.objects.filter(closed_at__lt=now - KEEP_ADDRESS).exclude(email="")
    return old.update(email="")


def of_address(email: str) -> QuerySet[ErrorReport]:
    """Reports that carry an e-mail address (export and erasure on request)."""
    return ErrorReport.objects.filter(email__iexact=email.strip()).exclude(email="").select_related("version")
