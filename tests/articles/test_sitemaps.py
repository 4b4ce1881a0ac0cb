"""Sitemaps, robots.txt and security.txt: every public page once, its versions, nothing else."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree
from wagtail.models import PageViewRestriction, Site

from articles import sitemaps
from articles.models import ArticlePage, SiteSettings
from tests.articles import factories as make

pytestmark = pytest.mark.django_db
NS = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}
HERE = "http://testserver"


def tree(client: Client, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/xml"
    assert not answer.cookies
    assert client.get(path, HTTP_IF_NONE_MATCH=answer.headers["ETag"]).status_code == 304
    return etree.fromstring(answer.content)


def rules(found: Any, item: str) -> None:
    """What the schemas of sitemaps.org ask for: order and form of children, whole addresses, moments with a zone."""
    order = ["loc", "lastmod", "changefreq", "priority"]
    for node in found:
        assert node.tag == f"{{{NS['s']}}}{item}"
        own = [child.tag.split("}")[1] for child in node if child.tag.startswith(f"{{{NS['s']}}}")]
        assert own[0] == "loc"
        assert own == sorted(set(own), key=order.index)
        others = [child for child in node if not child.tag.startswith(f"{{{NS['s']}}}")]
        assert list(node)[len(own) :] == others
        assert node.findtext("s:loc", None, NS).startswith(f"{HERE}/")
        assert len(node.findtext("s:loc", None, NS)) < 2_048
        if "lastmod" in own:
            assert datetime.fromisoformat(node.findtext("s:lastmod", None, NS)).tzinfo
    places = found.xpath("//s:loc/text()", namespaces=NS)
    assert len(set(places)) == len(places) <= 50_000


def everything(client: Client) -> dict[str, dict[str, str]]:
    """Address → its alternates, over all parts of the index."""
    found: dict[str, dict[str, str]] = {}
    index = tree(client, "/sitemap.xml")
    rules(index, "sitemap")
    for place in index.xpath("//s:loc/text()", namespaces=NS):
        part = tree(client, place.removeprefix(HERE))
        rules(part, "url")
        assert len(part)
        for node in part:
            place = node.findtext("s:loc", None, NS)
            assert place not in found
            found[place] = {link.get("hreflang"): link.get("href") for link in node.findall("x:link", NS)}
    return found


def test_every_public_page_is_there_once_with_its_versions(client: Client):
    page = make.article("A day", authors=[make.author()])
    french = make.page_of(make.version(page, "fr"))
    arabic = make.article("قمة المدن", code="ar", tags=[make.tag("Mayors")])
    make.standard("About us")
    found = everything(client)
    both = {"en": HERE + page.url, "fr": HERE + french.url, "x-default": HERE + page.url}
    assert found[HERE + page.url] == found[HERE + french.url] == both
    assert found[HERE + arabic.url] == {"ar": HERE + arabic.url, "x-default": HERE + arabic.url}
    assert found[f"{HERE}/fr/"]["x-default"] == f"{HERE}/"
    for place in ("/en/about-us/", "/en/tags/", "/es/news/", "/en/authors/ana-lund/", "/fr/types/news/"):
        assert HERE + place in found
    assert set(found[f"{HERE}/fr/tags/prevention/"]) == {"en", "fr", "x-default"}
    assert f"{HERE}/ar/tags/prevention/" not in found
    for place, versions in found.items():
        assert client.get(place.removeprefix(HERE)).status_code == 200
        for language, other in versions.items():
            assert language == "x-default" or found[other] == versions


def test_nothing_private_is_there(client: Client):
    public = make.article("Public")
    hidden = [make.article("Draft", publish=False), make.article("Gone"), make.article("Private")]
    hidden[1].unpublish()
    PageViewRestriction.objects.create(page=hidden[2], restriction_type="login")
    alias = public.create_alias(update_slug="alias")
    made = make.version(public, "fr")
    SiteSettings.objects.create(site=Site.objects.get(is_default_site=True), unchecked_robots="noindex")
    found = everything(client)
    slugs = {place.rstrip("/").rsplit("/", 1)[-1] for place in found}
    assert "public" in slugs
    assert not slugs & {"draft", "gone", "private", "alias", make.page_of(made).slug}
    assert alias.live
    assert found[HERE + public.url] == {"en": HERE + public.url, "x-default": HERE + public.url}
    assert client.get("/sitemap-en-articles-999.xml").status_code == 404
    assert client.get("/sitemap-xx-pages.xml").status_code == 404


def test_parts_are_cut_by_number_and_cost_the_same(client: Client, monkeypatch):
    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    monkeypatch.setattr(sitemaps, "PART", 2)
    pages = [make.article(tags=[make.tag(f"T{number}")], authors=[make.author(f"A{number}")]) for number in range(3)]
    make.version(pages[0], "fr")
    paths = [f"/sitemap-en-articles-{page.pk // 2}.xml" for page in pages]
    paths += ["/sitemap-en-pages.xml", "/sitemap-en-topics.xml", "/sitemap-en-authors.xml"]
    few = [queries(path) for path in paths]
    assert max(few) <= 4
    monkeypatch.setattr(sitemaps, "PART", 5_000)
    assert queries(f"/sitemap-en-articles-{pages[0].pk // 5_000}.xml") == few[0]
    assert {HERE + page.url for page in pages} < set(everything(client))


def test_news_of_the_last_two_days(client: Client):
    today = timezone.localdate()
    new = make.article("New & fresh", published_on=today)
    make.article("Brought in today", published_on=today - timedelta(days=400))
    old = make.article("Old", published_on=today)
    ArticlePage.objects.filter(pk=old.pk).update(first_published_at=timezone.now() - timedelta(days=3))
    make.version(new, "fr")
    found = tree(client, "/sitemap-news.xml")
    rules(found, "url")
    assert sorted(found.xpath("//n:language/text()", namespaces=NS)) == ["en", "fr"]
    english = next(node for node in found if node.findtext("s:loc", None, NS) == HERE + new.url)
    assert english.findtext("n:news/n:title", None, NS) == "New & fresh"
    assert english.findtext("n:news/n:publication/n:name", None, NS) == "Interurban"
    assert datetime.fromisoformat(english.findtext("n:news/n:publication_date", None, NS)).tzinfo
    assert [child.tag.split("}")[1] for child in english[1]] == ["publication", "publication_date", "title"]


def test_robots_and_security_txt(client: Client, settings):
    robots = client.get("/robots.txt")
    assert robots.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Disallow: /admin/" in robots.content.decode()
    assert f"Sitemap: {HERE}/sitemap.xml" in robots.content.decode()
    settings.INTERURBAN_SECURITY_CONTACT = "holes@example.org"
    lines = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines())
    assert lines["Contact"] == "mailto:holes@example.org"
    left = datetime.fromisoformat(lines["Expires"]) - timezone.now()
    assert timedelta(days=170) < left < timedelta(days=365)
    assert lines["Canonical"] == f"{HERE}/.well-known/security.txt"
    assert client.get("/favicon.ico").headers["Location"].endswith("favicon.ico")
    settings.INTERURBAN_SECURITY_CONTACT = ""
    assert f"mailto:{settings.INTERURBAN_REPORT_EMAIL}" in client.get("/.well-known/security.txt").content.decode()
