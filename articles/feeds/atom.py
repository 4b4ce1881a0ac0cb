"""Atom (RFC 4287)."""

from collections.abc import Iterator, Mapping

from articles.feeds.feed import Entry, Feed
from articles.xml import HEAD, element, group

TYPE = "application/atom+xml"
_NAMESPACE = "http://www.w3.org/2005/Atom"
# A category of this scheme tells programs what the label tells people.
STATES = "urn:interurban:translation-state"


def write(feed: Feed, texts: Mapping[int, str]) -> str:
    """The feed as a document; `texts`: page id → content."""
    parts = [*_head(feed), *(_entry(feed, entry, texts[entry.page_id]) for entry in feed.entries)]
    return f"{HEAD}\n{group('feed', parts, xmlns=_NAMESPACE, xml_lang=feed.language)}\n"


def _head(feed: Feed) -> Iterator[str]:
    yield element("id", feed.id)
    yield element("title", feed.title.text, xml_lang=feed.title.language)
    if feed.subtitle.text:
        yield element("subtitle", feed.subtitle.text, xml_lang=feed.subtitle.language)
    yield element("updated", feed.updated.isoformat())
    yield group("author", [element("name", feed.site_name), element("uri", f"{feed.origin}/")])
    yield element("link", rel="self", type=TYPE, href=feed.urls["atom"])
    yield element("link", rel="alternate", type="text/html", hreflang=feed.language, href=feed.page)
    for version in feed.versions:
        href = f"{version.url}feed.atom"
        yield element("link", rel="alternate", type=TYPE, hreflang=version.language, href=href)
    if feed.licence:
        yield element("rights", feed.licence)


def _entry(feed: Feed, entry: Entry, text: str) -> str:
    return group("entry", _entry_parts(feed, entry, text))


def _entry_parts(feed: Feed, entry: Entry, text: str) -> Iterator[str]:
    yield element("id", entry.id)
    yield element("title", entry.title)
    yield element("link", rel="alternate", type="text/html", hreflang=feed.language, href=entry.url)
    for version in entry.versions:
        yield element("link", rel="alternate", type="text/html", hreflang=version.language, href=version.url)
    yield element("published", entry.published.isoformat())
    yield element("updated", entry.updated.isoformat())
    for person in entry.people:
        yield group("author", [element("name", person.name), element("uri", person.url)])
    for category in entry.categories:
        label = category.words
        yield element("category", term=label.text, scheme=category.url, label=label.text, xml_lang=label.language)
    if entry.label:
        yield element("category", term=entry.state, scheme=STATES, label=entry.label)
    yield element("summary", entry.summary)
    yield element("content", text, type="html", xml_lang=feed.language)
