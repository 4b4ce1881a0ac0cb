"""The list of readers' reports: filtered by the address, each fault once, a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from i18n.models import ErrorReport
from i18n.segments import plain
from i18n.services import languages, permissions, report_kinds, report_queries, versions
from i18n.services.hidden_characters import without_controls
from i18n.services.report_joining import OPEN
from i18n.services.report_queries import AGES, ALL, OPEN_ONES, Filters

PER_PAGE = 25
Choices = list[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Line:
    """One report with those joined to it."""

    report: ErrorReport
    title: str
    seen: str
    kind: Any
    readers: int
    is_open: bool
    may_close: bool


@dataclass(frozen=True, slots=True)
class Select:
    """A filter with its choices."""

    name: str
    label: Any
    value: str
    choices: Choices


@dataclass(frozen=True, slots=True)
class ReportList:
    """One page of the list."""

    lines: list[Line]
    count: int
    number: int
    more: bool
    filters: Filters
    selects: list[Select]
    query: str
    article: str = ""
    narrow: bool = False
    answers: Choices = field(default_factory=list)

    @property
    def may_close(self) -> bool:
        return any(line.is_open and line.may_close for line in self.lines)


def statuses() -> Choices:
    """What the list can be filtered by; open ones first."""
    return [(OPEN_ONES, _("Waiting for an answer")), *ErrorReport.Status.choices, (ALL, _("All"))]


def ages() -> Choices:
    return [
        ("1", _("The last 24 hours")),
        ("7", _("The last 7 days")),
        ("30", _("The last 30 days")),
        ("-7", _("Older than 7 days")),
        ("-30", _("Older than 30 days")),
    ]


def bulk_answers() -> Choices:
    """With what several reports may be closed at once."""
    Answer = ErrorReport.Answer
    return [(answer.value, answer.label) for answer in (Answer.EMPTY, Answer.SAME, Answer.ELSEWHERE, Answer.CORRECT)]


def filters_of(query: Any, locales: Iterable[Locale]) -> Filters:
    """What the address asks for; what it does not know is left out."""

    def known(name: str, values: Iterable[str], default: str = "") -> str:
        value = str(query.get(name, ""))
        return value if value in set(values) else default

    article = str(query.get("article", ""))
    return Filters(
        language=known("language", (locale.language_code for locale in locales)),
        status=known("status", (value for value, _label in statuses()), OPEN_ONES),
        kind=known("type", ErrorReport.IssueType.values),
        reason=known("reason", ErrorReport.Reason.values),
        article=int(article) if article.isascii() and article.isdigit() and len(article) < 10 else 0,
        words=" ".join(without_controls(str(query.get("q", ""))[:200]).split()),
        age=known("age", AGES),
    )


def as_query(filters: Filters) -> str:
    """The filters as part of an address; what is not asked for is left out."""
    values = {
        "language": filters.language,
        "status": "" if filters.status == OPEN_ONES else filters.status,
        "type": filters.kind,
        "reason": filters.reason,
        "article": str(filters.article or ""),
        "q": filters.words,
        "age": filters.age,
    }
    return urlencode({name: value for name, value in values.items() if value})


def build(*, user: Any, query: Any) -> ReportList:
    """One page of the list for a person: 3 queries (4 with an article) and those for the rights."""
    locales = versions.site_locales()
    filters = filters_of(query, locales)
    page = str(query.get("p", ""))
    number = max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 6 else 1
    found = report_queries.groups(user, report_queries.matching(user, filters))
    start = (number - 1) * PER_PAGE
    shown = list(found[start : start + PER_PAGE + 1])
    article = ""
    if filters.article:
        article = report_queries.articles({filters.article}).get(filters.article, "") if shown else ""
    return ReportList(
        lines=[_line(report, user) for report in shown[:PER_PAGE]],
        count=found.count(),
        number=number,
        more=len(shown) > PER_PAGE,
        filters=filters,
        selects=_selects(filters, locales),
        query=as_query(filters),
        article=article,
        narrow=bool(as_query(filters)),
        answers=bulk_answers(),
    )


def _selects(filters: Filters, locales: list[Locale]) -> list[Select]:
    everything = [("", _("All"))]
    named = [(locale.language_code, languages.name(locale)) for locale in locales]
    return [
        Select("language", _("Language"), filters.language, [*everything, *named]),
        Select("status", _("Status"), filters.status, statuses()),
        Select("type", _("Kind of fault"), filters.kind, [*everything, *ErrorReport.IssueType.choices]),
        Select("reason", _("Reader’s reason"), filters.reason, [*everything, *ErrorReport.Reason.choices]),
        Select("age", _("Received"), filters.age, [("", _("At any time")), *ages()]),
    ]


def title_of(report: ErrorReport) -> str:
    """The article in the language of the report, else in its own."""
    source = report.version.group.source
    pages = (report.version.page, source.page if source else None)
    return next((str(page.title) for page in pages if page is not None), "")


def _line(report: ErrorReport, user: Any) -> Line:
    return Line(
        report=report,
        title=title_of(report),
        seen=plain(report.revision.text) if report.revision else "",
        kind=report_kinds.of(report).label,
        readers=1 + report.others,  # type: ignore[attr-defined]
        is_open=report.status in OPEN,
        may_close=permissions.may_close_reports(user, version=report.version),
    )
