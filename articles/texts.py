"""Texts inside an article, as they stand in it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wagtail.blocks import BaseStreamBlock, BaseStructBlock, Block, CharBlock, ListBlock, RichTextBlock, TextBlock
from wagtail.blocks.stream_block import StreamValue

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
    """HTML of what readers read in a body, in order; alternative texts and credits are left out. No query."""
    return (html for _path, html, kind in _of_stream(value, "body") if kind not in _NOT_READ)


def _of_stream(value: StreamValue, path: str) -> Iterator[tuple[str, str, str]]:
    yield from _of_children(value.stream_block, value.raw_data, path)


def _of_children(
    stream: BaseStreamBlock, raw: Iterable[Mapping[str, Any]], path: str
) -> Iterator[tuple[str, str, str]]:
    for child in raw:
        block = stream.child_blocks.get(child["type"])
        if block is not None:
            yield from _of_block(block, child["value"], f"{path}/{child['id']}")


def _of_block(block: Block, raw: Any, path: str) -> Iterator[tuple[str, str, str]]:
    """Texts of a block from its stored form: pictures and pages that it names are not looked up."""
    kind = getattr(block.meta, "translation_kind", "")
    if raw is None:
        return
    if isinstance(block, RichTextBlock):
        yield path, raw, kind
    elif isinstance(block, CharBlock | TextBlock):
        yield path, _escaped(raw), kind
    elif isinstance(block, BaseStructBlock):
        for name, child in block.child_blocks.items():
            yield from _of_block(child, raw.get(name), f"{path}/{name}")
    elif isinstance(block, BaseStreamBlock):
        yield from _of_children(block, raw, path)
    elif isinstance(block, ListBlock):
        for item in raw:
            yield from _of_block(block.child_block, item["value"], f"{path}/{item['id']}")


def _escaped(value: str) -> str:
    """A plain value as HTML, so that all values can be read alike."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
