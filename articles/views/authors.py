"""The page of an author: their articles in one language."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import languages
from articles.models import Author, AuthorSlugRedirect
from articles.models.columns import in_language
from articles.queries import readable
from articles.view_models.cards import cards
from articles.view_models.listing import NOT_IN_CARDS
from articles.view_models.pages import paginate
from articles.view_models.site import words


@require_safe
def author(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Author pages have the same slug in all languages; one without articles in this language says so."""
    person = Author.objects.filter(slug=slug).first()
    if person is None:
        return _moved(request, language, slug)
    rows, pages = paginate(request, readable(language).filter(authors=person).defer(*NOT_IN_CARDS), {})
    links = languages.menu(language, {code: person.path(code) for code in languages.codes()})
    biography = words(*in_language(person, "biography", language), language)
    context = {
        "author": person,
        "role": words(*in_language(person, "role", language), language),
        "biography": biography,
        "cards": cards(rows, language),
        "pages": pages,
        "menu_languages": links,
        "alternates": links if pages.number == 1 else [],
        "canonical": request.get_full_path() if pages.number > 1 else request.path,
        "page_title": person.name,
        "page_description": biography.text,
        "og_type": "profile",
    }
    return render(request, "articles/author.html", context)


def _moved(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """To the present address of an author who once had this one."""
    former = AuthorSlugRedirect.objects.filter(slug=slug).select_related("author").first()
    if former is None:
        raise Http404(_("There is no such author."))
    url, query = former.author.path(language), request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{url}?{iri_to_uri(query)}" if query else url)
