"""A text cut into what is looked up: words; pairs of characters where a script has no spaces between words."""

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from articles.search.stems import keys
from articles.search.text import normalise

# Chinese, Japanese, Korean; Thai, Lao, Burmese, Khmer. Their digits are numbers like others.
_SPACELESS = (
    "\u3005\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff\uac00-\ud7a3\u1100-\u11ff"
    "\u0e01-\u0e4e\u0e80-\u0ecf\u0edc-\u0edf\u1000-\u103f\u1050-\u108f\u1780-\u17dd"
)
_HIDDEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\uff9e\uff9f"


def _marks() -> str:
    """The combining marks of all scripts, as ranges."""
    ranges: list[list[int]] = []
    for code in range(0x300, min(0x1F000, sys.maxunicode)):
        if unicodedata.category(chr(code))[0] == "M":
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


_MARKS = _marks() + _HIDDEN
_UNIT = re.compile(f"[{_SPACELESS}][{_MARKS}]*")
_PIECE = re.compile(f"(?P<run>(?:[{_SPACELESS}][{_MARKS}]*)+)|[^\\W_{_SPACELESS}](?:[^\\W_{_SPACELESS}]|[{_MARKS}])*")
_APOSTROPHES = frozenset("'’ʼ`´")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, a pair of characters, or the last character of a run (`single`), and where it stands."""

    start: int
    end: int
    text: str
    is_word: bool = True
    single: bool = False

    def keys(self, language: str, *, asked: bool = False) -> tuple[str, ...]:
        """The forms under which it is indexed in a language."""
        if self.is_word:
            return keys(self.text, language, asked)
        form = normalise(self.text)
        return (form,) if form else ()


def pieces(text: str) -> Iterator[Piece]:
    """The pieces of a text in order. Cutting does not depend on the language: only the forms of a word do."""
    for match in _PIECE.finditer(text):
        if match["run"] is not None:
            yield from _pairs(match["run"], match.start())
        elif not _is_elided(text, match):
            yield Piece(match.start(), match.end(), match[0])


def _pairs(run: str, at: int) -> Iterator[Piece]:
    units = [(unit.start() + at, unit.end() + at) for unit in _UNIT.finditer(run)]
    for (start, _end), (_start, end) in pairwise(units):
        yield Piece(start, end, run[start - at : end - at], is_word=False)
    start, end = units[-1]
    yield Piece(start, end, run[start - at : end - at], is_word=False, single=True)


def _is_elided(text: str, match: re.Match[str]) -> bool:
    """The l of "l'école", the qu of "qu'une" and the s of "city's" are no words to look for."""
    start, end = match.span()
    before = start > 0 and text[start - 1] in _APOSTROPHES
    after = end < len(text) and text[end] in _APOSTROPHES
    return (end - start == 1 and (before or after)) or (after and match[0].casefold() == "qu")
