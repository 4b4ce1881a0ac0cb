"""The blocks of an article's body, each with its template in templates/articles/blocks/."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from django.utils.safestring import SafeString

from articles.models import TextPage
from articles.view_models.blocks.documents import Documents, LinkCard
from articles.view_models.blocks.pictures import Figure, Gallery
from articles.view_models.blocks.stored import Around, Stored
from articles.view_models.blocks.tables import Table
from articles.view_models.blocks.videos import Video
from articles.view_models.blocks.words import CallOut, Heading, Quotation, Text
from articles.view_models.media import Media
from articles.view_models.texts import Texts

_LONG, _HEADINGS, _MANY_HEADINGS = 3, 3, 5


class Block(Protocol):
    """What a template shows of a block."""

    template: ClassVar[str]


@dataclass(frozen=True, slots=True)
class Box:
    """A part of its own with blocks inside."""

    template: ClassVar[str] = "articles/blocks/box.html"
    title: SafeString
    blocks: list[Block]

    @classmethod
    def of(cls, block: Stored) -> "Box":
        title = block.html("title")
        content = _blocks(block.get("content") or (), block.at("content"), block.around)
        return cls(title, content)


def blocks_of(page: TextPage, texts: Texts, media: Media) -> list[Block]:
    """The body in order. No query: `media` holds its pictures and documents."""
    return _blocks(page.body.raw_data, "body", Around(texts, media, page.locale.language_code))


def contents_of(blocks: Iterable[Block], minutes: int = 0) -> list[Heading]:
    """The headings of a long text, to go to: one of three minutes with three of them, or of any length with five."""
    headings = [block for block in blocks if isinstance(block, Heading) and block.plain]
    return headings if len(headings) >= (_HEADINGS if minutes >= _LONG else _MANY_HEADINGS) else []


def _blocks(raw: Iterable[Mapping[str, Any]], path: str, around: Around) -> list[Block]:
    return [
        _MAKERS[child["type"]](Stored(f"{path}/{child['id']}", child["value"], around))
        for child in raw
        if child["type"] in _MAKERS
    ]


_MAKERS: dict[str, Callable[[Stored], Block]] = {
    "text": Text.of,
    "heading": Heading.of,
    "quotation": Quotation.of,
    "picture": Figure.of,
    "gallery": Gallery.of,
    "video": Video.of,
    "table": Table.of,
    "documents": Documents.of,
    "link_card": LinkCard.of,
    "call_out": CallOut.of,
    "box": Box.of,
}
