"""Search in a language, and beside it in the others."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles import languages
from articles.queries import readable
from articles.search.asking import LONGEST
from articles.search.look_up import Found, look_up
from articles.view_models.frame import same_view_in_all_languages
from articles.view_models.labels import tag_labels
from articles.view_models.listing import NOT_IN_CARDS
from articles.view_models.pages import paginate
from articles.view_models.results import results
from articles.view_models.search_form import SearchForm, search_form

_PER_PAGE, _ELSEWHERE, _NEWEST = 10, 5, 3


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A language with pages that are not on the list, and the search in it; `count` is 0 where nobody counted."""

    code: str
    name: str
    dir: str
    count: int
    url: str


@require_safe
def search(request: HttpRequest, language: str) -> HttpResponse:
    """`?q=` in the language of the page or that of `?in=`; `tag`, `type` and `show` narrow it down."""
    form = search_form(request.GET, language)
    context: dict[str, Any] = {
        "form": form,
        "noindex": True,
        "menu_languages": same_view_in_all_languages("search", language),
        "asked": bool(form.query),
        "in_language": languages.name_in_page_language(form.language),
    }
    if form.query and not form.impossible:
        found = look_up(
            form.query[: LONGEST + 1],
            language=form.language,
            others=form.others,
            tags=form.tags,
            kinds=form.kinds,
            limits=form.limits,
        )
        context |= _answer(request, form, found)
    if form.query and not context.get("results") and not context.get("elsewhere"):
        context["newest"] = list(readable(language).defer(*NOT_IN_CARDS)[:_NEWEST])
    return render(request, "articles/search.html", context)


def _answer(request: HttpRequest, form: SearchForm, found: Found) -> dict[str, Any]:
    rows, pages = paginate(request, found.own.hits, form.state, _PER_PAGE)
    shown = found.others[:_ELSEWHERE] if pages.number == 1 else []
    made = results([*rows, *shown], found, form.page_language)
    return {
        "cut": found.asked.cut,
        "results": [made[hit.page] for hit in rows if hit.page in made],
        "pages": pages,
        "more": found.own.more,
        "all_words": found.own.all_words,
        "guesses": found.guesses,
        "topics": tag_labels(found.topics, form.page_language),
        "elsewhere": [made[hit.page] for hit in shown if hit.page in made],
        "elsewhere_count": len(found.others),
        "other_languages": _other_languages(form, found, len(shown)),
        "suggestion": found.suggestion,
        "suggestion_url": form.address(query=found.suggestion) if found.suggestion else "",
    }


def _other_languages(form: SearchForm, found: Found, shown: int) -> list[Elsewhere]:
    """Where more is to be found than the page shows."""
    counts = Counter(hit.language for hit in found.others)
    more = found.more_elsewhere or len(found.others) > shown > 0
    return [
        Elsewhere(code, languages.own_name(code), languages.direction(code), counts[code], form.address(language=code))
        for code in form.others
        if more and (found.more_elsewhere or counts[code])
    ]
