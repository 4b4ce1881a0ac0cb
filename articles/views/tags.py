"""Tag pages, the index of tags and pages of content types: views with stable addresses, nothing to create by hand."""

from typing import Any

from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import languages
from articles.models import ArticlePage, SiteSettings
from articles.queries import readable
from articles.view_models.cards import cards
from articles.view_models.coverage import coverage_choices
from articles.view_models.frame import same_view_in_all_languages
from articles.view_models.labels import description, label, name_of
from articles.view_models.pages import paginate
from articles.view_models.related import related_topics
from articles.view_models.site import site_facts
from articles.view_models.tag_index import letters
from articles.views.news import NOT_IN_CARDS
from i18n.public import coverage
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
    """Articles of a tag; `?show=checked` leaves out what no person has written or checked."""
    found = resolve_tag(slug, language)
    if found is None:
        raise Http404(_("There is no such topic."))
    if found.canonical_slug != slug:
        return _redirect(request, "tag", language, found.canonical_slug)
    return _list(request, language, "tag", found.tag, readable(language).filter(tags=found.tag))


@require_safe
def content_kind(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Articles of a content type."""
    found = resolve_kind(slug, language)
    if found is None:
        raise Http404(_("There is no such content type."))
    if found.canonical_slug != slug:
        return _redirect(request, "type", language, found.canonical_slug)
    return _list(request, language, "type", found.kind, readable(language).filter(kind=found.kind))


def _redirect(request: HttpRequest, view: str, language: str, slug: str) -> HttpResponse:
    """One address for each tag: old slugs, other spellings and other languages' slugs lead there."""
    url, query = reverse(view, kwargs={"language": language, "slug": slug}), request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{url}?{iri_to_uri(query)}" if query else url)


def _list(
    request: HttpRequest, language: str, view: str, thing: Tag | ContentKind, articles: QuerySet[ArticlePage]
) -> HttpResponse:
    default = site_facts(request, language).default_coverage
    show = asked if (asked := request.GET.get("show")) in SiteSettings.Coverage.values else default
    choices = coverage_choices(articles, show, default, request.path)
    rows, pages = paginate(
        request, coverage(articles.defer(*NOT_IN_CARDS), show), {"show": show if show != default else ""}
    )
    links = languages.menu(language, {code: label(thing, view, code).url for code in languages.codes()})
    context: dict[str, Any] = {
        "thing": name_of(thing, language),
        "description": description(thing, language),
        "is_tag": view == "tag",
        "related": related_topics(thing, readable(language), language) if isinstance(thing, Tag) else [],
        "choices": choices,
        "cards": cards(rows, language),
        "pages": pages,
        "menu_languages": links,
        "alternates": links if pages.number == 1 else [],
        "canonical": request.get_full_path() if pages.number > 1 else request.path,
    }
    return render(request, "articles/tag.html", context)
