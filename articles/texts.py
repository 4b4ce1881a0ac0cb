"""Texts inside an article, as they stand in it."""

from collections.abc import Iterator
from typing import Any

from wagtail.blocks import BaseStructBlock, Block, CharBlock, RichTextBlock, TextBlock
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.blocks.struct_block import StructValue

_NOT_READ = ("alt", "credit")


def texts_by_path(page: Any) -> dict[str, str]:
    """Path → HTML of the page's own texts, plain values escaped; paths as the translation store names them."""
    texts = {
        field.name: _escaped(getattr(page, field.name) or "")
        for field in page.translatable_fields
        if not isinstance(getattr(page, field.name), StreamValue)
    }
    return texts | {path: html for path, html, _kind in _of_stream(page.body, "body")}


def body_texts(value: StreamValue) -> Iterator[str]:
    """HTML of what readers read in a body, in order; alternative texts and credits are left out."""
    return (html for _path, html, kind in _of_stream(value, "body") if kind not in _NOT_READ)


def _of_stream(value: StreamValue, path: str) -> Iterator[tuple[str, str, str]]:
    for child in value:
        yield from _of_block(child.block, child.value, f"{path}/{child.id}")


def _of_block(block: Block, value: Any, path: str) -> Iterator[tuple[str, str, str]]:
    kind = getattr(block.meta, "translation_kind", "")
    if value is None:
        return
    if isinstance(block, RichTextBlock):
        yield path, value.source, kind
    elif isinstance(block, CharBlock | TextBlock):
        yield path, _escaped(value), kind
    elif isinstance(block, BaseStructBlock) and isinstance(value, StructValue):
        for name, child in block.child_blocks.items():
            yield from _of_block(child, value.get(name), f"{path}/{name}")
    elif isinstance(value, StreamValue):
        yield from _of_stream(value, path)
    elif isinstance(value, ListValue):
        for item in value.bound_blocks:
            yield from _of_block(item.block, item.value, f"{path}/{item.id}")


def _escaped(value: str) -> str:
    """A plain value as HTML, so that all values can be read alike."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
