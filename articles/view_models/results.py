"""Results of a search."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Min, OuterRef, Subquery
from django.utils.safestring import SafeString
from wagtail.models import Page

from articles import languages
from articles.models import SearchEntry, SearchPosting
from articles.models.addresses import reverse_for
from articles.search.excerpts import excerpt, marked
from articles.search.finding import Hit
from articles.search.look_up import Found
from articles.view_models.labels import name_of
from articles.view_models.site import Words
from i18n.public import VersionInfo, open_to_readers, states_of


@dataclass(frozen=True, slots=True)
class Result:
    """One found page; found words are marked. `language`, `dir`, `own_name` where it is not in the page's language;
    `in_page_language`: where the same article is in that one.
    """

    title: SafeString
    url: str
    excerpt: SafeString
    kind: Words
    published_on: date | None
    info: VersionInfo | None
    code: str
    language: str = ""
    dir: str = ""
    own_name: str = ""
    in_page_language: str = ""


def results(hits: Sequence[Hit], found: Found, language: str) -> dict[int, Result]:
    """Results by page id: 2 queries. What readers may not see any more is not among them."""
    wanted = {hit.page for hit in hits}
    entries = {entry.page_id: entry for entry in _entries(hits, found)}
    states = states_of(wanted)
    own = {hit.page: hit.own for hit in hits if hit.own not in (None, hit.page)}
    return {
        key: _result(
            entry, found.asked.forms(entry.language), states.get(key), language, entries.get(own.get(key) or 0)
        )
        for key, entry in entries.items()
        if key in wanted
    }


def _entries(hits: Sequence[Hit], found: Found) -> Any:
    """The pages of the hits and their own versions, with the first place of a found word."""
    keys = {hit.page for hit in hits} | {hit.own for hit in hits if hit.own is not None}
    terms = {number for slot in found.asked.slots for number in slot.terms(slot.forms)}
    places = SearchPosting.objects.filter(entry=OuterRef("pk"), term__in=terms, at__gte=0)
    first = places.values("entry_id").annotate(first=Min("at")).values("first")
    rows = SearchEntry.objects.filter(pk__in=keys, page__in=open_to_readers(Page.objects.live()))
    return (
        rows.annotate(first=Subquery(first))
        .select_related("page__articlepage__kind", "page__standardpage")
        .defer("page__articlepage__body", "page__standardpage__body")
    )


def _result(entry: Any, forms: Collection[str], info: VersionInfo | None, language: str, own: Any) -> Result:
    code, article = entry.language, getattr(entry.page, "articlepage", None)
    foreign = code != language
    return Result(
        title=marked(entry.page.title, forms, code),
        url=_address(entry),
        excerpt=excerpt(entry.text, -1 if entry.first is None else entry.first, forms, code),
        kind=name_of(article.kind, language) if article else Words(""),
        published_on=article.published_on if article else None,
        info=info,
        code=code,
        language=code if foreign else "",
        dir=languages.direction(code) if foreign else "",
        own_name=languages.own_name(code) if foreign else "",
        in_page_language=_address(own) if own is not None else "",
    )


def _address(entry: Any) -> str:
    name = "article" if hasattr(entry.page, "articlepage") else "standard"
    return reverse_for(name, entry.language, slug=entry.page.slug)
