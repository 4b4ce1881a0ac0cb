"""Which reports a person may see, and those that a filter finds."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from i18n.models import ErrorReport, LanguageVersion
from i18n.services import permissions, report_kinds
from i18n.services.report_joining import OPEN

OPEN_ONES, ALL = "open", "all"
# Days; with a minus: older than that.
AGES = {"1": 1, "7": 7, "30": 30, "-7": -7, "-30": -30}
_MOST_WORDS = 10
_LONGEST_SEARCH = 200


@dataclass(frozen=True, slots=True)
class Filters:
    """What is asked for; empty: everything. `status` is a status, `open` (the default) or `all`."""

    language: str = ""
    status: str = OPEN_ONES
    kind: str = ""
    reason: str = ""
    article: int = 0
    words: str = ""
    age: str = ""


def visible(person: Any) -> QuerySet[ErrorReport]:
    """Reports on versions whose drafts a person may read; moderators read all."""
    reports = ErrorReport.objects.all()
    if permissions.roles_of(person).moderates:
        return reports
    return reports.filter(version__in=permissions.visible_versions(person).values("pk"))


def open_groups(person: Any) -> QuerySet[ErrorReport]:
    """The leading reports of what is open."""
    return visible(person).filter(status__in=OPEN, joined_to=None)


def matching(person: Any, filters: Filters, *, now: datetime | None = None) -> QuerySet[ErrorReport]:
    """Each report that fits, newest first, with what lists and exports say about it."""
    reports = visible(person)
    if filters.language:
        reports = reports.filter(version__locale__language_code=filters.language)
    if filters.status == OPEN_ONES:
        reports = reports.filter(status__in=OPEN)
    elif filters.status != ALL:
        reports = reports.filter(status=filters.status)
    if filters.kind:
        reports = reports.filter(report_kinds.reports_of(filters.kind))
    if filters.reason:
        reports = reports.filter(reason=filters.reason)
    if filters.article:
        reports = reports.filter(version__group=filters.article)
    if days := AGES.get(filters.age):
        edge = (now or timezone.now()) - timedelta(days=abs(days))
        reports = reports.filter(created_at__gte=edge) if days > 0 else reports.filter(created_at__lt=edge)
    for word in filters.words[:_LONGEST_SEARCH].split()[:_MOST_WORDS]:
        reports = reports.filter(_mentions(word))
    return with_facts(reports)


def _mentions(word: str) -> Q:
    return (
        Q(comment__icontains=word)
        | Q(better_wording__icontains=word)
        | Q(answer__icontains=word)
        | Q(revision__text__icontains=word)
        | Q(version__page__title__icontains=word)
        | Q(version__group__source__page__title__icontains=word)
    )


def with_facts(reports: QuerySet[ErrorReport]) -> QuerySet[ErrorReport]:
    """With sentence, article and language, and in `others` how many are joined with each leading one."""
    others = (
        ErrorReport.objects.filter(joined_to=OuterRef("pk"))
        .order_by()
        .values("joined_to")
        .annotate(number=Count("pk"))
        .values("number")
    )
    related = ("version__locale", "version__page", "version__group__source__page", "segment", "revision", "closed_by")
    return (
        reports.select_related(*related).annotate(others=Coalesce(Subquery(others), 0)).order_by("-created_at", "-pk")
    )


def groups(person: Any, found: QuerySet[ErrorReport]) -> QuerySet[ErrorReport]:
    """The leading reports of those found: each fault once, whoever of its readers said what was looked for."""
    keys = found.order_by().annotate(leader=Coalesce(F("joined_to"), F("pk"))).values("leader")
    return with_facts(visible(person).filter(pk__in=keys))


def articles(keys: set[int]) -> dict[int, str]:
    """Titles of articles by the ids of their groups: 1 query."""
    rows = LanguageVersion.objects.filter(group__in=keys, group__source=F("pk")).select_related("page")
    return {row.group_id: row.page.title if row.page else "" for row in rows}
