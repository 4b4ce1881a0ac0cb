"""The list of translations: articles with their versions, filtered by language and state, and the work that failed."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from i18n.models import ErrorReport, LanguageVersion, State, TranslationGroup, TranslationJob
from i18n.review import words
from i18n.services import engines, languages, permissions, policy, reports, source_change, versions
from i18n.services.standing import data_state

PER_PAGE = 25
FAILED_SHOWN = 20
REPORTED, PROBLEM, DRAFTS = "reported", "problem", "not_live"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; what it does not know is left out."""

    language: str = ""
    state: str = ""

    @property
    def narrow(self) -> bool:
        return bool(self.language or self.state)


@dataclass(slots=True)
class Line:
    """One language of an article; without a version it is missing, and may be created by those who may."""

    locale: Locale
    version: LanguageVersion | None
    shares: str = ""
    reports: int = 0
    failed: TranslationJob | None = None
    waiting: TranslationJob | None = None
    may_create: bool = False
    may_translate: bool = False
    # It can become the original, and this person may decide that.
    heir: bool = False

    @property
    def state(self) -> State:
        return State(self.version.state) if self.version else State.MISSING

    @property
    def data_state(self) -> str:
        return data_state(self.state)


@dataclass(slots=True)
class Article:
    """An article with its versions."""

    group: TranslationGroup
    source: LanguageVersion | None
    lines: list[Line] = field(default_factory=list)
    # Whether the person may correct it urgently, withdraw and restore it.
    may_withdraw: bool = False

    @property
    def title(self) -> str:
        """The original's, or a version's where somebody deleted the original."""
        pages = [self.source.page if self.source else None, *(line.version.page for line in self.lines if line.version)]
        return next((page.title for page in pages if page is not None), "–")

    @property
    def language(self) -> str:
        """Name of the language that it was written in, also of one that the site no longer has."""
        if self.source is None:
            return ""
        return languages.name(self.source.locale)


@dataclass(slots=True)
class Listing:
    """One page of the list."""

    articles: list[Article]
    number: int
    more: bool
    filters: Filters
    languages: list[Locale]
    states: list[tuple[str, Any]]
    failed: list[TranslationJob]
    failed_count: int
    # Which of those shown this person may try again, and how many all of them are.
    may_try: frozenset[int]
    try_count: int
    any_engine: bool


def filters_of(query: Any, locales: list[Locale]) -> Filters:
    """Filters of an address; unknown values count as none."""
    language = str(query.get("language", ""))[:20]
    state = str(query.get("state", ""))[:20]
    known = {value for value, _label in states()}
    codes = {locale.language_code for locale in locales}
    return Filters(language if language in codes else "", state if state in known else "")


def states() -> list[tuple[str, Any]]:
    """States that the list can be filtered by."""
    own = [(str(s.value), s.label) for s in State if s != State.ORIGINAL]
    return [*own, (REPORTED, _("Reported by readers")), (PROBLEM, _("With a problem")), (DRAFTS, _("Not public"))]


def build(*, user: Any, query: Any) -> Listing:
    """One page of the list for a person: 6 queries and those for the rights."""
    locales = versions.site_locales()
    filters = filters_of(query, locales)
    number = _page_number(query.get("p", ""))
    visible = permissions.visible_versions(user)
    start = (number - 1) * PER_PAGE
    groups = list(_groups(visible, filters, locales)[start : start + PER_PAGE + 1])
    shown = list(_versions(groups[:PER_PAGE], visible))
    failed = failed_work(user=user, filters=filters, locales=locales)
    newest_failed = list(failed[: FAILED_SHOWN + 1])
    failed_count = failed.count() if len(newest_failed) > FAILED_SHOWN else len(newest_failed)
    may_try = frozenset(
        job.pk for job in newest_failed if permissions.may_try_again(user, job=job, version=job.version)
    )
    newest = _newest_jobs(shown)
    return Listing(
        articles=_articles(groups[:PER_PAGE], shown, newest, filters, locales, user),
        number=number,
        more=len(groups) > PER_PAGE,
        filters=filters,
        languages=locales,
        states=states(),
        failed=newest_failed[:FAILED_SHOWN],
        failed_count=failed_count,
        may_try=may_try,
        try_count=failed_count if len(may_try) == len(newest_failed) else len(may_try),
        any_engine=engines.registry().available(),
    )


def _page_number(text: Any) -> int:
    digits = str(text)
    return max(1, int(digits)) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 1


def _groups(visible: QuerySet[LanguageVersion], filters: Filters, locales: list[Locale]) -> QuerySet[TranslationGroup]:
    here = LanguageVersion.objects.filter(group=OuterRef("pk"), page__isnull=False)
    groups = TranslationGroup.objects.filter(Exists(here), source__isnull=False)
    wanted = visible
    if filters.language:
        wanted = wanted.filter(locale__language_code=filters.language)
    if filters.state == State.MISSING:
        groups = _with_missing(groups, filters, locales).filter(pk__in=visible.values("group_id"))
    elif filters.state:
        wanted = _in_state(wanted.exclude(group__source=F("pk")), filters.state)
        groups = groups.filter(pk__in=wanted.values("group_id"))
    elif filters.language:
        # An article that lacks the language belongs on the list of those who may create it.
        groups = groups.filter(Q(pk__in=wanted.values("group_id")) | Q(pk__in=_sections(visible)))
    else:
        groups = groups.filter(pk__in=visible.values("group_id"))
    return groups.select_related("source__page", "source__locale").order_by("-current_snapshot__created_at", "-pk")


def _sections(visible: QuerySet[LanguageVersion]) -> Any:
    """Groups whose original a person may read, too."""
    return visible.filter(group__source=F("pk")).values("group_id")


def _with_missing(
    groups: QuerySet[TranslationGroup], filters: Filters, locales: list[Locale]
) -> QuerySet[TranslationGroup]:
    here = ~Q(versions__state=State.MISSING)
    if filters.language:
        there = LanguageVersion.objects.filter(locale__language_code=filters.language).exclude(state=State.MISSING)
        return groups.exclude(pk__in=there.values("group_id"))
    codes = [locale.pk for locale in locales]
    counted = groups.annotate(here=Count("versions", filter=here & Q(versions__locale__in=codes), distinct=True))
    return counted.filter(here__lt=len(codes))


def _in_state(wanted: QuerySet[LanguageVersion], state: str) -> QuerySet[LanguageVersion]:
    if state == REPORTED:
        return wanted.filter(reports__status__in=reports.OPEN)
    if state == PROBLEM:
        return wanted.exclude(problem="") | wanted.filter(jobs__status=TranslationJob.Status.FAILED)
    if state == DRAFTS:
        return wanted.exclude(page__live=True)
    return wanted.filter(state=state)


def _versions(groups: list[TranslationGroup], visible: QuerySet[LanguageVersion]) -> QuerySet[LanguageVersion]:
    """The versions of some groups with the number of their open reports: 1 query."""
    open_reports = (
        ErrorReport.objects.filter(version=OuterRef("pk"), status__in=reports.OPEN)
        .order_by()
        .values("version")
        .annotate(number=Count("pk"))
        .values("number")
    )
    rows = visible.filter(group__in=[group.pk for group in groups]).select_related("locale", "page")
    return rows.annotate(open_reports=Coalesce(Subquery(open_reports), 0))


def _articles(
    groups: list[TranslationGroup],
    shown: list[LanguageVersion],
    jobs: dict[int, TranslationJob],
    filters: Filters,
    locales: list[Locale],
    user: Any,
) -> list[Article]:
    found = {(version.group_id, version.locale_id): version for version in shown}
    made = []
    for group in groups:
        article = Article(group, group.source)
        if group.source is not None:
            group.source.group = group
            article.may_withdraw = permissions.may_withdraw(user, version=group.source)
        for locale in locales:
            if filters.language and locale.language_code != filters.language:
                continue
            line = _line(group, locale, found.get((group.pk, locale.pk)), jobs, user)
            if line is not None:
                article.lines.append(line)
        made.append(article)
    return made


def _line(
    group: TranslationGroup,
    locale: Locale,
    version: LanguageVersion | None,
    jobs: dict[int, TranslationJob],
    user: Any,
) -> Line | None:
    source = group.source
    if source is None or locale.pk == source.locale_id:
        return None
    source.group = group
    create = permissions.may_create_version(user, version=source)
    by_machine = create and policy.best_route(source.locale.language_code, locale.language_code) is not None
    if version is None:
        return Line(locale, None, may_create=True, may_translate=by_machine) if create else None
    version.group = group
    job = jobs.get(version.pk)
    return Line(
        locale,
        version,
        shares=words.listed(words.shares(version.counts)),
        reports=version.open_reports,  # type: ignore[attr-defined]
        failed=job if job is not None and job.status == TranslationJob.Status.FAILED else None,
        waiting=job if job is not None and job.status != TranslationJob.Status.FAILED else None,
        may_translate=by_machine and version.state == State.MISSING,
        heir=permissions.may_change_source(user, version=version) and not source_change.obstacle(version),
    )


def _unsettled() -> QuerySet[TranslationJob]:
    """Jobs that no later success of the same version (or page) has made pointless."""
    later = TranslationJob.objects.filter(pk__gt=OuterRef("pk"), version=OuterRef("version"))
    return TranslationJob.objects.exclude(status=TranslationJob.Status.DONE).exclude(
        Exists(later.filter(version__isnull=False))
    )


def failed_work(*, user: Any, filters: Filters, locales: list[Locale]) -> QuerySet[TranslationJob]:
    """What failed and was not done since, for those who may read it, newest first; of one language where it is named.

    Work for a language that the site no longer has waits with it, unsaid.
    """
    here = [locale.pk for locale in locales if filters.language in ("", locale.language_code)]
    mine = Q(version__in=permissions.visible_versions(user).values("pk"), version__locale__in=here)
    if permissions.roles_of(user).moderates and not filters.language:
        mine |= Q(version__isnull=True)
    rows = _unsettled().filter(mine, status=TranslationJob.Status.FAILED).order_by("-pk")
    return rows.select_related("version__locale", "version__group__source__page", "version__page", "snapshot", "page")


def _newest_jobs(shown: list[LanguageVersion]) -> dict[int, TranslationJob]:
    """The newest unsettled job of each version shown: 1 query."""
    rows = _unsettled().filter(version_id__in=[version.pk for version in shown]).order_by("pk")
    return {job.version_id: job for job in rows if job.version_id}
