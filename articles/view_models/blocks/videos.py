"""Videos: a file that plays here after a click, or a link to where it is shown."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from articles import outside
from articles.blocks.videos import VIDEO_TYPES
from articles.view_models.blocks.stored import Language, Stored
from articles.view_models.pictures import Picture


@dataclass(frozen=True, slots=True)
class Video:
    """`src` is a file of this site, `link` a page of another one, `host` its name; at most one is there."""

    template: ClassVar[str] = "articles/blocks/video.html"
    title: SafeString
    plain_title: str
    src: str
    type: str
    link: str
    host: str
    poster: Picture | None
    minutes: int | None
    language: Language
    caption: SafeString
    credit: SafeString
    transcript: SafeString
    check: SafeString

    @classmethod
    def of(cls, block: Stored) -> "Video":
        document = block.around.media.document(block.get("file"))
        kind = VIDEO_TYPES.get(document.file_extension.lower(), "") if document else ""
        link = "" if kind else block.address("link")
        return cls(
            title=block.html("title"),
            plain_title=block.texts.plain(block.at("title")),
            src=document.file.url if document and kind else "",
            type=kind,
            link=link,
            host=outside.host_of(link),
            poster=block.picture("poster"),
            minutes=block.get("minutes"),
            language=block.other_language(),
            caption=block.html("caption"),
            credit=block.html("credit"),
            transcript=block.prose("transcript"),
            check=block.check("title", "caption", "credit", what=gettext("Video")),
        )
