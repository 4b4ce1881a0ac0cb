"""Rich text as literal markup and runs of text in turn: the parser behind extraction, sanitising and reading back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from .allowed import (
    CONTAINERS,
    FOREIGN_BLOCKS,
    INLINE,
    LEAVES,
    RENAMED,
    VOID_INLINE,
    clean_element,
    filter_attrs,
    sanitise_plain,
)
from .flat import html_of, open_tag, tidy
from .model import VOID, Element, Run
from .tokens import Tag, tokens

#: Lists and quotations nested deeper than this are flattened (a page has three levels; an attack has thousands).
MAX_DEPTH = 24


@dataclass(slots=True)
class Inline:
    """The text content of one block: ``holder`` is the tag around it (p, h2, li… or "" at the top)."""

    holder: str
    runs: list[Run]
    elements: list[Element]

    @property
    def blank(self) -> bool:
        """Whether there is nothing to translate (no character that is neither space nor void element)."""
        return not any(run.text != VOID and run.text.strip() for run in self.runs)


@dataclass(slots=True)
class _Open:
    tag: str


@dataclass(slots=True)
class _Parser:
    parts: list[str | Inline] = field(default_factory=list)
    literal: list[str] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    ignored: Counter[str] = field(default_factory=Counter)
    inline: list[tuple[str, int, bool]] = field(default_factory=list)
    repeated: Counter[str] = field(default_factory=Counter)
    runs: list[Run] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    wrap_text: bool = False

    # --- text

    def text(self, text: str) -> None:
        text = sanitise_plain(text)
        if not text:
            return
        if text.strip(" \t\n\r\f"):
            self._wrap()
        self.runs.append(Run(text, tuple(ident for _tag, ident, _inside in self.inline if ident >= 0)))

    def _wrap(self) -> None:
        """Text after a foreign block gets a paragraph of its own, so that words of two blocks never join."""
        if self.wrap_text and not self._in_leaf():
            self.flush()
            self._push("p", ())

    def _in_leaf(self) -> bool:
        return bool(self.stack) and self.stack[-1].tag in LEAVES

    def flush(self) -> None:
        """Ends the current run of text."""
        if not self.runs:
            return
        raw, elements = self.runs, self.elements
        self.runs, self.elements = [], []
        after_text = bool(self.parts) and not self.literal
        if not any(run.text == VOID or run.text.strip(" \t\n\r\f") for run in raw):
            if not after_text:
                self.literal.append("".join(run.text for run in raw).replace("\r\n", "\n").replace("\r", "\n"))
        else:
            self._add_content(raw, elements, after_text)
        self._reopen_inline(elements)

    def _add_content(self, raw: list[Run], elements: list[Element], after_text: bool) -> None:
        inline = Inline(self.stack[-1].tag if self.stack else "", tidy(raw, elements), elements)
        if not inline.blank:
            self._end_literal()
            self.parts.append(inline)
        elif after_text:  # a paragraph of its own, or it would join the text before
            self.literal.append(f"<p>{html_of(raw, elements)}</p>")
        else:
            self.literal.append(html_of(raw, elements))

    def _reopen_inline(self, elements: list[Element]) -> None:
        """Elements still open go on in the next block, with a fresh table."""
        renewed = []
        for tag, ident, inside in self.inline:
            if ident >= 0:
                self.elements.append(elements[ident])
                ident = len(self.elements) - 1
            renewed.append((tag, ident, inside))
        self.inline = renewed

    def _end_literal(self) -> None:
        if self.literal:
            self.parts.append("".join(self.literal))
            self.literal = []

    # --- blocks

    def _push(self, tag: str, attrs: tuple[tuple[str, str], ...]) -> None:
        self.stack.append(_Open(tag))
        self.counts[tag] += 1
        self.literal.append(open_tag(tag, attrs))

    def _pop(self) -> None:
        self.flush()
        tag = self.stack.pop().tag
        self.counts[tag] -= 1
        self.literal.append(f"</{tag}>")
        if tag in LEAVES:
            self.inline = [entry for entry in self.inline if not entry[2]]
            self.repeated.clear()

    def close_leaf(self) -> None:
        if self._in_leaf():
            self._pop()

    def open_block(self, tag: str, attrs: dict[str, str]) -> None:
        self.flush()
        self.close_leaf()
        if tag == "li":
            self._close_item()
        if len(self.stack) >= MAX_DEPTH and tag in CONTAINERS:
            self.ignored[tag] += 1
            self.wrap_text = True
            return
        self._push(tag, filter_attrs(tag, attrs))

    def _close_item(self) -> None:
        """A list item ends the one before, unless a list or a quotation stands between."""
        for depth in range(len(self.stack) - 1, -1, -1):
            if self.stack[depth].tag == "li":
                while len(self.stack) > depth:
                    self._pop()
                return
            if self.stack[depth].tag in CONTAINERS:
                return

    def close_block(self, tag: str) -> None:
        if self.ignored[tag]:
            self.ignored[tag] -= 1
            self.flush()
            self.close_leaf()
        elif self.counts[tag]:
            while self.stack[-1].tag != tag:
                self._pop()
            self._pop()

    def foreign(self) -> None:
        self.flush()
        self.close_leaf()
        self.wrap_text = True

    def rule(self, attrs: dict[str, str]) -> None:
        self.flush()
        self.close_leaf()
        self.literal.append(open_tag("hr", filter_attrs("hr", attrs), void=True))

    # --- inline

    def open_inline(self, tag: str, attrs: dict[str, str]) -> None:
        if any(name == tag for name, _ident, _inside in self.inline):
            if tag != "a":
                self.repeated[tag] += 1
                return
            self._drop_inline("a")
        element = clean_element(Element(tag, tuple(sorted(attrs.items()))))
        ident = -1
        if element is not None:
            self.elements.append(element)
            ident = len(self.elements) - 1
        self.inline.append((tag, ident, self._in_leaf()))

    def close_inline(self, tag: str) -> None:
        if self.repeated[tag]:
            self.repeated[tag] -= 1
        else:
            self._drop_inline(tag)

    def _drop_inline(self, tag: str) -> None:
        self.inline = [entry for entry in self.inline if entry[0] != tag]

    def void(self, tag: str, attrs: dict[str, str]) -> None:
        element = clean_element(Element(tag, tuple(sorted(attrs.items())), True))
        if element is None:
            return
        if tag == "br":
            self._wrap()
        self.elements.append(element)
        stack = tuple(ident for _tag, ident, _inside in self.inline if ident >= 0)
        self.runs.append(Run(VOID, (*stack, len(self.elements) - 1)))

    # --- all

    def tag(self, tag: Tag) -> None:
        name = RENAMED.get(tag.name, tag.name)
        if name in INLINE:
            if tag.end:
                self.close_inline(name)
            else:
                self.open_inline(name, tag.attrs)
        elif name in VOID_INLINE:
            if not tag.end:
                self.void(name, tag.attrs)
        elif name in LEAVES or name in CONTAINERS:
            if tag.end:
                self.close_block(name)
            else:
                self.open_block(name, tag.attrs)
        elif name == "hr":
            self.rule(tag.attrs)
        elif name in FOREIGN_BLOCKS:
            self.foreign()

    def finish(self) -> list[str | Inline]:
        while self.stack:
            self._pop()
        self.flush()
        self._end_literal()
        return self.parts


def parse(source: str) -> list[str | Inline]:
    """Literal markup and inline content in turn; only allowed markup, always well nested. Linear in the input."""
    parser = _Parser()
    for token in tokens(source):
        if isinstance(token, str):
            parser.text(token)
        else:
            parser.tag(token)
    return parser.finish()


def serialise(parts: list[str | Inline]) -> str:
    """The canonical HTML of parsed parts."""
    return "".join(part if isinstance(part, str) else html_of(part.runs, part.elements) for part in parts)
