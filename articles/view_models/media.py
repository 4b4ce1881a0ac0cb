"""Pictures and documents of a body, all read at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from wagtail.blocks.stream_block import StreamValue
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.documents.models import AbstractDocument
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock
from wagtail.images.models import AbstractImage

from articles.view_models import pictures
from articles.walk import leaves


@dataclass(frozen=True, slots=True)
class Media:
    """By their numbers, as blocks name them."""

    images: Mapping[int, AbstractImage] = field(default_factory=dict)
    documents: Mapping[int, AbstractDocument] = field(default_factory=dict)

    def image(self, number: Any) -> AbstractImage | None:
        return self.images.get(number) if isinstance(number, int) else None

    def document(self, number: Any) -> AbstractDocument | None:
        return self.documents.get(number) if isinstance(number, int) else None


def media_of(body: StreamValue, *, others: Iterable[AbstractImage | None] = ()) -> Media:
    """What the blocks of a body name, in three queries for any number; fewer where a kind does not occur.

    Renditions of `others`, such as the picture under the headline, are read with those of the body.
    """
    return media_of_all([body], others=others)


def media_of_all(bodies: Iterable[StreamValue], *, others: Iterable[AbstractImage | None] = ()) -> Media:
    """The same for many bodies at once, in as many queries."""
    images: set[int] = set()
    documents: set[int] = set()
    for body in bodies:
        in_body = _numbers(body)
        images |= in_body[0]
        documents |= in_body[1]
    found = get_image_model().objects.in_bulk(images) if images else {}
    pictures.prefetch([*others, *found.values()], pictures.LEAD_WIDTHS)
    return Media(found, get_document_model().objects.in_bulk(documents) if documents else {})


def _numbers(body: StreamValue) -> tuple[set[int], set[int]]:
    images: set[int] = set()
    documents: set[int] = set()
    for leaf in leaves(body):
        if isinstance(leaf.raw, int) and isinstance(leaf.block, ImageChooserBlock):
            images.add(leaf.raw)
        elif isinstance(leaf.raw, int) and isinstance(leaf.block, DocumentChooserBlock):
            documents.add(leaf.raw)
    return images, documents
