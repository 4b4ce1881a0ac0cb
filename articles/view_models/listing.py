"""A list of articles in one language: filters, coverage and page, all of them in the address."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from articles import languages
from articles.models import ArticlePage
from articles.queries import readable
from articles.view_models.cards import cards
from articles.view_models.coverage import Coverage, choices, chosen, counts
from articles.view_models.labels import Filters
from articles.view_models.pages import paginate
from articles.view_models.site import site_facts
from i18n.public import coverage, one_of_each

# A long column that no card shows.
NOT_IN_CARDS = ("body",)


def listing(request: HttpRequest, language: str, filters: Filters, **state: str) -> dict[str, Any]:
    """Template context of a list: four queries, whatever its length. `state`: filters that stay in every address."""
    default = site_facts(request, language).default_coverage
    show = chosen(request.GET.get("show"), default)
    articles = filters.apply(readable(*languages.codes()))
    found = counts(articles, language)
    here = state | {"show": show if show != default else ""}
    listed = _shown(articles, show, language).defer(*NOT_IN_CARDS)
    rows, pages = paginate(request, listed, here, total=found.of(show))
    return {
        "filters": filters,
        "filtered": any(state.values()),
        "action": request.path,
        "show": here["show"],
        "choices": choices(found, show, default, request.path, state),
        "elsewhere": found.others - found.machine,
        "shows_others": show == Coverage.OTHERS,
        "cards": cards(rows, language),
        "pages": pages,
        "canonical": request.get_full_path() if pages.number > 1 else request.path,
    }


def _shown(articles: QuerySet[ArticlePage], show: str, language: str) -> QuerySet[ArticlePage]:
    if show == Coverage.OTHERS:
        return one_of_each(articles, language)
    return coverage(articles.filter(locale__language_code=language), show)
