"""What every block of the demonstration can say of itself. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Literal
from uuid import UUID, uuid5

from articles.demo.place import Place, Sentences

FOLDER = Path(__file__).parent.parent
PICTURES = FOLDER / "pictures"
FILES = FOLDER / "files"

Style = Literal["paragraph", "bullets", "numbers"]
# Paragraphs of a text, each a list of sentences; a list item is a paragraph of its own.
Paragraphs = Sequence[Sequence[str]]

_LIST_TAG = {"bullets": "ul", "numbers": "ol"}


@dataclass(frozen=True, slots=True)
class Media:
    """Keys of pictures and documents in the library, by the names of their files."""

    images: Mapping[str, int]
    documents: Mapping[str, int]


class Block:
    """One block of a body. `key` makes the ids of what is inside it, the same in every language."""

    type: ClassVar[str]

    def stored(self, language: str, media: Media, key: UUID) -> Any:
        """The block's value as a StreamField stores it."""
        raise NotImplementedError

    def texts(self, language: str, key: UUID) -> Iterator[tuple[str, Paragraphs]]:
        """What follows the block's own path, and the sentences there."""
        raise NotImplementedError

    def prose(self, language: str) -> Iterator[str]:
        """Sentences that stand in paragraphs, list items, quotations: what is cut into sentences."""
        return iter(())

    def lines(self, language: str) -> Iterator[str]:
        """Texts that are never cut: headings, captions, what stands under pictures."""
        return iter(())

    def inner(self) -> "Sequence[Block]":
        """Blocks and pictures inside it."""
        return ()


def child_id(key: UUID, name: str, number: int) -> str:
    """Id of a child by its number from 0."""
    return str(uuid5(key, f"{name} {number}"))


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph, or a list whose items are the sentences. Sentences are HTML with the marks a, b and i."""

    style: Style
    sentences: Sentences

    def html(self, language: str) -> str:
        """The part as one HTML element. KeyError: the article has no text in that language."""
        sentences = self.sentences[language]
        if self.style == "paragraph":
            return f"<p>{' '.join(sentences)}</p>"
        tag = _LIST_TAG[self.style]
        return f"<{tag}>{''.join(f'<li>{sentence}</li>' for sentence in sentences)}</{tag}>"


def html_of(parts: Sequence[Part], language: str) -> str:
    return "".join(part.html(language) for part in parts)


def paragraphs_of(parts: Sequence[Part], language: str) -> Paragraphs:
    """Each list item is a paragraph of its own."""
    found: list[Sequence[str]] = []
    for part in parts:
        sentences = part.sentences[language]
        found += [sentences] if part.style == "paragraph" else [[sentence] for sentence in sentences]
    return found


def read_parts(place: Place, table: Mapping[str, Any], name: str = "parts") -> tuple[Part, ...]:
    """Raises ContentError."""
    parts = []
    for here, entry in place.each(table, name, "part"):
        texts = dict(entry)
        style = texts.pop("style", "paragraph")
        if style not in ("paragraph", *_LIST_TAG):
            raise here.error(f"unknown style “{style}”")
        parts.append(Part(style, here.sentences(texts, marks=True)))
    return tuple(parts)


def read_file(place: Place, table: Mapping[str, Any], folder: Path, name: str = "file") -> str:
    """The name of a file that is there. Raises ContentError."""
    file: str = place.value(table, name, str)
    if not (folder / file).is_file():
        what = "picture" if folder == PICTURES else "file"
        raise place.error(f"there is no {what} “{file}”")
    return file
