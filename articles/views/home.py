"""The first page of a language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles import languages
from articles.queries import readable
from articles.view_models.cards import cards
from articles.view_models.frame import same_view_in_all_languages
from articles.view_models.labels import filters
from articles.view_models.listing import NOT_IN_CARDS

_NEWEST = 13


@require_safe
def home(request: HttpRequest, language: str) -> HttpResponse:
    """The newest articles, the first one large."""
    newest = cards(list(readable(language).defer(*NOT_IN_CARDS)[:_NEWEST]), language)
    links = same_view_in_all_languages("home", language)
    context = {
        "top": newest[:1],
        "cards": newest[1:],
        "elsewhere": not newest and readable(*languages.codes()).exists(),
        "filters": filters(language, tag="", kind=""),
        "menu_languages": links,
        "alternates": links,
        "x_default": "/",
    }
    return render(request, "articles/home.html", context)
