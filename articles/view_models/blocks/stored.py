"""A block as it is stored, with the words and the files of its page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from articles import languages, outside
from articles.view_models import pictures
from articles.view_models.media import Media
from articles.view_models.pictures import Picture
from articles.view_models.texts import Texts


@dataclass(frozen=True, slots=True)
class Language:
    """A language other than the page's: its code for `hreflang`, its name in the page's language."""

    code: str = ""
    name: str = ""

    def __bool__(self) -> bool:
        return bool(self.code)


@dataclass(frozen=True, slots=True)
class Around:
    """What all blocks of a page share."""

    texts: Texts
    media: Media
    language: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A block's stored value. Texts are asked for in the order of the page (view_models/texts.py)."""

    path: str
    value: Any
    around: Around

    @property
    def texts(self) -> Texts:
        return self.around.texts

    def at(self, name: str) -> str:
        """Path of a part, or of the block itself for an empty name."""
        return f"{self.path}/{name}" if name else self.path

    def get(self, name: str) -> Any:
        """Value of a part; nothing where the page was stored before the block had it."""
        return self.value.get(name) if isinstance(self.value, Mapping) else None

    def part(self, name: str) -> "Stored":
        return Stored(self.at(name), self.get(name), self.around)

    def items(self, name: str) -> "Iterator[Stored]":
        """The blocks of a list or stream inside."""
        for item in self.get(name) or ():
            yield Stored(f"{self.at(name)}/{item['id']}", item["value"], self.around)

    def html(self, name: str) -> SafeString:
        return self.texts.html(self.at(name))

    def prose(self, name: str) -> SafeString:
        return self.texts.prose(self.at(name))

    def check(self, *names: str, what: str) -> SafeString:
        """One link to the originals of these parts; `what` says what they are."""
        return self.texts.check_together([self.at(name) for name in names], what)

    def described_picture(self) -> Picture | None:
        """The picture of a block with `image`, `alt` and `decorative`."""
        alt = "" if self.get("decorative") else self.texts.plain(self.at("alt"))
        return self.picture("image", alt)

    def picture(self, name: str, alt: str = "") -> Picture | None:
        return pictures.picture(self.around.media.image(self.get(name)), pictures.LEAD_WIDTHS, alt)

    def address(self, name: str) -> str:
        """An address of another site; nothing where it is none."""
        return outside.web_address(str(self.get(name) or ""))

    def other_language(self, name: str = "language") -> Language:
        """The language chosen in a part, where it is not the page's."""
        code = str(self.get(name) or "")
        known = code in languages.codes() and code != self.around.language
        return Language(code, languages.name_in_page_language(code)) if known else Language()
