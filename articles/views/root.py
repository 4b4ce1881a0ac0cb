"""Addresses without a language, or with one in another spelling."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.encoding import iri_to_uri
from django.views.decorators.http import require_safe

from articles import languages
from articles.queries import readable


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """`/`: to the language that the browser prefers; no cookie remembers it.

    A language that has no article yet is passed over where the next one has some: it was just begun.
    """
    liked = languages.ranked(request.headers.get("Accept-Language", ""))
    language = next((code for code in liked if readable(code).exists()), liked[0])
    response = HttpResponseRedirect(reverse("home", kwargs={"language": language}))
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def one_spelling(request: HttpRequest, language: str, rest: str = "") -> HttpResponse:
    """`/FR/…` and `/fr_FR/…`: to `/fr/…`, query included."""
    query = request.META.get("QUERY_STRING", "")
    path = f"/{language}/{rest}" if rest else f"/{language}/"
    return HttpResponsePermanentRedirect(iri_to_uri(path) + (f"?{iri_to_uri(query)}" if query else ""))
