"""Blocks that show files: picture, gallery, video, documents."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from articles.demo.blocks.block import (
    FILES,
    PICTURES,
    Block,
    Media,
    Paragraphs,
    Part,
    child_id,
    html_of,
    paragraphs_of,
    read_file,
    read_parts,
)
from articles.demo.place import Place, Words


@dataclass(frozen=True, slots=True)
class Picture(Block):
    file: str
    alt: Words
    caption: Words
    credit: Words

    type: ClassVar[str] = "picture"

    @property
    def path(self) -> Path:
        return PICTURES / self.file

    def stored(self, language: str, media: Media, key: UUID) -> Any:
        texts = {name: paragraphs[0][0] for name, paragraphs in self.words(language)}
        return {"image": media.images[self.file], "decorative": False, **texts}

    def words(self, language: str) -> Iterator[tuple[str, Paragraphs]]:
        """Its texts by the names of the fields."""
        yield "alt", [[self.alt[language]]]
        yield "caption", [[self.caption[language]]]
        yield "credit", [[self.credit[language]]]

    def texts(self, language: str, key: UUID) -> Iterator[tuple[str, Paragraphs]]:
        for name, paragraphs in self.words(language):
            yield f"/{name}", paragraphs

    def lines(self, language: str) -> Iterator[str]:
        yield from (self.alt[language], self.caption[language], self.credit[language])


@dataclass(frozen=True, slots=True)
class Gallery(Block):
    title: Words
    pictures: tuple[Picture, ...]

    type: ClassVar[str] = "gallery"

    def stored(self, language: str, media: Media, key: UUID) -> Any:
        pictures = [
            {"type": "item", "id": child_id(key, "picture", number), "value": picture.stored(language, media, key)}
            for number, picture in enumerate(self.pictures)
        ]
        return {"title": self.title[language], "pictures": pictures}

    def texts(self, language: str, key: UUID) -> Iterator[tuple[str, Paragraphs]]:
        yield "/title", [[self.title[language]]]
        for number, picture in enumerate(self.pictures):
            for rest, paragraphs in picture.texts(language, key):
                yield f"/pictures/{child_id(key, 'picture', number)}{rest}", paragraphs

    def lines(self, language: str) -> Iterator[str]:
        yield self.title[language]
        for picture in self.pictures:
            yield from picture.lines(language)

    def inner(self) -> Sequence[Block]:
        return self.pictures


@dataclass(frozen=True, slots=True)
class Video(Block):
    """A short film of our own, with what is seen in it as text."""

    file: str
    poster: str
    title: Words
    caption: Words
    credit: Words
    transcript: tuple[Part, ...]

    type: ClassVar[str] = "video"

    def stored(self, language: str, media: Media, key: UUID) -> Any:
        texts = {name: getattr(self, name)[language] for name in ("title", "caption", "credit")}
        files = {"file": media.documents[self.file], "poster": media.images[self.poster], "link": ""}
        return {**files, **texts, "minutes": None, "language": "", "transcript": html_of(self.transcript, language)}

    def texts(self, language: str, key: UUID) -> Iterator[tuple[str, Paragraphs]]:
        for name in ("title", "caption", "credit"):
            yield f"/{name}", [[getattr(self, name)[language]]]
        yield "/transcript", paragraphs_of(self.transcript, language)

    def prose(self, language: str) -> Iterator[str]:
        for part in self.transcript:
            yield from part.sentences[language]

    def lines(self, language: str) -> Iterator[str]:
        yield from (self.title[language], self.caption[language], self.credit[language])


@dataclass(frozen=True, slots=True)
class Document:
    """A file to download. `language`: of what is in it."""

    file: str
    title: Words
    language: str


@dataclass(frozen=True, slots=True)
class Documents(Block):
    title: Words
    documents: tuple[Document, ...]

    type: ClassVar[str] = "documents"

    def stored(self, language: str, media: Media, key: UUID) -> Any:
        listed = [
            {
                "type": "item",
                "id": child_id(key, "document", number),
                "value": {
                    "document": media.documents[document.file],
                    "title": document.title[language],
                    "language": document.language,
                },
            }
            for number, document in enumerate(self.documents)
        ]
        return {"title": self.title[language], "documents": listed}

    def texts(self, language: str, key: UUID) -> Iterator[tuple[str, Paragraphs]]:
        yield "/title", [[self.title[language]]]
        for number, document in enumerate(self.documents):
            yield f"/documents/{child_id(key, 'document', number)}/title", [[document.title[language]]]

    def lines(self, language: str) -> Iterator[str]:
        yield self.title[language]
        yield from (document.title[language] for document in self.documents)


def read_picture(place: Place, table: Mapping[str, Any]) -> Picture:
    place.only(table, ("file", "alt", "caption", "credit"))
    alt, caption, credit = (place.named(table, name) for name in ("alt", "caption", "credit"))
    return Picture(read_file(place, table, PICTURES), alt, caption, credit)


def read_gallery(place: Place, table: Mapping[str, Any]) -> Gallery:
    place.only(table, ("title", "pictures"))
    pictures = place.each(table, "pictures", "picture")
    return Gallery(place.named(table, "title"), tuple(read_picture(here, entry) for here, entry in pictures))


def read_video(place: Place, table: Mapping[str, Any]) -> Video:
    place.only(table, ("file", "poster", "title", "caption", "credit", "parts"))
    title, caption, credit = (place.named(table, name) for name in ("title", "caption", "credit"))
    file, poster = read_file(place, table, FILES), read_file(place, table, PICTURES, "poster")
    return Video(file, poster, title, caption, credit, read_parts(place, table))


def read_documents(place: Place, table: Mapping[str, Any]) -> Documents:
    place.only(table, ("title", "documents"))
    documents = []
    for here, entry in place.each(table, "documents", "document"):
        here.only(entry, ("file", "title", "language"))
        file, language = read_file(here, entry, FILES), here.value(entry, "language", str)
        documents.append(Document(file, here.named(entry, "title"), language))
    return Documents(place.named(table, "title"), tuple(documents))
