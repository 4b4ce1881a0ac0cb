"""The queue: which versions have work for a person, the most urgent first.

Two steps. `ranked` looks at facts of versions only (counts, risk, reports, suggestions, views): a fixed number of
queries, whatever the number of sentences. `services/queue_lines.py` then reads the sentences of those that are shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, ExpressionWrapper, F, IntegerField, Min, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Greatest
from django.utils import timezone
from wagtail.models import Locale

from delivery import page_views
from i18n.models import Decision, ErrorReport, LanguageVersion, SegmentTranslation
from i18n.services import permissions, ranking, versions
from i18n.services.open_sentences import Work
from i18n.services.reports import OPEN

# So many versions are ranked exactly; of more, those that no reader reported, read little and hold little risk wait.
MOST_RANKED = 3_000
#: Kinds of work that the queue is filtered by; what has no text yet goes with what nobody has checked.
KINDS = (Work.REPORTED, Work.OUTDATED, Work.SUGGESTED, Work.UNCHECKED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asks the queue for; empty: everything."""

    language: str = ""
    work: str = ""
    words: str = ""
    # Only these versions (those of a set).
    only: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Rights:
    """What a person may do with translations, by language: decided once for the whole list."""

    person_id: int
    moderates: bool
    # Languages that the person works in, and those in which only others approve what the person writes.
    languages: frozenset[int]
    reviews: frozenset[int]
    second_eyes: frozenset[int]

    def works_in(self, locale_id: int) -> bool:
        return self.moderates or locale_id in self.languages

    def approves(self, locale_id: int, author_id: int | None = None) -> bool:
        """Whether the person may approve there, what `author_id` wrote."""
        if self.moderates or locale_id not in self.second_eyes:
            return self.works_in(locale_id)
        return locale_id in self.reviews and author_id != self.person_id


@dataclass(frozen=True, slots=True)
class Ranked:
    """A version with work; `works`: which kinds, with how many sentences; `left`: all its open sentences."""

    version_id: int
    page_id: int | None
    locale_id: int
    score: float
    views: int
    left: int
    works: dict[Work, int]

    @property
    def number(self) -> int:
        """Sentences with work: a reported one most often is unchecked, too, and counts once."""
        others = sum(number for work, number in self.works.items() if work != Work.REPORTED)
        return max(others, self.works.get(Work.REPORTED, 0))


@dataclass(frozen=True, slots=True)
class InLanguage:
    """The counts of one language, for the head of the queue."""

    locale: Locale
    reported: int = 0
    outdated: int = 0
    suggested: int = 0
    unchecked: int = 0
    versions: int = 0


@dataclass(frozen=True, slots=True)
class Queue:
    """Versions in their order, and the languages that a person may work in."""

    ranked: list[Ranked]
    languages: list[InLanguage]
    rights: Rights
    now: datetime = field(default_factory=timezone.now)

    @property
    def sentences(self) -> int:
        """Open sentences in all, of the kinds asked for."""
        return sum(one.number for one in self.ranked)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """What waits in a version, beyond its counts."""

    locale_id: int = 0
    number: int = 0
    since: datetime | None = None
    own: int = 0


def rights_of(user: Any) -> Rights:
    """The rights of a person; the roles are looked up once per person object."""
    roles = permissions.roles_of(user)
    return Rights(user.pk or 0, roles.moderates, roles.languages, roles.reviews, roles.second_eyes)


def ranked(*, user: Any, wanted: Wanted | None = None, now: datetime | None = None) -> Queue:
    """The queue of a person: 4 queries and those for the rights, for any number of versions and sentences."""
    now, wanted, rights = now or timezone.now(), wanted or Wanted(), rights_of(user)
    locales = {
        locale.pk: locale
        for locale in versions.site_locales()
        if rights.works_in(locale.pk) or permissions.roles_of(user).sections
    }
    here = _versions(user, locales)
    reports, suggestions = _reports(here), _suggestions(here, rights)
    found = []
    for row in _chosen(here, wanted, {*reports, *suggestions}):
        one = _rank(row, reports, suggestions, rights, wanted, now)
        if one is not None:
            found.append(one)
    found.sort(key=lambda one: (-one.score, one.version_id))
    return Queue(found, _languages(here, locales, reports, suggestions, rights), rights, now)


def _versions(user: Any, locales: Iterable[int]) -> QuerySet[LanguageVersion]:
    """Translations whose drafts a person may read, in languages of the site, of articles that nobody withdrew."""
    rows = permissions.visible_versions(user).filter(
        locale_id__in=locales,
        group__source__isnull=False,
        group__current_snapshot__isnull=False,
        group__withdrawn_at=None,
        removed=False,
    )
    return rows.exclude(group__source=F("pk"))


def _chosen(here: QuerySet[LanguageVersion], wanted: Wanted, waiting: set[int]) -> QuerySet[Any, dict[str, Any]]:
    """Facts of the versions that may have work, the most promising first where they are many."""
    by_counts = Q(machine_open__gt=0) | Q(unchecked__gt=0) | Q(outdated__gt=0) | Q(missing__gt=0) | Q(withheld__gt=0)
    rows = here.filter(Q(pk__in=waiting) | (by_counts & ~Q(open_risk=0)))
    if wanted.language:
        rows = rows.filter(locale__language_code=wanted.language)
    if wanted.only is not None:
        rows = rows.filter(pk__in=wanted.only)
    for word in wanted.words.split()[:8]:
        rows = rows.filter(Q(page__title__icontains=word) | Q(group__source__page__title__icontains=word))
    first = Case(When(pk__in=waiting, then=Value(0)), default=Value(1), output_field=IntegerField())
    names = (
        "pk", "page_id", "locale_id", "total", "reviewed", "machine", "unchecked", "outdated", "missing", "withheld",
        "machine_open", "open_risk", "open_since", "held", "page__live", "views",
        "group__current_snapshot__created_at",
    )  # fmt: skip
    rows = rows.annotate(views=page_views.recent_of("page_id"))
    return rows.order_by(first, "-outdated", "-views", F("open_risk").desc(nulls_last=True), "pk").values(*names)[
        :MOST_RANKED
    ]


def _reports(here: QuerySet[LanguageVersion]) -> dict[int, _Waiting]:
    """Version → sentences with open reports and the moment of the oldest: 1 query."""
    rows = ErrorReport.objects.filter(status__in=OPEN, version__in=here.values("pk")).order_by()
    found = rows.values_list("version", "version__locale").annotate(Count("segment", distinct=True), Min("created_at"))
    return {version: _Waiting(*facts) for version, *facts in found}


def _suggestions(here: QuerySet[LanguageVersion], rights: Rights) -> dict[int, _Waiting]:
    """Version → suggestions that wait: 1 query. In languages with a second pair of eyes, one's own are told apart."""
    rows = SegmentTranslation.objects.filter(
        latest__decision=Decision.SUGGESTED,
        latest__locale_id__in=here.order_by().values("locale_id").distinct(),
        segment__group__versions__in=here.values("pk"),
        segment__group__versions__locale_id=F("locale_id"),
    )
    found = (
        rows.order_by()
        .values_list("segment__group__versions", "locale_id")
        .annotate(
            number=Count("pk"),
            since=Min("latest__created_at"),
            mine=Count("pk", filter=Q(latest__author_id=rights.person_id)),
        )
    )
    return {version: _Waiting(*facts) for version, *facts in found}


def _rank(
    row: dict[str, Any],
    reports: dict[int, _Waiting],
    suggestions: dict[int, _Waiting],
    rights: Rights,
    wanted: Wanted,
    now: datetime,
) -> Ranked | None:
    reported = reports.get(row["pk"], _Waiting())
    suggested = suggestions.get(row["pk"], _Waiting())
    works = _works(row, reported, suggested, rights)
    if wanted.work:
        works = {work: number for work, number in works.items() if work == wanted.work}
    if not works:
        return None
    left = max(0, row["total"] - row["reviewed"])
    since = {
        Work.REPORTED: reported.since,
        Work.SUGGESTED: suggested.since,
        Work.OUTDATED: row["group__current_snapshot__created_at"],
    }
    seen = row["views"]
    risk = row["open_risk"] or ranking.UNKNOWN_RISK
    scores = [
        ranking.score(
            work=work,
            risk=risk,
            views=seen,
            days=_days(since.get(work) or row["open_since"], now),
            reports=number,
            left=left,
            hidden=not row["page__live"],
        )
        for work, number in works.items()
    ]
    return Ranked(row["pk"], row["page_id"], row["locale_id"], max(scores), seen, left, works)


def _works(row: dict[str, Any], reported: _Waiting, suggested: _Waiting, rights: Rights) -> dict[Work, int]:
    """Kinds of work with their number of sentences, as far as the person may do it. Editors of a section answer
    reports; the sentences themselves are for those who work in the language.
    """
    works = {Work.REPORTED: reported.number}
    if rights.works_in(row["locale_id"]):
        others = suggested.number - suggested.own
        second = row["locale_id"] in rights.second_eyes and not rights.moderates
        mine = (others if row["locale_id"] in rights.reviews else 0) if second else suggested.number
        outdated = row["outdated"] + row["withheld"]
        unchecked = max(row["machine_open"] - row["outdated"], row["machine"] + row["unchecked"]) + row["missing"]
        works[Work.SUGGESTED] = mine
        works[Work.OUTDATED] = outdated
        works[Work.UNCHECKED] = max(0, unchecked - suggested.number)
    return {work: number for work, number in works.items() if number > 0}


def _days(since: datetime | None, now: datetime) -> float:
    return (now - since).total_seconds() / 86_400 if since else 0.0


def _languages(
    here: QuerySet[LanguageVersion],
    locales: dict[int, Locale],
    reports: dict[int, _Waiting],
    suggestions: dict[int, _Waiting],
    rights: Rights,
) -> list[InLanguage]:
    """Counts of each language that the person works in, in the site's order: 1 query."""
    # As in `_works`: alt texts and the like wait, too, but are not among the counted ones.
    machine = Greatest(F("machine_open") - F("outdated"), F("machine") + F("unchecked"), output_field=IntegerField())
    open_ones = ExpressionWrapper(machine + F("missing"), output_field=IntegerField())
    counted = (
        here.order_by()
        .values("locale_id")
        .annotate(n=Count("pk"), n_outdated=Sum(F("outdated") + F("withheld")), n_unchecked=Sum(open_ones))
    )
    sums: dict[int, dict[str, Any]] = {row["locale_id"]: dict(row) for row in counted}
    found = []
    for pk, locale in locales.items():
        row = sums.get(pk)
        if row is None:
            continue
        reported = sum(waits.number for waits in reports.values() if waits.locale_id == pk)
        suggested = sum(waits.number for waits in suggestions.values() if waits.locale_id == pk)
        if not rights.works_in(pk):
            found.append(InLanguage(locale, reported, versions=row["n"]))
            continue
        unchecked = max(0, row["n_unchecked"] - suggested)
        found.append(InLanguage(locale, reported, row["n_outdated"], suggested, unchecked, row["n"]))
    return found
