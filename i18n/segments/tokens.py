"""HTML as a stream of texts and tags, in linear time whatever the input.

Not a general HTML parser: the stream is rebuilt from a short list of allowed markup, so nothing that a browser would
read differently can pass through.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from .allowed import DROPPED

_TAG_START = re.compile(r"</?[a-zA-Z]")
_NAME = re.compile(r"[a-zA-Z][^\s/>]*+")
_QUOTE_OR_END = re.compile(r"[>\"']")
_ATTR = re.compile(r"([^\s=/>\"']++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++)))?")
#: In attributes an entity without semicolon before ``=`` or a letter is plain text (``?a=1&copy=2``).
_ATTR_ENTITY = re.compile(r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[a-zA-Z][a-zA-Z0-9]{1,31}(?:;|(?![=a-zA-Z0-9])))")
_MAX_ATTRS = 40


@dataclass(frozen=True, slots=True)
class Tag:
    """A start or end tag with its attributes (the first of each name, entities decoded)."""

    name: str
    end: bool
    attrs: dict[str, str]


def tokens(source: str) -> Iterator[str | Tag]:
    """Texts (entities decoded) and tags. Comments, declarations and the content of ``DROPPED`` are left out."""
    position = 0
    text_from = 0
    scanner = _TagEnds(source)
    while True:
        start = source.find("<", position)
        if start < 0:
            break
        if source.startswith(("<!", "<?"), start):
            end = _declaration_end(source, start)
        elif _TAG_START.match(source, start):
            end = scanner.find(start + 1)
        else:
            position = start + 1
            continue
        if end < 0:
            break
        if start > text_from:
            yield html.unescape(source[text_from:start])
        position = text_from = end
        if source[start + 1] in "!?":
            continue
        tag = _read_tag(source[start:end])
        if tag.name not in DROPPED:
            yield tag
        elif not tag.end:
            position = text_from = _skip(source, end, tag.name)
    if text_from < len(source):
        yield html.unescape(source[text_from:])


class _TagEnds:
    """Finds the ``>`` of a tag, past quoted values; each character is looked at once, after that quotes are ignored."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.quotes = True

    def find(self, position: int) -> int:
        """The offset after the tag's ``>``, or -1 when there is none in the rest of the text."""
        at = position
        while self.quotes:
            match = _QUOTE_OR_END.search(self.source, at)
            if match is None:
                break
            if match.group() == ">":
                return match.end()
            at = self.source.find(match.group(), match.end()) + 1
            if not at:
                self.quotes = False
        else:
            return self.source.find(">", position) + 1 or -1
        self.quotes = False
        return self.source.find(">", position) + 1 or -1


def _declaration_end(source: str, start: int) -> int:
    if source.startswith("<!--", start):
        end = source.find("-->", start + 4)
        return end + 3 if end >= 0 else len(source)
    end = source.find(">", start)
    return end + 1 if end >= 0 else len(source)


def _skip(source: str, position: int, name: str) -> int:
    """The offset after the end tag of a dropped element; the end of the text when there is none, as in a browser."""
    match = re.compile(rf"</{re.escape(name)}[^>]*+>", re.IGNORECASE).search(source, position)
    return match.end() if match else len(source)


def _read_tag(raw: str) -> Tag:
    end = raw.startswith("</")
    match = _NAME.match(raw, 2 if end else 1)
    name = match.group().lower() if match else ""
    attrs: dict[str, str] = {}
    if not end and match:
        for found in _ATTR.finditer(raw, match.end(), len(raw) - 1):
            if len(attrs) >= _MAX_ATTRS:
                break
            value = found.group(2) or found.group(3) or found.group(4) or ""
            attrs.setdefault(found.group(1).lower(), _unescape_attr(value))
    return Tag(name, end, attrs)


def _unescape_attr(value: str) -> str:
    return _ATTR_ENTITY.sub(lambda match: html.unescape(match.group()), value) if "&" in value else value
