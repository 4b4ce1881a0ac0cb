"""Blocks of words: text, heading, quotation, call-out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from articles.demo.blocks.block import Block, Media, Paragraphs, Part, html_of, paragraphs_of, read_parts
from articles.demo.place import Place, Sentences, Words


@dataclass(frozen=True, slots=True)
class Text(Block):
    parts: tuple[Part, ...]

    type: ClassVar[str] = "text"

    def html(self, language: str) -> str:
        """The block's rich text."""
        return html_of(self.parts, language)

    def stored(self, language: str, media: Media, key: UUID) -> Any:
        return self.html(language)

    def texts(self, language: str, key: UUID) -> Iterator[tuple[str, Paragraphs]]:
        yield "", paragraphs_of(self.parts, language)

    def prose(self, language: str) -> Iterator[str]:
        for part in self.parts:
            yield from part.sentences[language]


@dataclass(frozen=True, slots=True)
class Heading(Block):
    text: Words

    type: ClassVar[str] = "heading"

    def stored(self, language: str, media: Media, key: UUID) -> Any:
        return self.text[language]

    def texts(self, language: str, key: UUID) -> Iterator[tuple[str, Paragraphs]]:
        yield "", [[self.text[language]]]

    def lines(self, language: str) -> Iterator[str]:
        yield self.text[language]


@dataclass(frozen=True, slots=True)
class Quotation(Block):
    """A passage of the article itself, or a proverb; `source` says which. Plain sentences."""

    sentences: Sentences
    source: Words

    type: ClassVar[str] = "quotation"

    def text(self, language: str) -> str:
        return " ".join(self.sentences[language])

    def stored(self, language: str, media: Media, key: UUID) -> Any:
        return {"text": self.text(language), "attribution": self.source[language]}

    def texts(self, language: str, key: UUID) -> Iterator[tuple[str, Paragraphs]]:
        yield "/text", [self.sentences[language]]
        yield "/attribution", [[self.source[language]]]

    def prose(self, language: str) -> Iterator[str]:
        yield from self.sentences[language]

    def lines(self, language: str) -> Iterator[str]:
        yield self.source[language]


@dataclass(frozen=True, slots=True)
class CallOut(Block):
    title: Words
    parts: tuple[Part, ...]

    type: ClassVar[str] = "call_out"

    def html(self, language: str) -> str:
        """The call-out's rich text, without its title."""
        return html_of(self.parts, language)

    def stored(self, language: str, media: Media, key: UUID) -> Any:
        return {"title": self.title[language], "text": self.html(language)}

    def texts(self, language: str, key: UUID) -> Iterator[tuple[str, Paragraphs]]:
        yield "/title", [[self.title[language]]]
        yield "/text", paragraphs_of(self.parts, language)

    def prose(self, language: str) -> Iterator[str]:
        for part in self.parts:
            yield from part.sentences[language]

    def lines(self, language: str) -> Iterator[str]:
        yield self.title[language]


def read_text(place: Place, table: Mapping[str, Any]) -> Text:
    place.only(table, ("parts",))
    return Text(read_parts(place, table))


def read_heading(place: Place, table: Mapping[str, Any]) -> Heading:
    return Heading(place.words(table))


def read_quotation(place: Place, table: Mapping[str, Any]) -> Quotation:
    rest = dict(table)
    source = place.named(rest, "source")
    del rest["source"]
    return Quotation(place.sentences(rest, marks=False), source)


def read_call_out(place: Place, table: Mapping[str, Any]) -> CallOut:
    place.only(table, ("title", "parts"))
    return CallOut(place.named(table, "title"), read_parts(place, table))
