"""The one walk over a body as it is stored: every leaf with its path, and no query.

Paths are those that the translation store gives to texts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wagtail.blocks import BaseStreamBlock, BaseStructBlock, Block, ListBlock
from wagtail.blocks.stream_block import StreamValue
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock, TypedTableBlock

from articles.blocks import CaptionBlock, CellBlock

# What a table's own words are: its blocks name its cells alone.
_CAPTION = CaptionBlock()
_HEADING = CellBlock()


@dataclass(frozen=True, slots=True)
class Leaf:
    """A block that holds no others, with its stored value."""

    path: str
    block: Block
    raw: Any

    @property
    def kind(self) -> str:
        """What the text is, where it is one and its block says so."""
        return str(getattr(self.block.meta, "translation_kind", "") or "")


def leaves(value: StreamValue, path: str = "body") -> Iterator[Leaf]:
    """All leaves of a body in order; pictures, documents and pages that it names are not looked up."""
    yield from _of_block(value.stream_block, list(value.raw_data), path)


def _of_block(block: Block, raw: Any, path: str) -> Iterator[Leaf]:
    if raw is None:
        return
    if isinstance(block, BaseStructBlock):
        for name, child in block.child_blocks.items():
            yield from _of_block(child, raw.get(name), f"{path}/{name}")
    elif isinstance(block, BaseStreamBlock):
        for item in raw:
            child = block.child_blocks.get(item["type"])
            if child is not None:
                yield from _of_block(child, item["value"], f"{path}/{item['id']}")
    elif isinstance(block, ListBlock):
        for item in raw:
            yield from _of_block(block.child_block, item["value"], f"{path}/{item['id']}")
    elif isinstance(block, BaseTypedTableBlock):
        yield from _of_table(block, raw, path)
    else:
        yield Leaf(path, block, raw)


def _of_table(block: TypedTableBlock, raw: Mapping[str, Any], path: str) -> Iterator[Leaf]:
    columns = [column for column in raw["columns"] if column["type"] in block.child_blocks]
    yield Leaf(f"{path}/caption", _CAPTION, raw.get("caption") or "")
    for number, column in enumerate(columns):
        yield Leaf(f"{path}/columns/{number}", _HEADING, column.get("heading") or "")
    for number, row in enumerate(raw["rows"]):
        for place, (column, value) in enumerate(zip(columns, row["values"], strict=False)):
            yield from _of_block(block.child_blocks[column["type"]], value, f"{path}/rows/{number}/{place}")
