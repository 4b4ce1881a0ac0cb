"""RSS 2.0, with the full text in `content:encoded`, names in `dc:creator` and changes in `atom:updated`."""

from collections.abc import Iterator, Mapping
from email.utils import format_datetime

from articles import languages
from articles.feeds.atom import STATES
from articles.feeds.feed import Entry, Feed
from articles.view_models.site import Words
from articles.xml import HEAD, element, group

TYPE = "application/rss+xml"
_NAMESPACES = {
    "xmlns_atom": "http://www.w3.org/2005/Atom",
    "xmlns_content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns_dc": "http://purl.org/dc/elements/1.1/",
}


def write(feed: Feed, texts: Mapping[int, str]) -> str:
    """The feed as a document; `texts`: page id → content."""
    parts = [*_head(feed), *(_item(entry, texts[entry.page_id]) for entry in feed.entries)]
    return f"{HEAD}\n{group('rss', [group('channel', parts)], version='2.0', **_NAMESPACES)}\n"


def in_words(words: Words) -> str:
    """RSS and JSON Feed know one language a feed: a name in another one says so itself."""
    return f"{words.text} ({languages.own_name(words.language)})" if words.language else words.text


def _head(feed: Feed) -> Iterator[str]:
    yield element("title", in_words(feed.title))
    yield element("link", feed.page)
    yield element("description", in_words(feed.subtitle) or in_words(feed.title))
    yield element("language", feed.language)
    yield element("lastBuildDate", format_datetime(feed.updated))
    yield element("atom:link", rel="self", type=TYPE, href=feed.urls["rss"])
    for version in feed.versions:
        yield element("atom:link", rel="alternate", type=TYPE, hreflang=version.language, href=f"{version.url}feed.rss")
    if feed.licence:
        yield element("copyright", feed.licence)


def _item(entry: Entry, text: str) -> str:
    return group("item", _item_parts(entry, text))


def _item_parts(entry: Entry, text: str) -> Iterator[str]:
    yield element("title", entry.title)
    yield element("link", entry.url)
    yield element("guid", entry.id, isPermaLink="true" if entry.id.startswith("http") else "false")
    yield element("pubDate", format_datetime(entry.published))
    yield element("atom:updated", entry.updated.isoformat())
    for person in entry.people:
        yield element("dc:creator", person.name)
    for category in entry.categories:
        yield element("category", in_words(category.words), domain=category.url)
    if entry.label:
        yield element("category", entry.label, domain=STATES)
    for version in entry.versions:
        yield element("atom:link", rel="alternate", type="text/html", hreflang=version.language, href=version.url)
    yield element("description", entry.summary)
    yield element("content:encoded", text)
