"""The list of all articles of a language, with filters that stay in the address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.queries import readable
from articles.view_models.cards import cards
from articles.view_models.frame import same_view_in_all_languages
from articles.view_models.labels import filters
from articles.view_models.pages import paginate

# Long columns that no card shows.
NOT_IN_CARDS = ("body",)


@require_safe
def news(request: HttpRequest, language: str) -> HttpResponse:
    """Newest first; `?tag=` and `?type=` narrow the list down, an unknown one finds nothing."""
    tag, kind = request.GET.get("tag", "")[:255], request.GET.get("type", "")[:255]
    chosen = filters(language, tag=tag, kind=kind)
    articles = chosen.apply(readable(language).defer(*NOT_IN_CARDS))
    rows, pages = paginate(request, articles, {"tag": tag, "type": kind})
    links = same_view_in_all_languages("news", language)
    context = {
        "cards": cards(rows, language),
        "pages": pages,
        "filters": chosen,
        "menu_languages": links,
        "alternates": [] if (tag or kind or pages.number > 1) else links,
        "canonical": request.get_full_path() if pages.number > 1 else request.path,
    }
    return render(request, "articles/news.html", context)
