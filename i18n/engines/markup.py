"""How numbered tags travel through an engine: the engine's own form, and back.

A form turns coded text into what the engine is sent, and the engine's answer into coded text again. Decoding never
trusts: whatever is not one of our tags becomes text, entities are decoded once and escaped again.
"""

from __future__ import annotations

import html
import re
from abc import ABC, abstractmethod
from collections.abc import Callable

from .tags import Token, coded, escape, tags_of, tokens, without_pairs


class MarkupForm(ABC):
    """`keeps_pairs`: whether the engine carries paired tags; without it the core places them afterwards."""

    keeps_pairs = True

    @abstractmethod
    def encode(self, text: str) -> str:
        """Coded text → what the engine is sent."""

    @abstractmethod
    def decode(self, answer: str, source: str) -> str:
        """The engine's answer to the coded text `source` → coded text."""


def decode_entities(answer: str, sent: str) -> str:
    """Entities an engine added, as characters. Where the text sent had some itself, they are left alone."""
    return answer if re.search(r"&#?\w+;", sent) else html.unescape(answer)


class PlainForm(MarkupForm):
    """Plain text without tags; masked pieces stand as ⟦n⟧."""

    keeps_pairs = False
    _void = re.compile(r"[⟦〚]\s*(\d{1,6})\s*[⟧〛]")

    def encode(self, text: str) -> str:
        return "".join(
            token.text if token.kind == "text" else f"⟦{token.number}⟧" for token in tokens(without_pairs(text))
        )

    def decode(self, answer: str, source: str) -> str:
        answer = decode_entities(answer, self.encode(source))
        return _coded_with_tags(answer, self._void, lambda match: Token("void", number=int(match.group(1))), str)


class NumberedForm(MarkupForm):
    """The coded text itself: `<1>…</1>`, `<2/>`. For engines and models that take any tag names."""

    _tag = re.compile(r"<\s*(/?)\s*(\d{1,6})\s*(/?)\s*>")
    _escaped = re.compile(r"&lt;\s*(/?)\s*(\d{1,6})\s*(/?)\s*&gt;")

    def encode(self, text: str) -> str:
        return text

    def decode(self, answer: str, source: str) -> str:
        wanted = tags_of(source)
        if (
            wanted
            and not self._tag.search(answer)
            and "&lt;" not in "".join(escape(token.text) for token in tokens(source) if token.kind == "text")
        ):
            answer = self._escaped.sub(r"<\1\2\3>", answer)  # the engine escaped our tags: undo that once
        return _coded_with_tags(answer, self._tag, _numbered_token, html.unescape, wanted)


class XmlForm(MarkupForm):
    """`<g id="1">…</g>` and `<x id="2"/>`, the XLIFF names, for engines with XML tag handling."""

    _tag = re.compile(r"<\s*(?:/\s*(g|x)|(g|x)\s+id\s*=\s*[\"'](\d{1,6})[\"']\s*/?)\s*>", re.IGNORECASE)

    def encode(self, text: str) -> str:
        return "".join(self._encode(token) for token in tokens(text))

    def _encode(self, token: Token) -> str:
        if token.kind == "text":
            return escape(token.text)
        if token.kind == "void":
            return f'<x id="{token.number}"/>'
        return f'<g id="{token.number}">' if token.kind == "open" else "</g>"

    def decode(self, answer: str, source: str) -> str:
        opened: list[int] = []

        def token(match: re.Match[str]) -> Token:
            if match.group(1):  # `<x id="1"></x>` is what some serialisers make of `<x id="1"/>`
                closes = match.group(1).lower() == "g" and opened
                return Token("close", number=opened.pop()) if closes else Token("text")
            number = int(match.group(3))
            if match.group(2).lower() == "x":
                return Token("void", number=number)
            opened.append(number)
            return Token("open", number=number)

        return _coded_with_tags(answer, self._tag, token, html.unescape)


def _numbered_token(match: re.Match[str]) -> Token:
    if match.group(1):
        return Token("close", number=int(match.group(2)))
    return Token("void" if match.group(3) else "open", number=int(match.group(2)))


def _coded_with_tags(
    answer: str,
    pattern: re.Pattern[str],
    token: Callable[[re.Match[str]], Token],
    decode: Callable[[str], str],
    wanted: object = None,
) -> str:
    """The answer as coded text: matches of `pattern` become tags, everything between them text."""
    found: list[Token] = []
    position = 0
    for match in pattern.finditer(answer):
        found.append(Token("text", decode(answer[position : match.start()])))
        found.append(token(match))
        position = match.end()
    found.append(Token("text", decode(answer[position:])))
    return coded(_voids_joined(found, wanted))


def _voids_joined(found: list[Token], wanted: object) -> list[Token]:
    """`<2></2>` as `<2/>` where the source has `<2/>`."""
    if not isinstance(wanted, dict):
        return found
    joined: list[Token] = []
    for token in found:
        if token.kind == "text" and not token.text:
            continue
        last = joined[-1] if joined else None
        if (
            last is not None
            and token.kind == "close"
            and last == Token("open", number=token.number)
            and f"<{token.number}/>" in wanted
        ):
            joined[-1] = Token("void", number=token.number)
        else:
            joined.append(token)
    return joined
