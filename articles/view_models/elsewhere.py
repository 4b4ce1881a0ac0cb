"""What a page that was not found may be in other languages."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext
from wagtail.models import Page

from articles import languages
from articles.models import ArticlePage, StandardPage
from i18n.public import VersionInfo, restricted, versions_at, versions_beside

_MOST = 3
_CLASSES: dict[str, type[Page]] = {"article": ArticlePage, "standard": StandardPage}


@dataclass(frozen=True, slots=True)
class Unknown:
    """“There is no page at this address” in one language, and where its first page is."""

    code: str
    name: str
    dir: str
    text: str


def elsewhere(request: HttpRequest, language: str) -> list[VersionInfo]:
    """Public versions of the pages that have this slug or short id in any language, or had it in this one until they
    were deleted; this language first.
    """
    match = request.resolver_match
    if match is None:
        return []
    found: list[VersionInfo] = []
    if match.url_name == "short":
        found = versions_at(match.kwargs["short_id"])
    elif match.url_name in _CLASSES:
        # A page that was taken down still knows its other languages; a draft that never was public tells nothing.
        named = _CLASSES[match.url_name].objects.filter(slug=match.kwargs["slug"], first_published_at__isnull=False)
        pages = named.exclude(restricted())[:_MOST]
        found = versions_beside(pages, deleted=match.kwargs["slug"], language=language)
    offered = [version for version in found if version.locale in languages.codes()]
    return sorted(offered, key=lambda version: version.locale != language)


def in_each_language(first: str) -> list[Unknown]:
    """The words for each language of the site, one language first."""
    lines = []
    for code in sorted(languages.codes(), key=lambda code: code != first):
        with translation.override(code):
            text = gettext("There is no page at this address")
        lines.append(Unknown(code, languages.own_name(code), languages.direction(code), text))
    return lines
