"""A page of notes with nested blocks, a relation and plain fields."""

from typing import ClassVar

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page

from i18n.translatable import TranslatableField, TranslatablePage


class LabelBlock(blocks.CharBlock):
    class Meta:
        translation_kind = "label"


class CodeBlock(blocks.CharBlock):
    class Meta:
        translatable = False


class CardBlock(blocks.StructBlock):
    heading = blocks.CharBlock()
    text = blocks.RichTextBlock()
    code = CodeBlock(required=False)


class SectionBlock(blocks.StreamBlock):
    card = CardBlock()
    words = blocks.ListBlock(LabelBlock())


class NotesIndexPage(Page):
    """Parent of notes."""


class NotePage(TranslatablePage):
    """A note."""

    intro = RichTextField(blank=True)
    body = StreamField(
        [
            ("text", blocks.RichTextBlock()),
            ("plain", blocks.TextBlock()),
            ("card", CardBlock()),
            ("section", SectionBlock()),
            ("number", blocks.IntegerBlock()),
        ],
        blank=True,
    )
    happened_on = models.DateField(null=True, blank=True)
    length = models.PositiveIntegerField(default=0, editable=False)

    translatable_fields: ClassVar[tuple[TranslatableField, ...]] = (
        TranslatableField("title", "title"),
        TranslatableField("intro", "summary"),
        TranslatableField("body"),
    )
    synchronised_fields: ClassVar[tuple[str, ...]] = ("happened_on", "links")
    content_panels: ClassVar[list] = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("body"),
        FieldPanel("happened_on"),
        InlinePanel("links"),
    ]

    def finish_translation(self, source: Page) -> None:
        self.length = len(self.title)


class NoteLink(Orderable):
    """A link below a note."""

    note = ParentalKey(NotePage, on_delete=models.CASCADE, related_name="links")
    address = models.URLField()
