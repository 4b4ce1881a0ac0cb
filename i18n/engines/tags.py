"""Reading and writing numbered tags: coded text ↔ tokens.

Coded text is text with `<n>…</n>` and `<n/>`, and with literal `&`, `<`, `>` written as entities. Counting tags is
`i18n.segments`' own; here is what engines need besides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from i18n.segments import plain, same_tags, tags_of

TAG = re.compile(r"<(/?)([1-9][0-9]{0,3})(/?)>")
TokenKind = Literal["text", "open", "close", "void"]


@dataclass(frozen=True, slots=True)
class Token:
    """A run of decoded text, or one tag with its number."""

    kind: TokenKind
    text: str = ""
    number: int = 0


def escape(text: str) -> str:
    """Plain text → coded text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """The three entities of coded text → characters, once."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def tokens(coded: str) -> list[Token]:
    """Coded text as tokens; what looks like a tag but is none is text."""
    found: list[Token] = []
    position = 0
    for match in TAG.finditer(coded):
        if match.group(1) and match.group(3):
            continue
        if match.start() > position:
            found.append(Token("text", unescape(coded[position : match.start()])))
        kind: TokenKind = "close" if match.group(1) else "void" if match.group(3) else "open"
        found.append(Token(kind, number=int(match.group(2))))
        position = match.end()
    if position < len(coded):
        found.append(Token("text", unescape(coded[position:])))
    return found


def coded_tag(token: Token) -> str:
    if token.kind == "open":
        return f"<{token.number}>"
    return f"</{token.number}>" if token.kind == "close" else f"<{token.number}/>"


def coded(items: Iterable[Token]) -> str:
    """Tokens → coded text."""
    return "".join(escape(token.text) if token.kind == "text" else coded_tag(token) for token in items)


def valid_coded(text: str) -> bool:
    """True where all pairs are closed, properly nested and used once."""
    stack: list[int] = []
    seen: set[int] = set()
    for token in tokens(text):
        if token.kind in ("open", "void"):
            if token.number in seen:
                return False
            seen.add(token.number)
        if token.kind == "open":
            stack.append(token.number)
        elif token.kind == "close" and (not stack or stack.pop() != token.number):
            return False
    return not stack


def highest(text: str) -> int:
    """The highest tag number in use, 0 without tags."""
    return max((token.number for token in tokens(text)), default=0)


def without_pairs(text: str, voids: frozenset[int] | None = None) -> str:
    """The text without paired tags, and without those void tags that are not in `voids` (None: keep all)."""
    return coded(
        token
        for token in tokens(text)
        if token.kind == "text" or (token.kind == "void" and (voids is None or token.number in voids))
    )


__all__ = [
    "Token",
    "coded",
    "coded_tag",
    "escape",
    "highest",
    "plain",
    "same_tags",
    "tags_of",
    "tokens",
    "unescape",
    "valid_coded",
    "without_pairs",
]
