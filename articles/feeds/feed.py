"""What a feed says, before it is written in one of the formats."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from articles.view_models.site import Words

# Another number makes every stored text and every reader's copy out of date: raise it when the form of a feed changes.
EDITION = 1
ENTRIES = 20
# Atom needs a date, even where there is nothing yet.
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Category:
    """A tag or the content type; `words.language` where its name is not in the feed's language."""

    words: Words
    url: str


@dataclass(frozen=True, slots=True)
class Version:
    """The same article, or feed, in another language."""

    language: str
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One article. Addresses are absolute; `label` is its state in words, empty for an original; `edition` changes
    whenever its text does.
    """

    page_id: int
    id: str
    url: str
    title: str
    summary: str
    published: datetime
    updated: datetime
    people: Sequence[Person]
    categories: Sequence[Category]
    versions: Sequence[Version]
    state: str
    label: str
    label_html: str
    picture: str
    checked: int
    total: int
    edition: str


@dataclass(frozen=True, slots=True)
class Feed:
    """`urls`: format → address of the feed itself."""

    id: str
    title: Words
    subtitle: Words
    language: str
    site_name: str
    page: str
    urls: dict[str, str]
    versions: Sequence[Version]
    licence: str
    origin: str
    entries: Sequence[Entry]

    @property
    def updated(self) -> datetime:
        return max((entry.updated for entry in self.entries), default=_NEVER)

    def etag(self, form: str) -> str:
        """The same as long as the feed would be written the same; the texts are told by their editions."""
        return f'"{sha256(f"{EDITION} {form} {self!r}".encode()).hexdigest()[:32]}"'
