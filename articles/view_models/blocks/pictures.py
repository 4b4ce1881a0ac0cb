"""Pictures of the body."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from articles.view_models.blocks.stored import Stored
from articles.view_models.pictures import Picture


@dataclass(frozen=True, slots=True)
class Figure:
    template: ClassVar[str] = "articles/blocks/picture.html"
    picture: Picture | None
    caption: SafeString
    credit: SafeString
    check: SafeString

    @classmethod
    def of(cls, block: Stored, *, alone: bool = True) -> "Figure":
        """In a gallery one link leads to the originals of all captions."""
        picture, caption, credit = block.described_picture(), block.html("caption"), block.html("credit")
        check = block.check("caption", "credit", what=gettext("Picture")) if alone else SafeString("")
        return cls(picture, caption, credit, check)


@dataclass(frozen=True, slots=True)
class Gallery:
    template: ClassVar[str] = "articles/blocks/gallery.html"
    title: SafeString
    figures: list[Figure]
    check: SafeString

    @classmethod
    def of(cls, block: Stored) -> "Gallery":
        title = block.html("title")
        pictures = list(block.items("pictures"))
        figures = [Figure.of(picture, alone=False) for picture in pictures]
        paths = [block.at("title"), *(path for each in pictures for path in (each.at("caption"), each.at("credit")))]
        return cls(
            title=title,
            figures=[figure for figure in figures if figure.picture],
            check=block.texts.check_together(paths, gettext("Pictures")),
        )
