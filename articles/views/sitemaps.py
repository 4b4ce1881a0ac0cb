"""Sitemaps: an index, its parts, and what came out in the last two days."""

from collections.abc import Iterator
from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from articles import moments, sitemaps
from articles.sitemaps import Address
from articles.view_models.site import site_facts
from articles.xml import HEAD, element, group

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
# Google News knows ISO 639 codes, and two more.
_CHINESE = {"zh-hans": "zh-cn", "zh-cn": "zh-cn", "zh-hant": "zh-tw", "zh-tw": "zh-tw"}


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """`/sitemap.xml`."""
    origin = _origin(request)
    parts = sitemaps.index(hides_unchecked=_hides_unchecked(request))
    rows = [
        group(
            "sitemap",
            [
                element("loc", f"{origin}/sitemap-{part.language}-{part.name}.xml"),
                element("lastmod", part.changed.isoformat()) if part.changed else "",
            ],
        )
        for part in parts
    ]
    return _answer(request, group("sitemapindex", rows, xmlns=_SITEMAP))


@require_safe
def part(request: HttpRequest, language: str, kind: str) -> HttpResponseBase:
    """`/sitemap-{language}-{pages|topics|authors|articles-N}.xml`: at most 4 queries."""
    name, _dash, number = kind.partition("-")
    if name == "articles":
        found = sitemaps.articles(language, int(number), hides_unchecked=_hides_unchecked(request))
    elif name == "pages":
        found = sitemaps.pages(language, hides_unchecked=_hides_unchecked(request))
    else:
        found = sitemaps.topics(language) if name == "topics" else sitemaps.authors(language)
    if not found:
        raise Http404
    rows = (_url(address, _origin(request)) for address in found)
    return _answer(request, group("urlset", rows, xmlns=_SITEMAP, xmlns_xhtml=_XHTML))


@require_safe
def news(request: HttpRequest) -> HttpResponseBase:
    """`/sitemap-news.xml`, in all languages."""
    origin = _origin(request)
    rows = []
    for page in sitemaps.news(hides_unchecked=_hides_unchecked(request)):
        code = page.locale.language_code
        publication = [
            element("news:name", site_facts(request, code).name),
            element("news:language", _CHINESE.get(code, code.split("-")[0])),
        ]
        about = [
            group("news:publication", publication),
            element("news:publication_date", moments.published(page).isoformat(timespec="seconds")),
            element("news:title", page.title),
        ]
        rows.append(group("url", [element("loc", origin + page.reader_path()), group("news:news", about)]))
    return _answer(request, group("urlset", rows, xmlns=_SITEMAP, xmlns_news=_NEWS))


def _url(address: Address, origin: str) -> str:
    return group("url", _parts(address, origin))


def _parts(address: Address, origin: str) -> Iterator[str]:
    yield element("loc", origin + address.path)
    if address.changed:
        yield element("lastmod", address.changed.isoformat(timespec="seconds"))
    for code, path in (*address.versions.items(), ("x-default", address.x_default)):
        if path:
            yield f'<xhtml:link rel="alternate" hreflang="{code}" href="{origin}{path}"/>'


def _hides_unchecked(request: HttpRequest) -> bool:
    return site_facts(request, "").hides_unchecked


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _answer(request: HttpRequest, content: str) -> HttpResponseBase:
    body = f"{HEAD}\n{content}\n"
    etag = f'"{sha256(body.encode()).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag) or HttpResponse(body, content_type="application/xml")
    response["ETag"] = etag
    response["Cache-Control"] = "public, no-cache"
    return response
