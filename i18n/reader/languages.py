"""Where the pages of i18n are in the site's other languages."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.encoding import iri_to_uri

from i18n.public import VersionInfo
from i18n.templatetags.translation_tags import language_dir, language_name


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A language in its own name, and where its page is: what the menu of the frame takes."""

    code: str
    name: str
    dir: str
    url: str
    current: bool


def parallel_menu(versions: Iterable[VersionInfo], current: str) -> list[LanguageLink]:
    """The parallel page in each language of the article; the original's entry leads to the original."""
    return _menu(versions, current, lambda version: f"{version.url}parallel/")


def report_menu(versions: Iterable[VersionInfo], current: str, sentence: str) -> list[LanguageLink]:
    """The form about the same sentence in each language; the original's entry leads to the original."""

    def form(version: VersionInfo) -> str:
        query = urlencode({"page": version.page_id, "sentence": sentence})
        return f"{reverse('report', kwargs={'language': version.locale})}?{query}"

    return _menu(versions, current, form)


def how_to_report_menu(current: str) -> list[LanguageLink]:
    """How to report, which every language has."""
    return _links({code: reverse("report", kwargs={"language": code}) for code in _codes()}, current)


def _menu(versions: Iterable[VersionInfo], current: str, address: Callable[[VersionInfo], str]) -> list[LanguageLink]:
    """Each language of the site; where there is no version, its first page."""
    there = {v.locale: iri_to_uri(v.url if v.is_source else address(v)) for v in versions}
    return _links({code: there.get(code, f"/{code}/") for code in _codes()}, current)


def _codes() -> list[str]:
    return [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]


def _links(addresses: Mapping[str, str], current: str) -> list[LanguageLink]:
    return [
        LanguageLink(code, language_name(code), language_dir(code), url, code == current)
        for code, url in addresses.items()
    ]
