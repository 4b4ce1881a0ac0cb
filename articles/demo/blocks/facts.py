"""Blocks of facts beside the story: table, link card, and the box that holds other blocks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID, uuid5

from articles.demo.blocks.block import Block, Media, Paragraphs, child_id
from articles.demo.place import Place, Words

Cell = Words | int


@dataclass(frozen=True, slots=True)
class Table(Block):
    """Columns with a heading each; a column holds words, or numbers."""

    caption: Words
    columns: tuple[Words, ...]
    rows: tuple[tuple[Cell, ...], ...]

    type: ClassVar[str] = "table"

    def stored(self, language: str, media: Media, key: UUID) -> Any:
        kinds = ["number" if isinstance(cell, int) else "words" for cell in self.rows[0]]
        columns = [{"type": kind, "heading": words[language]} for kind, words in zip(kinds, self.columns, strict=True)]
        rows = [{"values": [cell if isinstance(cell, int) else cell[language] for cell in row]} for row in self.rows]
        return {
            "table": {"caption": self.caption[language], "columns": columns, "rows": rows},
            "row_headings": True,
        }

    def texts(self, language: str, key: UUID) -> Iterator[tuple[str, Paragraphs]]:
        yield "/table/caption", [[self.caption[language]]]
        for number, words in enumerate(self.columns):
            yield f"/table/columns/{number}", [[words[language]]]
        for number, row in enumerate(self.rows):
            for place, cell in enumerate(row):
                if not isinstance(cell, int):
                    yield f"/table/rows/{number}/{place}", [[cell[language]]]

    def lines(self, language: str) -> Iterator[str]:
        for _path, ((text,),) in self.texts(language, UUID(int=0)):
            yield text


@dataclass(frozen=True, slots=True)
class LinkCard(Block):
    url: str
    language: str
    title: Words
    text: Words
    site: Words

    type: ClassVar[str] = "link_card"

    def stored(self, language: str, media: Media, key: UUID) -> Any:
        texts = {name: getattr(self, name)[language] for name in ("title", "text", "site")}
        return {"url": self.url, "language": self.language, "image": None, "alt": "", "decorative": True, **texts}

    def texts(self, language: str, key: UUID) -> Iterator[tuple[str, Paragraphs]]:
        for name in ("title", "text", "site"):
            yield f"/{name}", [[getattr(self, name)[language]]]

    def lines(self, language: str) -> Iterator[str]:
        yield from (self.title[language], self.text[language], self.site[language])


@dataclass(frozen=True, slots=True)
class Box(Block):
    title: Words
    content: tuple[Block, ...]

    type: ClassVar[str] = "box"

    def stored(self, language: str, media: Media, key: UUID) -> Any:
        content = [
            {
                "type": block.type,
                "id": child_id(key, "content", number),
                "value": block.stored(language, media, uuid5(key, f"content {number}")),
            }
            for number, block in enumerate(self.content)
        ]
        return {"title": self.title[language], "content": content}

    def texts(self, language: str, key: UUID) -> Iterator[tuple[str, Paragraphs]]:
        yield "/title", [[self.title[language]]]
        for number, block in enumerate(self.content):
            child = uuid5(key, f"content {number}")
            for rest, paragraphs in block.texts(language, child):
                yield f"/content/{child}{rest}", paragraphs

    def prose(self, language: str) -> Iterator[str]:
        for block in self.content:
            yield from block.prose(language)

    def lines(self, language: str) -> Iterator[str]:
        yield self.title[language]
        for block in self.content:
            yield from block.lines(language)

    def inner(self) -> Sequence[Block]:
        return self.content


def read_table(place: Place, table: Mapping[str, Any]) -> Table:
    place.only(table, ("caption", "columns", "rows"))
    columns = tuple(here.words(entry) for here, entry in place.each(table, "columns", "column"))
    rows = []
    for here, entry in place.each(table, "rows", "row"):
        here.only(entry, ("cells",))
        cells = here.value(entry, "cells", list)
        if len(cells) != len(columns):
            raise here.error(f"{len(cells)} cells, the table has {len(columns)} columns")
        rows.append(tuple(cell if isinstance(cell, int) else here.words(cell) for cell in cells))
    if not rows:
        raise place.error("a table has at least one row")
    return Table(place.named(table, "caption"), columns, tuple(rows))


def read_link_card(place: Place, table: Mapping[str, Any]) -> LinkCard:
    place.only(table, ("url", "language", "title", "text", "site"))
    url, language = (place.value(table, name, str) for name in ("url", "language"))
    title, text, site = (place.named(table, name) for name in ("title", "text", "site"))
    return LinkCard(url, language, title, text, site)
