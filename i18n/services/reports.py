"""Readers' reports: filed at once, followed by their private address, settled by what becomes of the text."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, Subquery
from django.utils import timezone

from i18n.models import ErrorReport, LanguageVersion, ReviewPreference, SegmentRevision, SegmentTranslation
from i18n.services import permissions, report_joining, report_limits
from i18n.services.report_joining import OPEN
from i18n.services.report_outcomes import (
    AlreadyClosed,
    CannotReopen,
    answer,
    on_approved,
    on_undone,
    reopen,
    settle,
)
from i18n.services.snapshots import new_public_id

__all__ = [
    "OPEN",
    "AlreadyClosed",
    "CannotReopen",
    "Status",
    "answer",
    "on_approved",
    "on_undone",
    "reopen",
    "settle",
]

Status = ErrorReport.Status
# So long, what a person closed by hand still stands at its sentence, to be taken back.
_TAKE_BACK = timedelta(hours=1)


class UnknownSentence(Exception):
    """No such sentence is on the page (any more)."""


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
    report_joining.join_by_itself(report)
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
    if "better_wording" in given:
        report_joining.join_by_itself(fresh)
    return fresh


@transaction.atomic
def withdraw(*, report: ErrorReport, now: datetime | None = None) -> ErrorReport:
    """The reader takes the report back: address and words are erased, whatever its outcome was."""
    fresh = ErrorReport.objects.select_for_update().get(pk=report.pk)
    fresh.reason = fresh.better_wording = fresh.comment = fresh.email = ""
    if fresh.status in OPEN:
        fresh.status = Status.WITHDRAWN
        fresh.closed_at = now or timezone.now()
        fresh.joined_to = None
    fresh.save()
    if fresh.status == Status.WITHDRAWN:
        report_joining.mend([fresh])
    return fresh


def open_reports(version: LanguageVersion) -> dict[str, list[ErrorReport]]:
    """Public id of a sentence → its open reports, oldest first: 1 query."""
    found: dict[str, list[ErrorReport]] = {}
    rows = version.reports.filter(status__in=OPEN).select_related("segment", "revision").order_by("created_at", "pk")
    for report in rows:
        found.setdefault(report.segment.public_id, []).append(report)
    return found


def at_sentences(version: LanguageVersion, person_id: int) -> dict[str, list[ErrorReport]]:
    """Open reports by sentence, with those that this person closed by hand just now and may take back: 1 query.

    Each carries in `chosen` what the person's approvals do to reports; empty before they were asked.
    """
    found: dict[str, list[ErrorReport]] = {}
    mine = Q(closed_by=person_id, status=Status.KEPT, mailed_at=None, closed_at__gt=timezone.now() - _TAKE_BACK)
    preference = ReviewPreference.objects.filter(user=person_id).values("on_approval")[:1]
    rows = (
        version.reports.filter(Q(status__in=OPEN) | mine)
        .annotate(chosen=Subquery(preference))
        .select_related("segment", "revision")
        .order_by("created_at", "pk")
    )
    for report in rows:
        found.setdefault(report.segment.public_id, []).append(report)
    return found


def look_at(*, reports: Iterable[ErrorReport], person: Any, now: datetime | None = None) -> int:
    """Note that a person who may close these reports has them before their eyes. Returns how many were new to staff."""
    now = now or timezone.now()
    new = [report for report in reports if report.status == Status.RECEIVED]
    if not new:
        return 0
    mine = [report.pk for report in new if permissions.may_close_reports(person, version=report.version)]
    return ErrorReport.objects.filter(pk__in=mine, status=Status.RECEIVED).update(
        status=Status.LOOKED_AT, looked_at=now
    )
