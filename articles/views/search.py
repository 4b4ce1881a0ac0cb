"""Plain search in the articles of one language."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.queries import readable
from articles.search.words import matching, query_words
from articles.view_models.frame import same_view_in_all_languages
from articles.view_models.pages import paginate
from articles.view_models.results import results

_LONGEST = 200
_PER_PAGE = 10


@require_safe
def search(request: HttpRequest, language: str) -> HttpResponse:
    """Every word of `?q=` must occur in the title or the text; a long query is cut, and the page says so."""
    typed = request.GET.get("q", "").replace("\x00", " ")
    words, cut = query_words(typed[:_LONGEST])
    context: dict[str, Any] = {
        "query": " ".join(typed[:_LONGEST].split()),
        "cut": cut or len(typed) > _LONGEST,
        "noindex": True,
        "menu_languages": same_view_in_all_languages("search", language),
        "asked": bool(typed.strip()),
    }
    if words:
        rows, pages = paginate(request, matching(readable(language), words), {"q": context["query"]}, _PER_PAGE)
        context |= {"results": results(rows, words, language), "pages": pages}
    return render(request, "articles/search.html", context)
