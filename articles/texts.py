"""Texts inside an article, as they stand in it."""

from collections.abc import Iterator
from typing import Any

from wagtail.blocks import CharBlock, RichTextBlock, TextBlock
from wagtail.blocks.stream_block import StreamValue

from articles.walk import leaves

_NOT_READ = ("alt", "credit")


def texts_by_path(page: Any) -> dict[str, str]:
    """Path → HTML of the page's own texts, plain values escaped; paths as the translation store names them."""
    texts = {
        field.name: _escaped(getattr(page, field.name) or "")
        for field in page.translatable_fields
        if not isinstance(getattr(page, field.name), StreamValue)
    }
    return texts | {path: html for path, html, _kind in _of_stream(page.body)}


def body_texts(value: StreamValue) -> Iterator[str]:
    """HTML of what readers read in a body, in order; alternative texts and credits are left out. No query."""
    return (html for _path, html, kind in _of_stream(value) if kind not in _NOT_READ)


def _of_stream(value: StreamValue) -> Iterator[tuple[str, str, str]]:
    for leaf in leaves(value):
        if isinstance(leaf.block, RichTextBlock):
            yield leaf.path, leaf.raw, leaf.kind
        elif isinstance(leaf.block, CharBlock | TextBlock):
            yield leaf.path, _escaped(leaf.raw), leaf.kind


def _escaped(value: str) -> str:
    """A plain value as HTML, so that all values can be read alike."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
