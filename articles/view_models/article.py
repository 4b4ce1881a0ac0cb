"""What the page of an article, or a standard page, shows."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.safestring import SafeString

from articles import languages, sharing
from articles.models import ArticlePage, StandardPage, TextPage
from articles.models.columns import in_language
from articles.view_models import pictures
from articles.view_models.body import blocks_of, contents_of
from articles.view_models.cards import cards
from articles.view_models.labels import label, tag_labels
from articles.view_models.media import Media, media_of
from articles.view_models.onward import Onward, onward
from articles.view_models.pictures import Picture
from articles.view_models.site import Words, words
from articles.view_models.texts import Texts, texts_of
from i18n.public import Reading, VersionInfo, alternates_of, preview_reading
from i18n.public import reading as reading_of

_SHOWN_VERSIONS = 8


@dataclass(frozen=True, slots=True)
class Lead:
    """The picture under the headline."""

    picture: Picture
    caption: SafeString
    credit: SafeString


@dataclass(frozen=True, slots=True)
class Byline:
    """An author with the page of their articles."""

    name: str
    url: str
    role: Words


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The article before or after this one in the list of its language."""

    title: str
    url: str


def article_context(request: HttpRequest, page: ArticlePage, *, preview: bool = False) -> dict[str, Any]:
    """Template context of an article, the same number of queries for every article.

    A preview shows the page's own texts as they stand in the editor (or in the review of a translation), and nothing
    beside them.
    """
    language, tags = page.locale.language_code, list(page.tags.all())
    around = Onward() if preview else onward(page, tags)
    versions = {} if preview else alternates_of([page, *around.related])
    reading = preview_reading(page) if preview else reading_of(page, versions)
    texts = texts_of(page, reading, language)
    media = media_of(page.body, others=[page.lead_image, *(other.lead_image for other in around.related)])
    # In the order of the page: where the state changes from one sentence to the next, a word says so.
    head = _head(page, texts)
    lead = _lead(page, texts)
    return {
        **head,
        "updated": reading.updated if reading and reading.updated and reading.updated > page.published_on else None,
        "place": texts.plain("place"),
        "kind": label(page.kind, "type", language) if page.kind else None,
        "tags": tag_labels(tags, language),
        "authors": _bylines(page, language),
        "lead": lead,
        **_body(request, page, texts, reading, media),
        "related": cards(around.related, language, versions) if around.related else [],
        "newer": _neighbour(around.newer),
        "older": _neighbour(around.older),
        "og_type": "article",
        "og_image": lead.picture if lead else None,
    }


def standard_context(request: HttpRequest, page: StandardPage, reading: Reading | None) -> dict[str, Any]:
    """Template context of a standard page: an article's without the facts of one."""
    texts = texts_of(page, reading, page.locale.language_code)
    media = media_of(page.body)
    return {**_head(page, texts), **_body(request, page, texts, reading, media), "page_is_standard": True}


def _head(page: TextPage, texts: Texts) -> dict[str, Any]:
    return {
        "page": page,
        "title": texts.html("title"),
        "standfirst": texts.html("summary"),
        "page_title": texts.plain("title"),
        "page_description": texts.plain("summary"),
    }


def _body(request: HttpRequest, page: TextPage, texts: Texts, reading: Reading | None, media: Media) -> dict[str, Any]:
    """Text, ways to share it, and where it is in other languages."""
    language, path = page.locale.language_code, page.reader_path()
    short = reading.info.short_url if reading else path
    blocks = blocks_of(page, texts, media)
    return {
        "reading": reading,
        "info": reading.info if reading else None,
        "blocks": blocks,
        "contents": contents_of(blocks, getattr(page, "reading_minutes", 0)),
        "share": sharing.targets(request.build_absolute_uri(short), texts.plain("title"), language),
        "parallel_url": texts.parallel_url,
        "canonical": path,
        "shortlink": short if reading else "",
        **_versions(reading, reading.alternates if reading else [], language, path),
    }


def _versions(reading: Reading | None, versions: list[VersionInfo], language: str, path: str) -> dict[str, Any]:
    """This article in other languages: for the list under the headline, the menu and the head."""
    ours = [version for version in versions if version.locale in languages.codes()]
    addresses = {version.locale: iri_to_uri(version.url) for version in ours} | {language: path}
    homes = {code: reverse("home", kwargs={"language": code}) for code in languages.codes()}
    source = reading.source if reading else None
    others = [version for version in ours if version.locale != language]
    return {
        "other_versions": others[: _SHOWN_VERSIONS - 1],
        "more_versions": others[_SHOWN_VERSIONS - 1 :],
        "other_count": len(others),
        "source_name": languages.name_in_page_language(reading.source_language) if reading else "",
        "alternates": languages.menu(language, addresses) if reading else [],
        "x_default": addresses.get(source.locale, "") if source else "",
        "menu_languages": languages.menu(language, homes | addresses),
    }


def _neighbour(page: ArticlePage | None) -> Neighbour | None:
    return Neighbour(page.title, page.reader_path()) if page else None


def _lead(page: ArticlePage, texts: Texts) -> Lead | None:
    alt = "" if page.lead_decorative else texts.plain("lead_alt")
    picture = pictures.picture(page.lead_image, pictures.LEAD_WIDTHS, alt)
    return Lead(picture, texts.html("lead_caption"), texts.html("lead_credit")) if picture else None


def _bylines(page: ArticlePage, language: str) -> list[Byline]:
    return [
        Byline(author.name, author.path(language), words(*in_language(author, "role", language), language))
        for author in page.authors.all()
    ]
