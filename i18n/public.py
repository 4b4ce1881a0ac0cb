"""Reads for pages and lists, many pages at once: the second of the two doors that other apps use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, Q, QuerySet, Value
from django.utils.dateparse import parse_datetime
from django.utils.encoding import iri_to_uri
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate
from django.utils.translation import gettext
from wagtail.models import Page

from i18n.models import LanguageVersion, RenderedText, State
from i18n.services import engines, naming, visibility
from i18n.services.coverage import checked, coverage, one_of_each
from i18n.services.standing import data_state as _data_state
from i18n.signals import idle

__all__ = [
    "Piece",
    "Reading",
    "State",
    "VersionInfo",
    "Withdrawal",
    "WrappedHTML",
    "alternates_of",
    "checked",
    "coverage",
    "engines_available",
    "idle",
    "nearest",
    "not_machine_text",
    "one_of_each",
    "open_to_readers",
    "preview_reading",
    "reading",
    "readings",
    "restricted",
    "states_of",
    "versions_at",
    "versions_beside",
    "with_texts",
    "withdrawal_of",
]


@dataclass(frozen=True, slots=True)
class VersionInfo:
    """One version as lists show it. Counts are of counted sentences."""

    page_id: int
    locale: str
    url: str
    title: str
    state: State
    checked: int
    total: int
    machine: int
    unchecked: int
    outdated: int
    withheld: int
    is_source: bool
    machine_translated: bool
    published: datetime | None
    changed: datetime
    short_id: str

    @property
    def short_url(self) -> str:
        """The short permanent address, for sharing."""
        return f"/{self.locale}/n/{self.short_id}/"

    @property
    def data_state(self) -> str:
        """The word that the stylesheet knows."""
        return _data_state(self.state)


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, heading or list item with its sentences; `open_ids`: those that nobody checked for this original."""

    html: SafeString
    ids: list[str]
    open_ids: list[str]


@dataclass(frozen=True, slots=True)
class WrappedHTML:
    """A field's text for readers: `html` whole, `pieces` block by block."""

    html: SafeString
    pieces: list[Piece]

    def __str__(self) -> str:
        return self.html


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that the page of one version needs to know of its translation."""

    info: VersionInfo
    alternates: list[VersionInfo]
    source: VersionInfo | None
    fields: dict[str, WrappedHTML | str]
    marks_sentences: bool
    engine_label: str
    engine_chained: bool
    sample_label: str
    machine_date: date | None
    checked_date: date | None
    source_language: str
    updated: date | None = None
    people: list[str] = field(default_factory=list)
    others_checked: bool = False
    engine_trained: bool = False


@dataclass(frozen=True, slots=True)
class Nearest:
    """The public version of a page that fits a reader best."""

    page_id: int
    locale: str
    url: str
    title: str
    note: str = ""


def states_of(page_ids: Iterable[int]) -> dict[int, VersionInfo]:
    """Page id → its version: 1 query. Pages outside the store are absent."""
    rows = _versions().filter(page_id__in=list(page_ids))
    return {row.page_id: _info(row) for row in rows if row.page_id is not None}


def alternates_of(pages: Iterable[Page]) -> dict[int, list[VersionInfo]]:
    """Page id → live versions of its group, the page itself included, the source first, then in the site's order.

    1 query for any number of pages.
    """
    ids = [page.pk for page in pages]
    groups: dict[int, list[LanguageVersion]] = {}
    own: dict[int, int] = {}
    mine = LanguageVersion.objects.filter(page_id__in=ids).values("group_id")
    codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    public = _versions().filter(group_id__in=mine, page__live=True, locale__language_code__in=codes)
    for row in public.exclude(visibility.below_unpublished("page__path")).exclude(visibility.private("page__path")):
        groups.setdefault(row.group_id, []).append(row)
        if row.page_id is not None:
            own[row.page_id] = row.group_id
    order = {code: number for number, (code, _name) in enumerate(settings.WAGTAIL_CONTENT_LANGUAGES)}
    infos = {
        group: [
            _info(row)
            for row in sorted(rows, key=lambda r: (r.group.source_id != r.pk, order.get(r.locale.language_code, 99)))
        ]
        for group, rows in groups.items()
    }
    return {page_id: infos.get(own[page_id], []) if page_id in own else [] for page_id in ids}


def versions_at(short_id: str) -> list[VersionInfo]:
    """Public versions of the page with a short id: 1 query."""
    public = open_to_readers(Page.objects.live())
    return [_info(row) for row in _versions().filter(group__short_id=short_id, page__in=public)]


def versions_beside(pages: Iterable[Page], *, deleted: str = "", language: str = "") -> list[VersionInfo]:
    """Public versions of the groups of some pages, which need not be public themselves, and of a page in a language
    that had the slug `deleted` when it was deleted: 1 query.
    """
    public = open_to_readers(Page.objects.live())
    known = Q(page_id__in=[page.pk for page in pages])
    if deleted:
        known |= Q(former_slug=deleted, removed=True, locale__language_code=language)
    groups = LanguageVersion.objects.filter(known).values("group_id")
    return [_info(row) for row in _versions().filter(group_id__in=groups, page__in=public)]


def with_texts(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Pages with their readers' texts, which `reading` then need not ask for."""
    return pages.select_related("language_version__rendered")


def reading(page: Page, versions: Mapping[int, list[VersionInfo]] | None = None) -> Reading | None:
    """What an article's page needs: 3 queries, fewer where its texts (`with_texts`) or its versions (`alternates_of`)
    are known or nobody may be named. `None` for a page outside the store.
    """
    alternates = (alternates_of([page]) if versions is None else versions)[page.pk]
    info = next((alternate for alternate in alternates if alternate.page_id == page.pk), None)
    if info is None:
        info = states_of([page.pk]).get(page.pk)
    rendered = _rendered(page)
    if info is None or rendered is None:
        return None
    return _reading(info, alternates, rendered, naming.named(rendered.facts.get("people", [])))


def preview_reading(page: Page) -> Reading | None:
    """As `reading`, for a page that a translator looks at while correcting (services/previewing.py); no query, and
    `None` for every other page. Nobody is named.
    """
    version, rendered = getattr(page, "texts_shown", (None, None))
    if version is None or rendered is None:
        return None
    original = version.group.source
    known = original is not None and original.page is not None
    return _reading(_info(version), [_info(original)] if known else [], rendered, naming.Named())


def _rendered(page: Page) -> RenderedText | None:
    if "language_version" in page._state.fields_cache:
        return getattr(getattr(page, "language_version", None), "rendered", None)
    return RenderedText.objects.filter(version__page_id=page.pk).first()


def readings(alternates: Mapping[int, list[VersionInfo]]) -> dict[int, Reading]:
    """Page id → its reading, for pages whose versions are known (`alternates_of`): 1 query.

    Names of people are left out: they are for pages, which stop showing them when consent ends.
    """
    rows = RenderedText.objects.filter(version__page_id__in=alternates).annotate(page_id=F("version__page_id"))
    found: dict[int, Reading] = {}
    for row in rows:
        info = next((one for one in alternates[row.page_id] if one.page_id == row.page_id), None)
        if info is not None:
            found[row.page_id] = _reading(info, alternates[row.page_id], row, naming.Named())
    return found


def _reading(info: VersionInfo, alternates: list[VersionInfo], rendered: RenderedText, people: naming.Named) -> Reading:
    source = next((alternate for alternate in alternates if alternate.is_source), None)
    facts = rendered.facts
    return Reading(
        info=info,
        alternates=alternates,
        source=source,
        fields={path: _field(data) for path, data in rendered.fields.items()},
        marks_sentences=rendered.marks_sentences,
        engine_label=", ".join(engines.label(name) for name in facts.get("engines", [])),
        engine_chained=bool(facts.get("chained")),
        sample_label=", ".join(facts.get("samples", [])),
        machine_date=_day(facts.get("machine_on")),
        checked_date=_day(facts.get("checked_on")),
        source_language=source.locale if source else str(facts.get("source_language", "")),
        updated=_day(facts.get("updated_on")),
        people=people.names,
        others_checked=people.others,
        engine_trained=any(engines.is_trained(name) for name in facts.get("engines", [])),
    )


def nearest(pages: QuerySet[Page], language: str, *, note: str = "") -> dict[str, Nearest]:
    """Translation key → the public page of each group in a language, else its original, else the first one: 1 query.

    `pages` are the candidates in all languages; `note` is a field of theirs that is handed through.
    """
    codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    rows = (
        open_to_readers(pages.filter(live=True, alias_of=None, locale__language_code__in=codes))
        .annotate(source_page=F("language_version__group__source__page_id"), note=F(note) if note else Value(""))
        .values("pk", "translation_key", "locale__language_code", "url_path", "title", "source_page", "note")
        .order_by("path")
    )
    found: dict[str, tuple[int, Nearest]] = {}
    for row in rows:
        code, key = row["locale__language_code"], str(row["translation_key"])
        rank = 0 if code == language else 1 if row["pk"] == row["source_page"] else 2
        if key not in found or rank < found[key][0]:
            url = iri_to_uri(address_of(Page(url_path=row["url_path"]), code))
            found[key] = rank, Nearest(row["pk"], code, url, row["title"], row["note"] or "")
    return {key: page for key, (_rank, page) in found.items()}


def restricted() -> Exists:
    """Condition on pages: in a private section. Part of the query, where `private_q()` takes one of its own."""
    return visibility.private()


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Why a page that was public is not any more. `when`: the whole article was withdrawn then; `reason`: in words for
    readers, in the language `reason_language`; empty where nobody gave one.
    """

    page_id: int
    when: datetime | None = None
    reason: str = ""
    reason_language: str = ""

    @property
    def said(self) -> dict[str, Any]:
        """What the page of a 410 says."""
        day = localdate(self.when) if self.when else None
        return {"withdrawn": day, "reason": self.reason, "reason_language": self.reason_language}


def withdrawal_of(pages: QuerySet[Any], language: str) -> Withdrawal | None:
    """What to say (with status 410) of the first of these pages that was public and is not: 1 query.

    Drafts that never were, and pages for some readers only, are nothing: they answer 404.
    """
    was_public = pages.filter(live=False, first_published_at__isnull=False).exclude(restricted())
    page = was_public.select_related("language_version__group__source__locale", "language_version__urgent").first()
    if page is None:
        return None
    version: LanguageVersion | None = getattr(page, "language_version", None)
    if version is None or version.group.withdrawn_at is None:
        urgent = version is not None and version.urgent is not None
        return Withdrawal(page.pk, reason=gettext("It is being corrected.") if urgent else "", reason_language=language)
    reasons = dict(version.group.withdrawn_reasons)
    source = version.group.source.locale.language_code if version.group.source else ""
    said = next((code for code in (language, source, *reasons) if reasons.get(code)), language)
    return Withdrawal(page.pk, version.group.withdrawn_at, reasons.get(said, ""), said)


def not_machine_text(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Without pages on which machine text is left that nobody has checked."""
    return pages.exclude(language_version__machine_translated=True)


def open_to_readers(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Without private ones and those below a page that somebody unpublished: a section is taken down with its pages."""
    return pages.exclude(restricted()).exclude(visibility.below_unpublished())


def engines_available() -> bool:
    """Whether any translation engine is there."""
    return engines.registry().available()


def _versions() -> QuerySet[LanguageVersion]:
    return LanguageVersion.objects.select_related("group", "locale", "page").only(
        "group__source", "group__short_id", "locale__language_code", "state", "reviewed", "total", "machine",
        "unchecked", "outdated", "withheld", "machine_translated", "changed_at", "page__title",
        "page__slug", "page__url_path", "page__live",
        "page__last_published_at", "page__locale", "page__content_type", "page__path", "page__depth",
    )  # fmt: skip


def _info(row: LanguageVersion) -> VersionInfo:
    page = row.page
    if page is None:
        raise ValueError("A version without a page has no address.")
    return VersionInfo(
        page_id=page.pk or 0,
        locale=row.locale.language_code,
        url=address_of(page, row.locale.language_code),
        title=page.title,
        state=State(row.state),
        checked=row.reviewed,
        total=row.total,
        machine=row.machine,
        unchecked=row.unchecked,
        outdated=row.outdated,
        withheld=row.withheld,
        is_source=row.group.source_id == row.pk,
        machine_translated=row.machine_translated,
        published=page.last_published_at,
        changed=row.changed_at,
        short_id=row.group.short_id,
    )


def address_of(page: Page, language: str) -> str:
    """Path of a page: the language, then its path below the language's home (`/fr/news/…/`). No query."""
    return "/".join(["", language, *page.url_path.strip("/").split("/")[1:], ""])


def _field(data: Mapping[str, object]) -> WrappedHTML | str:
    if "text" in data:
        return str(data["text"])
    pieces = [
        Piece(mark_safe(p["html"]), list(p["ids"]), list(p["open"]))  # sanitised when it was wrapped
        for p in data["pieces"]  # type: ignore[attr-defined]
    ]
    return WrappedHTML(mark_safe(str(data["html"])), pieces)


def _day(value: str | None) -> date | None:
    moment = parse_datetime(value) if value else None
    return moment.date() if moment else None
