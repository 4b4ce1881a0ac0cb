"""A text broken into lines that fit a box."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import ImageFont

from articles.share_picture.fonts import font

_STEP = 2
_LEADING, _OF_METRICS = 1.16, 0.82
_ELLIPSIS = "…"
# Not the spaces that French puts before a colon: they hold words together.
_BREAKING = re.compile(r"[ \t\n\r]+")


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a text in a size; `height` of all of them."""

    lines: Sequence[str]
    font: ImageFont.FreeTypeFont
    leading: int

    @property
    def height(self) -> int:
        return self.leading * len(self.lines)


def fit(text: str, face: tuple[str, int], *, width: int, height: int, largest: int, smallest: int = 30) -> Lines:
    """The text as large as the box allows; where even the smallest size is too large, it is cut between words."""
    for size in range(largest, smallest - 1, -_STEP):
        made = _broken(text, face, size, width)
        if made.height <= height and all(made.font.getlength(line) <= width for line in made.lines):
            return made
    room = max(1, height // made.leading)
    kept = list(made.lines[:room])
    if len(made.lines) > room:
        kept[-1] = _cut(kept[-1], made.font, width)
    return Lines(kept, made.font, made.leading)


def _broken(text: str, face: tuple[str, int], size: int, width: int) -> Lines:
    drawn = font(*face, size)
    lines = [""]
    for word in _words(text):
        longer = lines[-1] + word
        if lines[-1] and drawn.getlength(longer.strip()) > width:
            lines.append(word.lstrip())
        else:
            lines[-1] = longer
    # Arabic rises and falls further than Latin does.
    leading = max(int(size * _LEADING), int(sum(drawn.getmetrics()) * _OF_METRICS))
    return Lines([line.strip() for line in lines], drawn, leading)


def _words(text: str) -> Iterator[str]:
    """Words with the space before them; letters of scripts that are written without spaces stand alone."""
    word = ""
    for letter in " ".join(_BREAKING.split(text.strip())):
        if letter == " " or _stands_alone(letter):
            if word:
                yield word
            word = ""
        word += letter
    if word:
        yield word


def _stands_alone(letter: str) -> bool:
    return "\u3040" <= letter <= "\u9fff" or "\u0e00" <= letter <= "\u0e30" or "\U00020000" <= letter <= "\U0003ffff"


def _cut(line: str, drawn: ImageFont.FreeTypeFont, width: int) -> str:
    while line and drawn.getlength(line + _ELLIPSIS) > width:
        shorter = line.rpartition(" ")[0] or line[:-1]
        line = shorter
    return line + _ELLIPSIS
