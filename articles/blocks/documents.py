"""Documents to download."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from articles.blocks.addresses import languages
from articles.blocks.texts import HeadingBlock


class ListedDocumentBlock(blocks.StructBlock):
    """One document: its title as the article says it, in the article's language."""

    document = DocumentChooserBlock(label=_("Document"))
    title = HeadingBlock(
        label=_("Title"), max_length=255, help_text=_("What readers find in it. Type and size are added.")
    )
    language = blocks.ChoiceBlock(
        label=_("Language of the document"),
        choices=languages,
        required=False,
        help_text=_("Said beside the title to readers of other languages."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Document")


class DocumentsBlock(blocks.StructBlock):
    """A list of documents."""

    title = HeadingBlock(label=_("Title"), required=False, max_length=255)
    documents = blocks.ListBlock(ListedDocumentBlock(), label=_("Documents"), min_num=1, max_num=50)

    class Meta:
        icon = "doc-full"
        label = _("Documents")
