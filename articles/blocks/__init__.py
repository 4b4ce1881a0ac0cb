"""Blocks of an article's body.

`translation_kind` tells the translation store what a text is; what is not text stays untouched. How to add a block:
docs/blocks.md.
"""

from articles.blocks.body import BodyBlock, BoxBlock
from articles.blocks.cards import LinkCardBlock
from articles.blocks.documents import DocumentsBlock, ListedDocumentBlock
from articles.blocks.pictures import GalleryBlock, PictureBlock
from articles.blocks.tables import CellsBlock, TableBlock
from articles.blocks.texts import (
    AltBlock,
    CaptionBlock,
    CellBlock,
    CreditBlock,
    HeadingBlock,
    LabelBlock,
    QuotationTextBlock,
)
from articles.blocks.videos import VideoBlock
from articles.blocks.words import CallOutBlock, QuotationBlock

__all__ = [
    "AltBlock",
    "BodyBlock",
    "BoxBlock",
    "CallOutBlock",
    "CaptionBlock",
    "CellBlock",
    "CellsBlock",
    "CreditBlock",
    "DocumentsBlock",
    "GalleryBlock",
    "HeadingBlock",
    "LabelBlock",
    "LinkCardBlock",
    "ListedDocumentBlock",
    "PictureBlock",
    "QuotationBlock",
    "QuotationTextBlock",
    "TableBlock",
    "VideoBlock",
]
