"""Addresses of the site for search engines, in parts that cost the same however many there are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from django.db.models import Exists, F, Max, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import iri_to_uri

from articles import languages
from articles.models import ArticlePage, Author, StandardPage
from articles.queries import readable
from articles.view_models.labels import label
from i18n.public import not_machine_text, open_to_readers
from tags.models import ContentKind, Tag

# Ids of pages in a part: at most so many addresses, and no counting from the beginning to find them.
PART = 5_000
NEWS_DAYS, MOST_NEWS = 2, 1_000  # what Google takes


@dataclass(frozen=True, slots=True)
class Address:
    """A page, its versions (language → path, itself included; none where it stands alone), the one for all others."""

    path: str
    changed: datetime | None = None
    versions: Mapping[str, str] = field(default_factory=dict)
    x_default: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the index: `/sitemap-{language}-{name}.xml`."""

    language: str
    name: str
    changed: datetime | None = None


def index(*, hides_unchecked: bool) -> list[Part]:
    """All parts that hold something: 3 queries."""
    found = [Part(code, "pages") for code in languages.codes()]
    topics = {code for item in _labels() for code in item.codes}
    authors = {code for _author, codes in _authors() for code in codes}
    found += [Part(code, "topics") for code in languages.codes() if code in topics]
    found += [Part(code, "authors") for code in languages.codes() if code in authors]
    rows = (
        _public(ArticlePage, hides_unchecked)
        .values(code=F("locale__language_code"), part=F("id") / PART)
        .annotate(changed=Max("last_published_at"))
        .order_by("code", "part")
    )
    return [*found, *(Part(row["code"], f"articles-{row['part']}", row["changed"]) for row in rows)]


def articles(language: str, number: int, *, hides_unchecked: bool) -> list[Address]:
    """Articles of a language whose ids are in the part with this number: 2 queries."""
    chosen = {"locale__language_code": language, "id__range": (number * PART, (number + 1) * PART - 1)}
    prefixes = {code: reverse("news", kwargs={"language": code}) for code in languages.codes()}
    return _pages(ArticlePage, chosen, language, prefixes, hides_unchecked)


def pages(language: str, *, hides_unchecked: bool) -> list[Address]:
    """The first page, the lists and the standard pages of a language: 2 queries."""
    found = []
    for view in ("home", "news", "tags"):
        paths = {code: reverse(view, kwargs={"language": code}) for code in languages.codes()}
        x_default = "/" if view == "home" else paths[languages.codes()[0]]
        found.append(Address(paths[language], None, paths, x_default))
    prefixes = {code: f"/{code}/" for code in languages.codes()}
    return found + _pages(StandardPage, {"locale__language_code": language}, language, prefixes, hides_unchecked)


def topics(language: str) -> list[Address]:
    """Tags and content types that have articles in a language: 2 queries."""
    found = []
    for item in _labels():
        if language in item.codes:
            paths = {code: label(item.thing, item.view, code).url for code in item.codes}
            found.append(_address(language, paths))
    return found


def authors(language: str) -> list[Address]:
    """Authors that have articles in a language: 1 query."""
    return [
        _address(language, {code: author.path(code) for code in codes})
        for author, codes in _authors()
        if language in codes
    ]


def news(*, hides_unchecked: bool) -> list[ArticlePage]:
    """What came out in the last two days, in all languages: 1 query. What was only brought in then is no news."""
    since = timezone.now() - timedelta(days=NEWS_DAYS)
    rows = _public(ArticlePage, hides_unchecked).filter(
        first_published_at__gte=since, published_on__gte=timezone.localdate(since)
    )
    fields = ("title", "slug", "published_on", "first_published_at", "last_published_at", "latest_revision_created_at")
    return list(
        rows.select_related("locale").only(*fields, "locale__language_code").order_by("-first_published_at")[:MOST_NEWS]
    )


@dataclass(frozen=True, slots=True)
class _Labelled:
    thing: Tag | ContentKind
    view: str
    codes: Sequence[str]


def _labels() -> list[_Labelled]:
    tags = _with_articles(Tag.objects.order_by("key"), "tags")
    kinds = _with_articles(ContentKind.objects.order_by("key"), "kind")
    found = [_Labelled(thing, "tag", codes) for thing, codes in tags]
    return found + [_Labelled(thing, "type", codes) for thing, codes in kinds]


def _authors() -> list[tuple[Author, list[str]]]:
    return list(_with_articles(Author.objects.order_by("pk"), "authors"))


def _with_articles(things: QuerySet[Any], relation: str) -> Iterator[tuple[Any, list[str]]]:
    """Each thing with the languages in which there are articles of it."""
    names = {code: f"in_{code.replace('-', '_')}" for code in languages.codes()}
    for code, name in names.items():
        things = things.annotate(**{name: Exists(readable(code).order_by().filter(**{relation: OuterRef("pk")}))})
    for thing in things:
        yield thing, [code for code, name in names.items() if getattr(thing, name)]


def _public(model: type[ArticlePage] | type[StandardPage], hides_unchecked: bool) -> QuerySet[Any]:
    rows = open_to_readers(model.objects.live()).filter(alias_of=None, locale__language_code__in=languages.codes())
    return not_machine_text(rows) if hides_unchecked else rows


def _pages(
    model: type[ArticlePage] | type[StandardPage],
    chosen: Mapping[str, Any],
    language: str,
    prefixes: Mapping[str, str],
    hides_unchecked: bool,
) -> list[Address]:
    columns = ("pk", "translation_key", "slug", "last_published_at", "locale__language_code")
    public = _public(model, hides_unchecked).annotate(source=F("language_version__group__source__page_id"))
    mine = list(public.filter(**chosen).order_by("pk").values(*columns, "source"))
    keys = model.objects.filter(**chosen).values("translation_key")
    groups: dict[Any, dict[str, dict[str, Any]]] = {}
    for row in public.filter(translation_key__in=keys).values(*columns, "source"):
        groups.setdefault(row["translation_key"], {})[row["locale__language_code"]] = row
    return [_of_group(row, groups.get(row["translation_key"], {language: row}), language, prefixes) for row in mine]


def _of_group(
    row: Mapping[str, Any], group: Mapping[str, Mapping[str, Any]], language: str, prefixes: Mapping[str, str]
) -> Address:
    paths = {
        code: f"{prefixes[code]}{quote(group[code]['slug'], safe='')}/" for code in languages.codes() if code in group
    }
    original = next((code for code in paths if group[code]["pk"] == row["source"]), "")
    return _address(language, paths, row["last_published_at"], original)


def _address(language: str, paths: Mapping[str, str], changed: datetime | None = None, original: str = "") -> Address:
    """`paths` are in the order of the site's languages: where the original is not among them, the first is for all."""
    ours = {code: iri_to_uri(path) for code, path in paths.items()}
    return Address(ours[language], changed, ours, ours[original or next(iter(ours))])
