"""Documents to download, and cards of pages elsewhere."""

from dataclasses import dataclass
from typing import ClassVar

from django.template.defaultfilters import filesizeformat
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from wagtail.documents.models import AbstractDocument

from articles import outside
from articles.view_models.blocks.stored import Language, Stored
from articles.view_models.pictures import Picture


@dataclass(frozen=True, slots=True)
class Download:
    """`type` and `size` are said beside the title: PDF, 1.2 MB."""

    title: SafeString
    url: str
    type: str
    size: str
    language: Language


@dataclass(frozen=True, slots=True)
class Documents:
    template: ClassVar[str] = "articles/blocks/documents.html"
    title: SafeString
    downloads: list[Download]
    check: SafeString

    @classmethod
    def of(cls, block: Stored) -> "Documents":
        title = block.html("title")
        items = list(block.items("documents"))
        found = [(item, block.around.media.document(item.get("document"))) for item in items]
        return cls(
            title=title,
            downloads=[_download(item, document) for item, document in found if document],
            check=block.texts.check_together(
                [block.at("title"), *(item.at("title") for item in items)], gettext("Documents")
            ),
        )


def _download(item: Stored, document: AbstractDocument) -> Download:
    return Download(
        title=item.html("title"),
        url=document.url,
        type=document.file_extension.upper(),
        size=filesizeformat(document.file_size) if document.file_size else "",
        language=item.other_language(),
    )


@dataclass(frozen=True, slots=True)
class LinkCard:
    """`site` is what its owner calls it, `host` its name in the address."""

    template: ClassVar[str] = "articles/blocks/link_card.html"
    url: str
    title: SafeString
    text: SafeString
    site: SafeString
    host: str
    language: Language
    picture: Picture | None
    check: SafeString

    @classmethod
    def of(cls, block: Stored) -> "LinkCard":
        url = block.address("url")
        return cls(
            url=url,
            title=block.html("title"),
            text=block.html("text"),
            site=block.html("site"),
            host=outside.host_of(url),
            language=block.other_language(),
            picture=block.described_picture(),
            check=block.check("title", "text", "site", what=gettext("Link")),
        )
