"""Feeds: full text, its state in words, addresses that last, and nothing that readers may not see."""

import json
import re
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from articles.models import ArticlePage, FeedText, SiteSettings
from articles.view_models.state_words import label_html, state_line
from i18n.public import State, VersionInfo
from i18n.services import publishing
from tests.articles import bodies
from tests.articles import factories as make

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


def atom(client: Client, path: str = "/en/feed.atom") -> Any:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert not answer.cookies
    return etree.fromstring(answer.content)


def one(tree: Any, path: str) -> str:
    found = tree.xpath(path, namespaces=ATOM)
    assert len(found) == 1, (path, found)
    return str(found[0])


def rules_of_atom(tree: Any) -> None:
    """RFC 4287: what a feed and each entry must have, once."""
    assert tree.tag == f"{{{ATOM['a']}}}feed"
    for node in [tree, *tree.findall("a:entry", ATOM)]:
        for name in ("id", "title", "updated"):
            assert len(node.findall(f"a:{name}", ATOM)) == 1
        assert datetime.fromisoformat(node.findtext("a:updated", None, ATOM)).tzinfo
        alternates = [
            (link.get("type"), link.get("hreflang")) for link in node.findall("a:link[@rel='alternate']", ATOM)
        ]
        assert alternates
        assert len(set(alternates)) == len(alternates)
        for link in node.findall("a:link", ATOM):
            assert link.get("href").startswith("http://testserver/")
    ids = [node.text for node in tree.iter(f"{{{ATOM['a']}}}id")]
    assert len(set(ids)) == len(ids)


def test_a_feed_has_the_whole_text_and_lasting_ids(client: Client):
    target = make.article("The target")
    link = f'<p>See <a linktype="page" id="{target.pk}">there</a>. <b>Bold</b> words.</p>'
    page = make.article(
        "A day & a night", authors=[make.author()], lead_image=make.picture(), lead_alt="Drawn",
        body=[make.block("text", link), *bodies.every_block()],
    )  # fmt: skip
    tree = atom(client)
    rules_of_atom(tree)
    entry = next(e for e in tree.findall("a:entry", ATOM) if e.findtext("a:title", None, ATOM) == "A day & a night")
    info = page.language_version
    assert entry.findtext("a:id", None, ATOM) == f"http://testserver/en/n/{info.group.short_id}/"
    assert one(entry, "a:author/a:name/text()") == "Ana Lund"
    content = entry.findtext("a:content", None, ATOM)
    assert '<a href="http://testserver/en/news/the-target/">there</a>. <b>Bold</b> words.' in content
    assert '<img src="http://testserver/media/images/' in content
    assert 'alt="Drawn"' in content
    assert not re.search(r'(?:href|src)="/|<script|<span class="s"|data-|style=|class="check"', content)
    assert "Seats" in content
    assert "12,000" in content


def test_ids_outlive_a_new_slug_and_a_correction_is_an_update(client: Client):
    page = make.article("A day")
    before = atom(client)
    page.slug = "another-day"
    page.title = "Another day"
    page.save_revision().publish()
    after = atom(client)
    same = "a:entry/a:id/text()"
    assert one(before, same) == one(after, same)
    assert one(after, "a:entry/a:link[@hreflang='en']/@href") == "http://testserver/en/news/another-day/"
    assert one(before, "a:entry/a:updated/text()") < one(after, "a:entry/a:updated/text()")
    assert one(before, "a:entry/a:published/text()") == one(after, "a:entry/a:published/text()")


def test_a_machine_text_says_so_at_its_top_in_every_format(client: Client):
    made = make.version(make.article("A day in the city"), "fr")
    tree = atom(client, "/fr/feed.atom")
    rules_of_atom(tree)
    assert tree.get(XML_LANG) == "fr"
    label = one(tree, "a:entry/a:category[@scheme='urn:interurban:translation-state']/@label")
    assert re.search(r"\b0\D+5\b", label)
    assert one(tree, "a:entry/a:category[@term='machine']/@label") == label
    content = one(tree, "a:entry/a:content/text()")
    assert content.startswith(f"<p><strong>{label}.</strong>")
    assert 'href="http://testserver/en/news/a-day-in-the-city/" hreflang="en"' in content
    assert one(tree, "a:entry/a:link[@hreflang='en']/@href").endswith("/en/news/a-day-in-the-city/")
    rss = etree.fromstring(client.get("/fr/feed.rss").content)
    assert rss.findtext("channel/language") == "fr"
    assert rss.findtext(f"channel/item/{CONTENT}") == content
    made_item = json.loads(client.get("/fr/feed.json").content)["items"][0]
    assert made_item["content_html"] == content
    assert made_item["language"] == "fr"
    assert made_item["_translation"]["label"] == label
    for public_id, text in make.live_texts(made).items():
        make.approve(made, public_id, text, make.user())
    publishing.publish(version=made)
    again = one(atom(client, "/fr/feed.atom"), "a:entry/a:content/text()")
    assert label not in again
    assert again.startswith("<p><strong>")


def test_a_changed_original_and_a_note_are_said_in_words():
    facts = dict.fromkeys(VersionInfo.__dataclass_fields__)
    facts |= {"page_id": 1, "locale": "fr", "url": "/fr/a/", "total": 7, "checked": 4, "machine": 0, "unchecked": 0}
    held = VersionInfo(**{**facts, "state": State.WITHHELD, "withheld": 2, "outdated": 1})
    assert state_line(held) == "Being corrected · 4 of 7 sentences checked"
    label = label_html(held, None, "http://x")
    assert "2 sentences are withheld while they are corrected" in label
    assert "1 sentence no longer matches it" in label
    old = VersionInfo(**{**facts, "state": State.OUTDATED, "withheld": 0, "outdated": 3})
    assert state_line(old).startswith("The original has changed · ")
    imported = VersionInfo(**{**facts, "state": State.PARTLY_REVIEWED, "withheld": 0, "outdated": 0, "unchecked": 3})
    assert state_line(imported) == "Partly checked · 4 of 7 sentences checked"


def test_rss_and_json_have_what_their_formats_ask_for(client: Client):
    make.article("A day", authors=[make.author()])
    answer = client.get("/en/feed.rss")
    assert answer.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    channel = etree.fromstring(answer.content).find("channel")
    assert all(channel.findtext(name) for name in ("title", "link", "description", "language", "lastBuildDate"))
    item = channel.find("item")
    assert re.fullmatch(r"\w{3}, \d\d \w{3} 2022 00:00:00 \+0000", item.findtext("pubDate"))
    assert item.find("guid").get("isPermaLink") == "true"
    assert item.findtext("{http://purl.org/dc/elements/1.1/}creator") == "Ana Lund"
    feed = json.loads(client.get("/en/feed.json").content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://testserver/en/feed.json"
    assert feed["items"][0]["date_published"] == "2022-11-02T00:00:00+00:00"
    assert {"News", "Prevention"} == set(feed["items"][0]["tags"])


def test_topics_and_types_have_feeds_whose_foreign_names_say_their_language(client: Client):
    make.article("Une journée", code="fr", tags=[make.tag("Prevention")])
    make.article("Autre", code="fr", tags=[make.tag("Else")])
    tree = atom(client, "/fr/tags/prevention/feed.atom")
    assert one(tree, "a:title/text()") == "Prevention"
    assert one(tree, "a:title/@xml:lang") == "en"
    assert one(tree, "a:entry/a:title/text()") == "Une journée"
    assert one(tree, "a:link[@rel='alternate'][@type='text/html']/@href") == "http://testserver/fr/tags/prevention/"
    assert one(tree, "a:link[@hreflang='ar']/@href") == "http://testserver/ar/tags/prevention/feed.atom"
    assert "(English)" in etree.fromstring(client.get("/fr/tags/prevention/feed.rss").content).findtext("channel/title")
    assert len(atom(client, "/fr/types/news/feed.atom").findall("a:entry", ATOM)) == 2
    moved = client.get("/fr/tags/Prevention/feed.rss")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/fr/tags/prevention/feed.rss")
    for missing in ("/fr/tags/nothing/feed.atom", "/fr/types/nothing/feed.json", "/xx/feed.atom"):
        assert client.get(missing).status_code == 404


def test_a_site_that_shows_checked_texts_first_does_so_in_feeds(client: Client):
    make.version(make.article("A day"), "fr")
    settings = SiteSettings(default_coverage="checked")
    from wagtail.models import Site

    settings.site = Site.objects.get(is_default_site=True)
    settings.save()
    assert not atom(client, "/fr/tags/prevention/feed.atom").findall("a:entry", ATOM)
    assert atom(client, "/fr/tags/prevention/feed.atom?show=machine").findall("a:entry", ATOM)
    assert atom(client, "/fr/feed.atom").findall("a:entry", ATOM)


def test_an_unchanged_feed_is_not_sent_again(client: Client):
    page = make.article("A day")
    first = client.get("/en/feed.rss")
    etag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    for condition in ({"HTTP_IF_NONE_MATCH": etag}, {"HTTP_IF_MODIFIED_SINCE": modified}):
        again = client.get("/en/feed.rss", **condition)
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag)
    assert client.get("/en/feed.atom", HTTP_IF_NONE_MATCH=etag).status_code == 200
    page.title = "Another day"
    page.save_revision().publish()
    changed = client.get("/en/feed.rss", HTTP_IF_NONE_MATCH=etag)
    assert changed.status_code == 200
    assert b"Another day" in changed.content


def test_nothing_that_is_not_public_is_in_a_feed(client: Client):
    make.article("Draft", publish=False)
    gone = make.article("Gone")
    assert "Gone" in client.get("/en/feed.json").content.decode()
    gone.unpublish()
    assert json.loads(client.get("/en/feed.json").content)["items"] == []
    assert one(atom(client), "a:updated/text()") == "2000-01-01T00:00:00+00:00"


def test_hostile_texts_stay_texts(client: Client):
    bad = '<p>Hello <script>alert(1)</script><a href="javascript:alert(1)">x</a><b onclick="x">bold</b>]]></p>'
    page = make.article("<script>alert(2)</script> ]]>", body=[make.block("text", bad)], slug="hostile")
    ArticlePage.objects.filter(pk=page.pk).update(summary="\x0b<b>x</b>\ufffe")
    for form in ("atom", "rss"):
        text = client.get(f"/en/feed.{form}").content
        contents = " ".join(etree.fromstring(text).itertext())
        assert "onclick" not in contents
        assert "javascript:" not in contents
        assert "alert(1)" not in contents
    assert json.loads(client.get("/en/feed.json").content)["items"][0]["summary"] == "\x0b<b>x</b>\ufffe"


@pytest.mark.slow
def test_a_feed_takes_six_queries_and_its_texts_are_made_once(client: Client):
    def add(count: int) -> None:
        for number in range(count):
            body = [*bodies.every_block(), make.block("text", "<p>Words.</p>")]
            make.article(authors=[make.author(f"A{number}")], tags=[make.tag(), make.tag(f"T{number}")], body=body)

    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    def queries_again(path: str) -> int:
        FeedText.objects.all().delete()
        return queries(path)

    topic = "/en/tags/prevention/feed.atom"
    add(2)
    queries(topic)  # makes missing renditions of pictures
    made, few = queries_again(topic), queries(topic)
    add(3)
    queries(topic)
    assert queries_again(topic) == made <= few + 8
    assert [queries(path) for path in (topic, "/en/types/news/feed.rss", "/en/feed.json")] == [few, few, few - 1]
    assert few <= 6
    assert FeedText.objects.count() == 5
