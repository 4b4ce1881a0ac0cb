"""The index of tags, A to Z."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from articles.search.text import normalise
from articles.view_models.labels import Label, label
from tags.models import Tag


@dataclass(frozen=True, slots=True)
class Entry:
    """A tag and the number of its articles in this language."""

    label: Label
    count: int


@dataclass(frozen=True, slots=True)
class Letter:
    """The tags that begin with a letter."""

    letter: str
    number: int
    entries: list[Entry]


def letters(tags: Iterable[Tag], counts: Mapping[int, int], language: str) -> list[Letter]:
    """Tags by the first letter of their name in a language; names that begin with a sign stand under #."""
    entries = [Entry(label(tag, "tag", language), counts[tag.pk]) for tag in tags]
    entries.sort(key=lambda entry: (_first(entry), normalise(entry.label.text)))
    return [
        Letter(letter, number, list(group)) for number, (letter, group) in enumerate(groupby(entries, key=_first), 1)
    ]


def _first(entry: Entry) -> str:
    first = normalise(entry.label.text)[:1].upper()
    return first if first.isalpha() else "#"
