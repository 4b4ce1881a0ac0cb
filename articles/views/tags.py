"""Tag pages, the index of tags and pages of content types: views with stable addresses, nothing to create by hand."""

from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import languages
from articles.queries import readable
from articles.view_models.frame import same_view_in_all_languages
from articles.view_models.labels import Filters, description, filters_of_kind, filters_of_tag, label, name_of
from articles.view_models.listing import listing
from articles.view_models.related import related_topics
from articles.view_models.tag_index import letters
from tags.labels import resolve_kind, resolve_tag
from tags.models import ContentKind, Tag


@require_safe
def tags(request: HttpRequest, language: str) -> HttpResponse:
    """All tags that have articles in this language, in its alphabet."""
    links = same_view_in_all_languages("tags", language)
    counts = dict(
        readable(language).order_by().exclude(tags=None).values_list("tags").annotate(count=Count("pk", distinct=True))
    )
    index = letters(Tag.objects.filter(pk__in=counts), counts, language)
    context = {"letters": index, "count": len(counts), "menu_languages": links, "alternates": links}
    return render(request, "articles/tags.html", context)


@require_safe
def tag(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Articles of a tag; `?show=checked` leaves out what no person has written or checked, `?show=others` adds what
    this language has not; `?type=` narrows the list down.
    """
    found = resolve_tag(slug, language)
    if found is None:
        raise Http404(_("There is no such topic."))
    if found.canonical_slug != slug:
        return _redirect(request, "tag", language, found.canonical_slug)
    return _list(request, language, "tag", found.tag, filters_of_tag(language, found, _asked(request, "type")))


@require_safe
def content_kind(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Articles of a content type; `?tag=` narrows the list down, `?show=` as on the page of a tag."""
    found = resolve_kind(slug, language)
    if found is None:
        raise Http404(_("There is no such content type."))
    if found.canonical_slug != slug:
        return _redirect(request, "type", language, found.canonical_slug)
    return _list(request, language, "type", found.kind, filters_of_kind(language, found, _asked(request, "tag")))


def _asked(request: HttpRequest, name: str) -> str:
    return request.GET.get(name, "")[:255]


def _redirect(request: HttpRequest, view: str, language: str, slug: str) -> HttpResponse:
    """One address for each tag: old slugs, other spellings and other languages' slugs lead there."""
    url, query = reverse(view, kwargs={"language": language, "slug": slug}), request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{url}?{iri_to_uri(query)}" if query else url)


def _list(request: HttpRequest, language: str, view: str, thing: Tag | ContentKind, chosen: Filters) -> HttpResponse:
    state = {"type": chosen.kind} if view == "tag" else {"tag": chosen.tag}
    found = listing(request, language, chosen, **state)
    links = languages.menu(language, {code: label(thing, view, code).url for code in languages.codes()})
    context: dict[str, Any] = {
        **found,
        "thing": name_of(thing, language),
        "description": description(thing, language),
        "is_tag": view == "tag",
        "related": related_topics(thing, readable(language), language) if isinstance(thing, Tag) else [],
        "menu_languages": links,
        "alternates": links if found["pages"].number == 1 else [],
    }
    return render(request, "articles/tag.html", context)
