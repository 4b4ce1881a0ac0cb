"""Feeds: of the site, of a tag, of a content type."""

from collections.abc import Callable, Mapping

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.feeds import atom, json_feed, making, rss
from articles.feeds.feed import Feed
from articles.feeds.making import About
from articles.models import ArticlePage, SiteSettings
from articles.queries import readable
from articles.view_models.site import SiteFacts, site_facts
from i18n.public import coverage
from tags.labels import resolve_kind, resolve_tag
from tags.models import ContentKind, Tag

_WRITERS: Mapping[str, tuple[str, Callable[[Feed, Mapping[int, str]], str]]] = {
    "atom": (atom.TYPE, atom.write),
    "rss": (rss.TYPE, rss.write),
    "json": (json_feed.TYPE, json_feed.write),
}


@require_safe
def site_feed(request: HttpRequest, language: str, form: str) -> HttpResponseBase:
    """The newest articles of a language."""
    site = site_facts(request, language)
    return _answer(request, form, readable(language), making.about_site(site), site)


@require_safe
def tag_feed(request: HttpRequest, language: str, slug: str, form: str) -> HttpResponseBase:
    """The newest articles of a tag."""
    found = resolve_tag(slug, language)
    if found is None:
        raise Http404(_("There is no such topic."))
    if found.canonical_slug != slug:
        return _moved("tag-feed", language, found.canonical_slug, form)
    return _of_label(request, form, found.tag, "tag", language, readable(language).filter(tags=found.tag))


@require_safe
def type_feed(request: HttpRequest, language: str, slug: str, form: str) -> HttpResponseBase:
    """The newest articles of a content type."""
    found = resolve_kind(slug, language)
    if found is None:
        raise Http404(_("There is no such content type."))
    if found.canonical_slug != slug:
        return _moved("type-feed", language, found.canonical_slug, form)
    return _of_label(request, form, found.kind, "type", language, readable(language).filter(kind=found.kind))


def _of_label(
    request: HttpRequest,
    form: str,
    thing: Tag | ContentKind,
    view: str,
    language: str,
    articles: QuerySet[ArticlePage],
) -> HttpResponseBase:
    """What the page of the tag or type shows at first; `?show=` as there."""
    site = site_facts(request, language)
    asked = request.GET.get("show", "")
    show = asked if asked in SiteSettings.Coverage.values else site.default_coverage
    return _answer(request, form, coverage(articles, show), making.about_label(thing, view, language), site)


def _answer(
    request: HttpRequest, form: str, articles: QuerySet[ArticlePage], about: About, site: SiteFacts
) -> HttpResponseBase:
    """The feed, or 304 before a single text was read."""
    content_type, write = _WRITERS[form]
    made = making.make(articles, about, site, f"{request.scheme}://{request.get_host()}")
    etag, updated = made.feed.etag(form), int(made.feed.updated.timestamp())
    response = get_conditional_response(request, etag, updated)
    if response is None:
        response = HttpResponse(write(made.feed, made.texts()), content_type=f"{content_type}; charset=utf-8")
    response["ETag"] = etag
    response["Last-Modified"] = http_date(updated)
    # Kept by whoever likes, but never shown again without asking: the question costs little.
    response["Cache-Control"] = "public, no-cache"
    return response


def _moved(view: str, language: str, slug: str, form: str) -> HttpResponse:
    return HttpResponsePermanentRedirect(reverse(view, kwargs={"language": language, "slug": slug, "form": form}))
