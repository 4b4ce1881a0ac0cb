"""The page of an author: their articles in one language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles import languages
from articles.models import Author
from articles.models.columns import in_language
from articles.queries import readable
from articles.view_models.cards import cards
from articles.view_models.frame import words
from articles.view_models.pages import paginate
from articles.views.news import NOT_IN_CARDS


@require_safe
def author(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Author pages have the same slug in all languages; one without articles in this language says so."""
    person = get_object_or_404(Author, slug=slug)
    rows, pages = paginate(request, readable(language).filter(authors=person).defer(*NOT_IN_CARDS), {})
    context = {
        "author": person,
        "role": words(*in_language(person, "role", language), language),
        "cards": cards(rows, language),
        "pages": pages,
        "menu_languages": languages.menu(language, {code: person.path(code) for code in languages.codes()}),
        "page_title": person.name,
    }
    return render(request, "articles/author.html", context)
