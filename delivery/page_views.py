"""How often pages are read. Sums by page, day and label; no cookie, no address, no browser is stored.

Counting costs a reader nothing: tallies are kept in memory, and a thread adds them to the table every few seconds and
when the process ends. A process that is killed loses the last seconds, never more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from django.db.models import OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce, TruncMonth
from django.http.response import HttpResponseBase
from django.utils.timezone import localdate, now

from delivery.models import LogPosition, PageViews
from delivery.tallies import seconds, tallies

KEPT = timedelta(days=400)  # so that each month can be compared with the same one of the year before
_LOGS_KEPT = timedelta(days=60)  # positions in logs that nobody reads any more
_LONGEST_LABEL = 20

AnyResponse = TypeVar("AnyResponse", bound=HttpResponseBase)


@dataclass(frozen=True, slots=True)
class Viewed:
    """What a response shows: a page, and its label at this moment."""

    page_id: int
    label: str


@dataclass(frozen=True, slots=True)
class MonthOfViews:
    """How often a page was read in a month (named by its first day) under a label."""

    page_id: int
    month: date
    label: str
    count: int


def shows(response: AnyResponse, viewed: Viewed) -> AnyResponse:
    """The response, marked with what it shows: the middleware counts it."""
    response.viewed = viewed  # type: ignore[attr-defined]
    return response


def count(*, page_id: int, label: str) -> None:
    """Count one view of today; it is in the table some seconds later, or after `flush()`."""
    tallies.add((page_id, localdate(), label[:_LONGEST_LABEL]), seconds())


def flush() -> int:
    """Write what was counted in this process; returns how many views."""
    return tallies.flush()


def of_pages(page_ids: Iterable[int], *, days: int = 7) -> dict[int, int]:
    """Page id → views of the last `days` days, today included: 1 query. Pages that nobody read are absent.

    `page_ids` may be a queryset of ids, which then is a part of the query.
    """
    rows = PageViews.objects.filter(page_id__in=_ids(page_ids), day__gt=localdate() - timedelta(days=days))
    return dict(rows.order_by().values_list("page_id").annotate(views=Sum("count")))


def recent_of(page: str, *, days: int = 7) -> Coalesce:
    """The same as a part of another query: `page` names its column with the id of a page."""
    rows = PageViews.objects.filter(page_id=OuterRef(page), day__gt=localdate() - timedelta(days=days)).order_by()
    return Coalesce(Subquery(rows.values("page_id").annotate(views=Sum("count")).values("views")), Value(0))


def by_label(*, since: date, until: date, page_ids: Iterable[int] | None = None) -> list[MonthOfViews]:
    """Views by page, month and label, both days included: 1 query. Without `page_ids`, of all pages."""
    rows = PageViews.objects.filter(day__gte=since, day__lte=until)
    if page_ids is not None:
        rows = rows.filter(page_id__in=_ids(page_ids))
    sums = rows.annotate(month=TruncMonth("day")).values_list("page_id", "month", "label").annotate(Sum("count"))
    return [MonthOfViews(*row) for row in sums.order_by("month", "page_id", "label")]


def forget(before: date | None = None) -> int:
    """Remove views of days before `before` (default: older than 400 days) and positions in logs that are read no more;
    returns how many rows.
    """
    views, _each = PageViews.objects.filter(day__lt=before or localdate() - KEPT).delete()
    LogPosition.objects.filter(read_at__lt=now() - _LOGS_KEPT).delete()
    return views


def _ids(page_ids: Iterable[int]) -> Iterable[int]:
    return page_ids if isinstance(page_ids, QuerySet) else list(page_ids)
