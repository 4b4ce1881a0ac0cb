"""The index of tags, A to Z."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from articles.search.text import normalise
from articles.view_models.labels import Label, label
from tags.models import Tag

_ARTICLE = "\u0627\u0644"  # al-


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
            first(entry),
            _sorted_by(entry, language),
        )
    )
    return [
        Letter(letter, number, list(group)) for number, (letter, group) in enumerate(groupby(entries, key=first), 1)
    ]


def _script(entry: Entry) -> str:
    """LATIN, ARABIC, CJK …: the first word of the letter's name in Unicode."""
    return unicodedata.name(entry.label.text[:1], "").split(" ")[0]


def _sorted_by(entry: Entry, language: str) -> str:
    """The name without the Arabic article, which begins most names of topics and is no part of the alphabet."""
    name = normalise(entry.label.text)
    arabic = (entry.label.language or language).split("-")[0] == "ar"
    return name[len(_ARTICLE) :] if arabic and name.startswith(_ARTICLE) and len(name) > 4 else name


def _first(entry: Entry, language: str) -> str:
    first = _sorted_by(entry, language)[:1].upper()
    return first if first.isalpha() else "#"
