"""Videos: a file of the site, or a link to where one is shown. Nothing of another site is ever embedded."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from articles.blocks.addresses import OutsideAddressBlock, languages
from articles.blocks.texts import SHORT_FEATURES, CaptionBlock, CreditBlock, HeadingBlock

# What browsers play, by the ending of the file's name.
VIDEO_TYPES = {"mp4": "video/mp4", "webm": "video/webm"}


class VideoBlock(blocks.StructBlock):
    """A video with what is said in it as text."""

    title = HeadingBlock(label=_("Title"), max_length=255, help_text=_("What the video shows."))
    file = DocumentChooserBlock(label=_("File"), required=False, help_text=_("MP4 or WebM, uploaded as a document."))
    link = OutsideAddressBlock(
        label=_("Or a link"),
        required=False,
        help_text=_("Address of the video on another site. Readers go there; nothing of that site is loaded here."),
    )
    poster = ImageChooserBlock(
        label=_("Picture before it plays"),
        required=False,
        help_text=_("The title stands on it and says what the video shows."),
    )
    minutes = blocks.IntegerBlock(label=_("Length in minutes"), required=False, min_value=1, max_value=999)
    language = blocks.ChoiceBlock(
        label=_("Language spoken"), choices=languages, required=False, help_text=_("If it is not that of the article.")
    )
    caption = CaptionBlock(label=_("Caption"), required=False, max_length=500)
    credit = CreditBlock(label=_("Credit"), required=False, max_length=255, help_text=_("Who made the video."))
    transcript = blocks.RichTextBlock(
        label=_("Transcript"),
        required=False,
        features=SHORT_FEATURES,
        help_text=_("What is said and shown, for people who do not hear or see it. It is translated too."),
    )

    class Meta:
        icon = "media"
        label = _("Video")

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        errors = {}
        if not result["file"] and not result["link"]:
            errors["file"] = ValidationError(_("Choose a file, or write a link below."), code="video")
        if result["file"] and result["link"]:
            errors["link"] = ValidationError(_("A video has a file or a link, not both: take one away."), code="video")
        if result["file"] and result["file"].file_extension.lower() not in VIDEO_TYPES:
            message = _("Browsers do not play “%(name)s”: choose an MP4 or WebM file.")
            errors["file"] = ValidationError(message, code="video", params={"name": result["file"].filename})
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return result
