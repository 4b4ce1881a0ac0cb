"""Links between pages of the site: to the version in the reader's language, else to the page itself, labelled."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.encoding import iri_to_uri
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from articles import languages
from i18n.public import address_of, open_to_readers

_INTERNAL = re.compile(r"<a\b(?P<attributes>[^>]*\blinktype=[^>]*)>(?P<words>.*?)</a>", re.DOTALL)
_PAGE = re.compile(r"""\blinktype=["']page["']""")
_ID = re.compile(r"""\bid=["'](\d{1,12})["']""")


@dataclass(frozen=True, slots=True)
class LinkTargets:
    """Where the internal links of some texts lead."""

    language: str
    found: Mapping[int, tuple[str, str]]  # id as written → (language, address)

    def resolve(self, html: str) -> SafeString:
        """The text with its internal links as addresses; a link to nothing public keeps its words only."""
        if "linktype=" not in html:
            return mark_safe(html)
        return mark_safe(_INTERNAL.sub(self._link, html))

    def _link(self, match: re.Match[str]) -> str:
        number = _page_id(match["attributes"])
        target = self.found.get(number) if number else None
        words = mark_safe(match["words"])
        if target is None:
            return words
        language, url = target
        if language == self.language:
            return format_html('<a href="{}">{}</a>', url, words)
        return format_html(
            '<a href="{}" hreflang="{}">{} <span class="meta" lang="{}" dir="{}">({})</span></a>',
            url, language, words, language, languages.direction(language), languages.own_name(language),
        )  # fmt: skip


def link_targets(texts: Iterable[str], language: str) -> LinkTargets:
    """Targets of all internal links in these texts: no query where there is no such link, else one."""
    ids = {number for text in texts if "linktype=" in text for number in _ids(text)}
    if not ids:
        return LinkTargets(language, {})
    keys = Page.objects.filter(pk__in=ids).values("translation_key")
    rows = (
        open_to_readers(Page.objects.live()).filter(translation_key__in=keys, alias_of=None)
        .values("pk", "translation_key", "locale__language_code", "url_path")
    )  # fmt: skip
    return LinkTargets(language, _nearest(list(rows), ids, language))


def _nearest(rows: list[dict[str, Any]], ids: set[int], language: str) -> dict[int, tuple[str, str]]:
    by_id = {row["pk"]: row for row in rows}
    wanted = {row["translation_key"]: row for row in rows if row["locale__language_code"] == language}
    found = {}
    for number in ids:
        row = by_id.get(number)
        row = wanted.get(row["translation_key"], row) if row else None
        if row and row["locale__language_code"] in languages.codes():
            code = row["locale__language_code"]
            found[number] = (code, iri_to_uri(address_of(Page(url_path=row["url_path"]), code)))
    return found


def _ids(text: str) -> Iterable[int]:
    for match in _INTERNAL.finditer(text):
        number = _page_id(match["attributes"])
        if number:
            yield number


def _page_id(attributes: str) -> int | None:
    number = _ID.search(attributes)
    return int(number[1]) if number and _PAGE.search(attributes) else None
