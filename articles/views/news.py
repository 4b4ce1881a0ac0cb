"""The list of all articles of a language, with filters that stay in the address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.view_models.frame import same_view_in_all_languages
from articles.view_models.labels import filters
from articles.view_models.listing import listing


@require_safe
def news(request: HttpRequest, language: str) -> HttpResponse:
    """Newest first; `?tag=` and `?type=` narrow the list down, an unknown one finds nothing."""
    tag, kind = request.GET.get("tag", "")[:255], request.GET.get("type", "")[:255]
    chosen = filters(language, tag=tag, kind=kind)
    found = listing(request, language, chosen, tag=tag, type=kind)
    links = same_view_in_all_languages("news", language)
    context = {
        **found,
        "menu_languages": links,
        "alternates": [] if (tag or kind or found["pages"].number > 1) else links,
    }
    return render(request, "articles/news.html", context)
