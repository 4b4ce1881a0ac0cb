"""JSON Feed 1.1."""

import json
from collections.abc import Mapping
from typing import Any

from articles.feeds.feed import Entry, Feed
from articles.feeds.rss import in_words

TYPE = "application/feed+json"


def write(feed: Feed, texts: Mapping[int, str]) -> str:
    """The feed as a document; `texts`: page id → content."""
    made: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": in_words(feed.title),
        "description": in_words(feed.subtitle),
        "home_page_url": feed.page,
        "feed_url": feed.urls["json"],
        "language": feed.language,
        "authors": [{"name": feed.site_name, "url": f"{feed.origin}/"}],
        "items": [_item(feed, entry, texts[entry.page_id]) for entry in feed.entries],
    }
    return json.dumps({name: value for name, value in made.items() if value or name == "items"}, ensure_ascii=False)


def _item(feed: Feed, entry: Entry, text: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": text or "<p></p>",
        "language": feed.language,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": person.name, "url": person.url} for person in entry.people],
        "tags": [in_words(category.words) for category in entry.categories],
        "image": entry.picture,
        # An extension, as the format allows: a name of its own that begins with an underscore.
        "_translation": _translation(entry),
    }
    return {name: value for name, value in made.items() if value}


def _translation(entry: Entry) -> dict[str, Any]:
    if not entry.label and not entry.versions:
        return {}
    return {
        "about": "State of the translation, sentences that a person has checked, and the versions in other languages.",
        "state": entry.state or "original",
        "label": entry.label,
        "checked": entry.checked,
        "total": entry.total,
        "versions": [{"language": version.language, "url": version.url} for version in entry.versions],
    }
