"""Blocks of words."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from articles.view_models.blocks.stored import Stored


@dataclass(frozen=True, slots=True)
class Text:
    template: ClassVar[str] = "articles/blocks/text.html"
    text: SafeString

    @classmethod
    def of(cls, block: Stored) -> "Text":
        return cls(block.prose(""))


@dataclass(frozen=True, slots=True)
class Heading:
    template: ClassVar[str] = "articles/blocks/heading.html"
    text: SafeString
    plain: str
    anchor: str

    @classmethod
    def of(cls, block: Stored) -> "Heading":
        return cls(block.html(""), block.texts.plain(block.path), block.texts.anchor(block.path))


@dataclass(frozen=True, slots=True)
class Quotation:
    """`is_open`: the words are a translation that nobody has checked, which is said beside the speaker's name."""

    template: ClassVar[str] = "articles/blocks/quotation.html"
    text: SafeString
    attribution: SafeString
    source: SafeString
    source_url: str
    check: SafeString
    is_open: bool
    state: str

    @classmethod
    def of(cls, block: Stored) -> "Quotation":
        path = block.at("text")
        return cls(
            text=block.html("text"),
            attribution=block.html("attribution"),
            source=block.html("source"),
            source_url=block.address("source_url"),
            check=block.check("text", "attribution", "source", what=gettext("Quotation")),
            is_open=block.texts.is_open(path),
            state=block.texts.state(path),
        )


@dataclass(frozen=True, slots=True)
class CallOut:
    template: ClassVar[str] = "articles/blocks/call_out.html"
    title: SafeString
    text: SafeString

    @classmethod
    def of(cls, block: Stored) -> "CallOut":
        return cls(block.html("title"), block.prose("text"))
