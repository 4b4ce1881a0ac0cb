"""What an article's body is made of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from articles.blocks.cards import LinkCardBlock
from articles.blocks.documents import DocumentsBlock
from articles.blocks.pictures import GalleryBlock, PictureBlock
from articles.blocks.tables import TableBlock
from articles.blocks.texts import RICH_TEXT_FEATURES, SHORT_FEATURES, HeadingBlock
from articles.blocks.videos import VideoBlock
from articles.blocks.words import CallOutBlock, QuotationBlock


class BoxContentBlock(blocks.StreamBlock):
    """What may stand in a box."""

    text = blocks.RichTextBlock(label=_("Text"), icon="pilcrow", features=SHORT_FEATURES)
    picture = PictureBlock()
    gallery = GalleryBlock()
    quotation = QuotationBlock()
    table = TableBlock()
    documents = DocumentsBlock()
    link_card = LinkCardBlock()


class BoxBlock(blocks.StructBlock):
    """A part of its own beside the story: background, a programme, how to take part."""

    title = HeadingBlock(label=_("Title"), max_length=255)
    content = BoxContentBlock(label=_("Content"))

    class Meta:
        icon = "form"
        label = _("Box")


class BodyBlock(blocks.StreamBlock):
    """The body of an article."""

    text = blocks.RichTextBlock(label=_("Text"), icon="pilcrow", features=RICH_TEXT_FEATURES)
    heading = HeadingBlock(max_length=255)
    quotation = QuotationBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    table = TableBlock()
    documents = DocumentsBlock()
    link_card = LinkCardBlock()
    call_out = CallOutBlock()
    box = BoxBlock()
