"""What readers get: how many page views show unchecked text, how long reports and outdated sentences wait."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median as median_of

from django.db.models import Case, CharField, F, Max, Min, OuterRef, Q, Subquery, When
from django.utils.timezone import localdate, now

from delivery import page_views
from i18n.models import ErrorReport, LanguageVersion, SegmentRevision, SegmentTranslation, State
from i18n.services.figures_scope import Scope

_OPEN = (ErrorReport.Status.RECEIVED, ErrorReport.Status.LOOKED_AT)
_ALL_CHECKED = frozenset({State.REVIEWED, State.ORIGINAL})
#: Fewer corrected reports in a month say nothing about a language, and too much about whoever corrected them.
FEWEST = 5


def _median(times: Iterable[timedelta]) -> timedelta:
    return timedelta(seconds=median_of(time.total_seconds() for time in times))


@dataclass(slots=True)
class Views:
    """Views of translations into one language in one month. `machine`: the page was all machine text; `unchecked`:
    all that was not wholly checked, machine pages included.
    """

    total: int = 0
    machine: int = 0
    unchecked: int = 0

    @property
    def share(self) -> float | None:
        return self.unchecked / self.total if self.total else None


def views(*, scope: Scope, since: date) -> dict[tuple[int, date], Views]:
    """Views by language (id of its locale) and month: 2 queries. Pages that are gone by now have no language."""
    rows = LanguageVersion.objects.filter(page__isnull=False).exclude(group__source=F("pk"))
    locales = dict(rows.filter(scope.q(locale="locale_id", group="group")).values_list("page_id", "locale_id"))
    found: dict[tuple[int, date], Views] = defaultdict(Views)
    for line in page_views.by_label(since=since, until=localdate()):
        locale = locales.get(line.page_id)
        if locale is None or line.label == State.ORIGINAL:
            continue
        of_month = found[locale, line.month]
        of_month.total += line.count
        of_month.machine += line.count if line.label == State.MACHINE else 0
        of_month.unchecked += line.count if line.label not in _ALL_CHECKED else 0
    return dict(found)


@dataclass(slots=True)
class Reports:
    """Readers' reports about one language in one month, by the month in which they came."""

    received: int = 0
    corrected: int = 0
    kept: int = 0
    waiting: int = 0
    times: list[timedelta] = field(default_factory=list)

    @property
    def median(self) -> timedelta | None:
        """From report to correction; nothing where there are too few to say."""
        return _median(self.times) if len(self.times) >= FEWEST else None

    def add(self, other: "Reports") -> None:
        self.received += other.received
        self.corrected += other.corrected
        self.kept += other.kept
        self.waiting += other.waiting
        self.times += other.times


def reports(*, scope: Scope, since: date) -> dict[tuple[int, date], Reports]:
    """Reports by language and month: 1 query. Withdrawn ones do not count."""
    rows = ErrorReport.objects.filter(scope.q(locale="version__locale_id", group="version__group"))
    rows = rows.filter(created_at__date__gte=since).exclude(status=ErrorReport.Status.WITHDRAWN)
    found: dict[tuple[int, date], Reports] = defaultdict(Reports)
    facts = rows.order_by("pk").values_list("version__locale_id", "status", "created_at", "closed_at")
    for locale, status, created, closed in facts.iterator():
        line = found[locale, localdate(created).replace(day=1)]
        line.received += 1
        line.waiting += status in _OPEN
        line.kept += status == ErrorReport.Status.KEPT
        if status == ErrorReport.Status.CORRECTED:
            line.corrected += 1
            line.times += [closed - created] if closed else []
    return dict(found)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in one language now: open reports, and public sentences whose original has changed since."""

    open_reports: int = 0
    oldest_report: timedelta | None = None
    outdated: int = 0
    median_age: timedelta | None = None
    oldest: timedelta | None = None


def waiting(*, scope: Scope, at: datetime | None = None) -> dict[int, Waiting]:
    """What waits by language: 2 queries."""
    at = at or now()
    ages: dict[int, list[timedelta]] = defaultdict(list)
    for locale, since in _outdated(scope):
        ages[locale].append(at - since)
    open_reports = _open_reports(scope)
    found = {}
    for locale in {*ages, *open_reports}:
        count, first = open_reports.get(locale, (0, None))
        mine = ages.get(locale, [])
        found[locale] = Waiting(
            count,
            at - first if first else None,
            len(mine),
            _median(mine) if mine else None,
            max(mine, default=None),
        )
    return found


def _open_reports(scope: Scope) -> dict[int, tuple[int, datetime]]:
    rows = ErrorReport.objects.filter(scope.q(locale="version__locale_id", group="version__group"), status__in=_OPEN)
    found: dict[int, tuple[int, datetime]] = {}
    for locale, created in rows.order_by("created_at").values_list("version__locale_id", "created_at"):
        count, first = found.get(locale, (0, created))
        found[locale] = count + 1, first
    return found


def _outdated(scope: Scope) -> Iterable[tuple[int, datetime]]:
    """Language and moment of each public sentence whose text was made for another wording than the original's: the
    moment at which the original first said something else after the wording that the text was made for.
    """
    source = "segment__group__source__locale_id"
    wordings = SegmentRevision.objects.filter(segment=OuterRef("segment"), locale=OuterRef(source)).order_by()
    made_for = wordings.filter(source_hash=OuterRef("live__source_hash")).values("segment").annotate(pk_=Max("pk"))
    now_says = SegmentTranslation.objects.filter(segment=OuterRef("segment"), locale=OuterRef(source))
    versions = LanguageVersion.objects.filter(page__live=True, outdated__gt=0).exclude(group__source=F("pk"))
    versions = versions.filter(scope.q(locale="locale_id", group="group"))
    pairs = list(versions.values_list("group_id", "locale_id"))
    by_locale: dict[int, list[int]] = defaultdict(list)
    for group, locale in pairs:
        by_locale[locale].append(group)
    for locale, groups in by_locale.items():
        for start in range(0, len(groups), 500):
            rows = (
                SegmentTranslation.objects.filter(locale_id=locale, segment__group_id__in=groups[start : start + 500])
                .filter(live__isnull=False)
                .annotate(current=Subquery(now_says.values("live__source_hash")[:1], output_field=CharField()))
                .exclude(current=F("live__source_hash"))
                .filter(current__isnull=False)
                .annotate(last=Subquery(made_for.values("pk_")[:1]))
                .annotate(
                    since=Case(
                        When(
                            Q(last__isnull=False),
                            then=Subquery(
                                wordings.filter(pk__gt=OuterRef("last"))
                                .values("segment")
                                .annotate(first=Min("created_at"))
                                .values("first")[:1]
                            ),
                        ),
                        default=F("live__created_at"),
                    )
                )
            )
            for since in rows.values_list("since", flat=True):
                if since is not None:
                    yield locale, since
