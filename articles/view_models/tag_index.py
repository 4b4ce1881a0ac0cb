"""The index of tags, A to Z."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from articles.view_models.labels import Label, label
from tags.alphabets import Key, first_letter, sort_key
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
    """Tags by the first letter of their name in a language; names that begin with a sign stand under #.

    Names in the script of another language, where a tag has none in this one, come after the alphabet.
    """
    entries = [Entry(label(tag, "tag", language), counts[tag.pk]) for tag in tags]
    first = partial(_first, language=language)
    scripts = {_script(entry) for entry in entries if not entry.label.language}
    entries.sort(
        key=lambda entry: (
            bool(entry.label.language) and _script(entry) not in scripts,
            first(entry) != "#",
            _key(entry, language),
        )
    )
    return [
        Letter(letter, number, list(group)) for number, (letter, group) in enumerate(groupby(entries, key=first), 1)
    ]


def _script(entry: Entry) -> str:
    """LATIN, ARABIC, CJK …: the first word of the letter's name in Unicode."""
    return unicodedata.name(entry.label.text[:1], "").split(" ")[0]


def _key(entry: Entry, language: str) -> Key:
    return sort_key(entry.label.text, entry.label.language or language)


def _first(entry: Entry, language: str) -> str:
    return first_letter(entry.label.text, entry.label.language or language)
