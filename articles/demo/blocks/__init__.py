"""Blocks of a body as the demonstration's files have them, by the names of the page's own blocks. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from articles.demo.blocks.block import FILES, FOLDER, PICTURES, Block, Media, Paragraphs, Part
from articles.demo.blocks.facts import Box, LinkCard, Table, read_link_card, read_table
from articles.demo.blocks.media import (
    Documents,
    Gallery,
    Picture,
    Video,
    read_documents,
    read_gallery,
    read_picture,
    read_video,
)
from articles.demo.blocks.words import (
    CallOut,
    Heading,
    Quotation,
    Text,
    read_call_out,
    read_heading,
    read_quotation,
    read_text,
)
from articles.demo.place import Place

__all__ = [
    "FILES",
    "FOLDER",
    "PICTURES",
    "Block",
    "Box",
    "CallOut",
    "Documents",
    "Gallery",
    "Heading",
    "LinkCard",
    "Media",
    "Paragraphs",
    "Part",
    "Picture",
    "Quotation",
    "Table",
    "Text",
    "Video",
    "blocks_in",
    "documents_in",
    "pictures_in",
    "read_block",
    "read_blocks",
    "read_picture",
]

_READERS: Mapping[str, Callable[[Place, Mapping[str, Any]], Block]] = {
    "text": read_text,
    "heading": read_heading,
    "quotation": read_quotation,
    "picture": read_picture,
    "call_out": read_call_out,
    "gallery": read_gallery,
    "video": read_video,
    "documents": read_documents,
    "table": read_table,
    "link_card": read_link_card,
}


def read_block(place: Place, table: Mapping[str, Any]) -> Block:
    """A block of a file. Raises ContentError."""
    kind = place.value(table, "type", str)
    rest = {name: value for name, value in table.items() if name != "type"}
    if kind == "box":
        place.only(rest, ("title", "content"))
        return Box(place.named(rest, "title"), read_blocks(place, rest, "content"))
    if kind not in _READERS:
        raise place.error(f"unknown type “{kind}”")
    return _READERS[kind](place, rest)


def read_blocks(place: Place, table: Mapping[str, Any], name: str = "blocks") -> tuple[Block, ...]:
    """The blocks of a list. Raises ContentError."""
    return tuple(read_block(here, entry) for here, entry in place.each(table, name, "block"))


def blocks_in(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks and those inside them, in order."""
    for block in blocks:
        yield block
        yield from blocks_in(block.inner())


def pictures_in(blocks: Sequence[Block]) -> list[Picture]:
    """All pictures that have words of their own."""
    return [block for block in blocks_in(blocks) if isinstance(block, Picture)]


def documents_in(blocks: Sequence[Block]) -> list[tuple[str, str]]:
    """Files to upload as documents, each with the title that the library shows."""
    found: list[tuple[str, str]] = []
    for block in blocks_in(blocks):
        if isinstance(block, Video):
            found.append((block.file, next(iter(block.title.values()))))
        elif isinstance(block, Documents):
            found += [(document.file, next(iter(document.title.values()))) for document in block.documents]
    return found
