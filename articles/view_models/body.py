"""The blocks of an article's body, each with its template in templates/articles/blocks/."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from wagtail.images.models import AbstractImage

from articles.models import ArticlePage
from articles.view_models import pictures
from articles.view_models.pictures import Picture
from articles.view_models.texts import Texts


@dataclass(frozen=True, slots=True)
class BodyBlock:
    """One block: the words that its type has."""

    type: str
    text: SafeString | str = ""
    title: SafeString | str = ""
    attribution: SafeString | str = ""
    check: SafeString | str = ""
    caption: SafeString | str = ""
    credit: SafeString | str = ""
    picture: Picture | None = None
    is_open: bool = False
    state: str = "original"

    @property
    def template(self) -> str:
        return f"articles/blocks/{self.type}.html"


def images_of(page: ArticlePage) -> list[AbstractImage | None]:
    """All pictures of the body: one query for any number."""
    return [child.value["image"] for child in page.body if child.block_type == "picture"]


def blocks_of(page: ArticlePage, texts: Texts) -> list[BodyBlock]:
    """The body in order. Renditions of its pictures should have been prefetched."""
    return [_MAKERS[child.block_type](child, texts) for child in page.body if child.block_type in _MAKERS]


def _text(child: Any, texts: Texts) -> BodyBlock:
    return BodyBlock("text", text=texts.prose(f"body/{child.id}"))


def _heading(child: Any, texts: Texts) -> BodyBlock:
    return BodyBlock("heading", text=texts.html(f"body/{child.id}"))


def _quotation(child: Any, texts: Texts) -> BodyBlock:
    path = f"body/{child.id}/text"
    return BodyBlock(
        "quotation",
        text=texts.html(path),
        attribution=texts.html(f"body/{child.id}/attribution"),
        check=texts.check(path),
        is_open=texts.is_open(path),
        state=texts.state(path),
    )


def _picture(child: Any, texts: Texts) -> BodyBlock:
    path = f"body/{child.id}"
    alt = "" if child.value["decorative"] else texts.plain(f"{path}/alt")
    return BodyBlock(
        "picture",
        picture=pictures.picture(child.value["image"], pictures.LEAD_WIDTHS, alt),
        caption=texts.html(f"{path}/caption"),
        credit=texts.html(f"{path}/credit"),
    )


def _call_out(child: Any, texts: Texts) -> BodyBlock:
    path = f"body/{child.id}"
    return BodyBlock("call_out", title=texts.html(f"{path}/title"), text=texts.prose(f"{path}/text"))


_MAKERS: dict[str, Callable[[Any, Texts], BodyBlock]] = {
    "text": _text,
    "heading": _heading,
    "quotation": _quotation,
    "picture": _picture,
    "call_out": _call_out,
}
