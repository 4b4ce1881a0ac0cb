"""Several readers, one fault: their reports are joined, shown as one and answered together.

The oldest leads; the others name it in `joined_to`. Each reader keeps a status page and a mail of their own.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet

from i18n.models import ErrorReport
from i18n.services import permissions

Status = ErrorReport.Status
OPEN = (Status.RECEIVED, Status.LOOKED_AT)
# So many open groups on one sentence are compared with a new report.
_COMPARED = 50


class NotTheSame(Exception):
    """Reports on different sentences, or closed ones, cannot be joined."""


def group_of(report: ErrorReport) -> QuerySet[ErrorReport]:
    """The report with all that are joined with it, the leading one first."""
    leader = report.joined_to_id or report.pk
    return ErrorReport.objects.filter(Q(pk=leader) | Q(joined_to=leader)).order_by(
        F("joined_to").asc(nulls_first=True), "created_at", "pk"
    )


def join_by_itself(report: ErrorReport) -> ErrorReport | None:
    """Join an open report with an earlier one on the same sentence: the same text seen, or the same wording proposed.

    Not one that somebody took apart. Returns the leading report. 1 query, and 1 to join.
    """
    if report.joined_to_id or report.apart or report.status not in OPEN:
        return None
    earlier = (
        ErrorReport.objects.filter(segment=report.segment_id, version=report.version_id, status__in=OPEN)
        .filter(joined_to=None, apart=False, pk__lt=report.pk)
        .select_related("revision")
        .order_by("pk")[:_COMPARED]
    )
    leader = next((other for other in earlier if _is_same(report, other)), None)
    if leader is not None:
        _lead(leader, group_of(report))
        report.joined_to = leader
    return leader


def _is_same(report: ErrorReport, other: ErrorReport) -> bool:
    wording = folded(report.better_wording)
    if wording and wording == folded(other.better_wording):
        return True
    one, two = report.revision, other.revision
    return one is not None and two is not None and (one.pk == two.pk or one.text == two.text)


def folded(text: str) -> str:
    """A wording without the differences that make it no other: spaces, capitals, the stop at the end."""
    return " ".join(text.split()).casefold().rstrip(".")


def _lead(leader: ErrorReport, others: Iterable[ErrorReport]) -> None:
    ErrorReport.objects.filter(pk__in=[other.pk for other in others]).exclude(pk=leader.pk).update(
        joined_to=leader, apart=False
    )


@transaction.atomic
def join(*, report: ErrorReport, other: ErrorReport, person: Any) -> ErrorReport:
    """A person says: these are about the same. Returns the leading report.

    Raises `PermissionDenied` and `NotTheSame`; a second click changes nothing.
    """
    rows = {row.pk: row for row in _locked([report.pk, other.pk])}
    one, two = rows[report.pk], rows[other.pk]
    permissions.require(permissions.may_close_reports(person, version=one.version))
    if (one.segment_id, one.version_id) != (two.segment_id, two.version_id):
        raise NotTheSame("They are about different sentences.")
    if one.status not in OPEN or two.status not in OPEN:
        raise NotTheSame("One of them is closed.")
    leader = two if two.joined_to_id is None else _locked([two.joined_to_id]).get()
    if (one.joined_to_id or one.pk) != leader.pk:
        _lead(leader, group_of(one))
    return leader


@transaction.atomic
def take_apart(*, report: ErrorReport, person: Any) -> ErrorReport:
    """Undo a joining: this report stands alone again, and is answered alone. Raises `PermissionDenied`."""
    fresh = _locked([report.pk]).get()
    permissions.require(permissions.may_close_reports(person, version=fresh.version))
    others = [other for other in group_of(fresh) if other.pk != fresh.pk]
    if not others:
        return fresh
    was_leading = fresh.joined_to_id is None
    fresh.joined_to, fresh.apart = None, True
    fresh.save(update_fields=["joined_to", "apart"])
    if was_leading:
        _promote(others)
    return fresh


def mend(closed: Iterable[ErrorReport]) -> None:
    """Where the leading report was closed alone, the oldest open one leads the others on. 1 query where none is."""
    leading = [report.pk for report in closed if report.joined_to_id is None]
    left: dict[int, list[ErrorReport]] = {}
    for report in ErrorReport.objects.filter(joined_to__in=leading, status__in=OPEN).order_by("created_at", "pk"):
        left.setdefault(report.joined_to_id or 0, []).append(report)
    for reports in left.values():
        _promote(reports)


def _promote(reports: list[ErrorReport]) -> None:
    first = reports[0]
    ErrorReport.objects.filter(pk=first.pk).update(joined_to=None)
    ErrorReport.objects.filter(pk__in=[report.pk for report in reports[1:]]).update(joined_to=first)


def _locked(keys: Iterable[int]) -> QuerySet[ErrorReport]:
    related = ("version__group__source__page", "version__locale", "version__page")
    return ErrorReport.objects.select_for_update(of=("self",)).select_related(*related).filter(pk__in=keys)
