"""Pieces of text that no engine may touch: links, addresses, handles, hashtags, code, placeholders, names.

Each piece becomes a void tag with a number above the sentence's own, so the same check that keeps markup also makes
sure that every piece is back.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from .tags import Token, coded, coded_tag, escape, highest, tokens

# Domains without a scheme are recognised by their ending: "end.Next" is a missing space, no address.
_ENDINGS = (
    "com|org|net|eu|int|info|gov|edu|io|no|se|dk|fi|is|de|at|ch|fr|es|it|pt|nl|be|pl|cz|uk|ie|ca|us|ps|eg|ma|news"
)

LINK = re.compile(
    rf"""(?:https?|ftp)://[^\s<>"“”«»]+
    |\bwww\.[^\s<>"“”«»]+
    |(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:{_ENDINGS})(?:/[^\s<>"“”«»]*)?(?![\w@-]|\.\w)""",
    re.VERBOSE,
)
EMAIL = re.compile(r"(?<![\w@])(?:mailto:)?[\w.+-]+@(?:[\w-]+\.)+[^\W\d_]{2,}")
_HANDLE = re.compile(r"(?<![\w@/.])@[A-Za-z0-9_]+(?:[.-]\w+)*(?:@[\w-]+(?:\.[\w-]+)+)?")
_HASHTAG = re.compile(r"(?<![\w&#/])#\w*[^\W\d_]\w*")
# Markup that a text talks about ("use <b> for bold") is code too.
_CODE = re.compile(r"`[^`\n]+`|</?[A-Za-z][^<>\n]{0,200}>|\{\{?\s?\w+\s?\}?\}|%\(\w+\)[sd]")
_PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]+")
_PATTERNS = (_PRIVATE, _CODE, LINK, EMAIL, _HANDLE, _HASHTAG)


@dataclass(frozen=True, slots=True)
class Masked:
    """`text` is coded text for the engine; `pieces` maps the numbers of masks to the coded text they stand for."""

    text: str
    pieces: Mapping[int, str]

    def restore(self, text: str) -> str:
        """A coded text with each mask replaced by its piece."""
        return "".join(
            self.pieces[token.number]
            if token.kind == "void" and token.number in self.pieces
            else escape(token.text)
            if token.kind == "text"
            else coded_tag(token)
            for token in tokens(text)
        )

    def translatable(self) -> bool:
        """False where nothing with a letter is left to translate."""
        return any(token.kind == "text" and any(c.isalpha() for c in token.text) for token in tokens(self.text))


def pieces_in(text: str, names: Collection[str] = ()) -> list[tuple[int, int]]:
    """Ranges of plain text that must stay as they are, in order, not overlapping."""
    found: list[tuple[int, int]] = []
    for pattern in (*_PATTERNS, *_name_patterns(names)):
        for match in pattern.finditer(text):
            start, end = match.start(), match.end()
            if pattern is LINK:
                end = _link_end(text, start, end)
            if all(end <= one or other <= start for one, other in found):
                found.append((start, end))
    return sorted(found)


def _name_patterns(names: Collection[str]) -> Iterable[re.Pattern[str]]:
    for name in sorted(filter(None, names), key=len, reverse=True):
        yield re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def _link_end(text: str, start: int, end: int) -> int:
    """A sentence's own punctuation after a link is not part of it."""
    while end > start and text[end - 1] in ".,;:!?…'’)]}":
        if text[end - 1] in ")]}" and text.count("([{"[")]}".index(text[end - 1])], start, end) >= text.count(
            text[end - 1], start, end
        ):
            break
        end -= 1
    return end


class _Masker:
    def __init__(self, text: str) -> None:
        self.next = highest(text) + 1
        self.pieces: dict[int, str] = {}

    def void(self, piece: str) -> Token:
        number, self.next = self.next, self.next + 1
        self.pieces[number] = piece
        return Token("void", number=number)

    def run(self, text: str, names: Collection[str]) -> list[Token]:
        found: list[Token] = []
        position = 0
        for start, end in pieces_in(text, names):
            if start > position:
                found.append(Token("text", text[position:start]))
            found.append(self.void(escape(text[start:end])))
            position = end
        if position < len(text):
            found.append(Token("text", text[position:]))
        return found

    def whole(self, items: list[Token]) -> Token:
        """A stretch of tokens as one mask; masks inside it are put back first."""
        inner = "".join(
            self.pieces.pop(token.number, coded_tag(token)) if token.kind == "void" else coded([token])
            for token in items
        )
        return self.void(inner)


def mask(text: str, *, keep: Collection[int] = (), names: Collection[str] = ()) -> Masked:
    """Mask a coded text. Pairs in `keep`, and pairs around nothing with a letter or digit, are masked whole."""
    masker = _Masker(text)
    found: list[Token] = []
    opened: list[int] = []
    for token in tokens(text):
        if token.kind == "text":
            found.extend(masker.run(token.text, names))
            continue
        if token.kind == "open":
            opened.append(len(found))
        found.append(token)
        if token.kind == "close" and opened:
            start = opened.pop()
            inner = found[start + 1 : -1]
            wordless = not any(item.kind == "text" and any(map(str.isalnum, item.text)) for item in inner)
            if found[start].number == token.number and (wordless or token.number in keep):
                found[start:] = [masker.whole(found[start:])]
    return Masked(coded(found), masker.pieces)
