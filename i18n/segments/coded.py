"""Coded text: a sentence as a string in which inline markup is numbered tags (``Read the <1>report</1>.<2/>``)."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from .allowed import clean_element, sanitise_plain
from .flat import coded_of, escape, html_of
from .markup import Inline, parse
from .model import VOID, Element, Run
from .sanitise import sanitise_html

_TAG = re.compile(r"<(/?)([1-9][0-9]{0,3})(/?)>")
_ENTITY = re.compile(r"&(amp|lt|gt);")
_STRAY = re.compile(r"[<>]|&(?!(?:amp|lt|gt);)")
_CHARACTERS = {"amp": "&", "lt": "<", "gt": ">"}
#: More open tags at once than any sentence has; deeper ones are dropped.
_MAX_DEPTH = 32
#: b and strong, i and em are one to a reader: a change between them is no change of the text.
_SAME_NAME = {"strong": "b", "em": "i"}


def unescape(text: str) -> str:
    """The characters of coded text without tags (one level: ``&amp;lt;`` is ``&lt;``)."""
    return _ENTITY.sub(lambda match: _CHARACTERS[match.group(1)], text) if "&" in text else text


def read_coded(text: str) -> list[Run]:
    """Runs of a coded text; stacks hold the tag numbers. Lenient: stray ends dropped, open tags end with the text."""
    runs: list[Run] = []
    stack: tuple[int, ...] = ()
    position = 0
    for match in _TAG.finditer(text):
        _add_text(runs, text[position : match.start()], stack)
        position = match.end()
        number = int(match.group(2))
        if match.group(3):
            if not match.group(1):
                runs.append(Run(VOID, (*stack, number)))
        elif match.group(1):
            stack = tuple(n for n in stack if n != number)
        elif number not in stack and len(stack) < _MAX_DEPTH:
            stack = (*stack, number)
    _add_text(runs, text[position:], stack)
    return runs


def _add_text(runs: list[Run], text: str, stack: tuple[int, ...]) -> None:
    text = sanitise_plain(unescape(text))
    if text:
        runs.append(Run(text, stack))


def plain(text: str) -> str:
    """The characters of a coded text, without tags and escapes."""
    return sanitise_plain(unescape(_TAG.sub("", text)))


def flat_text(text: str) -> str:
    """The characters of a coded text, with ``VOID`` for each void tag."""
    return "".join(run.text for run in read_coded(text))


def code(text: str) -> str:
    """Plain text as coded text without tags."""
    return escape(sanitise_plain(text))


def valid_coded(text: str) -> bool:
    """Whether tags are balanced and properly nested, void tags well written and all else escaped."""
    stack: list[str] = []
    position = 0
    for match in _TAG.finditer(text):
        if _STRAY.search(text, position, match.start()):
            return False
        position = match.end()
        end, number, void = match.groups()
        if end and void:
            return False
        if end:
            if not stack or stack.pop() != number:
                return False
        elif not void:
            stack.append(number)
    return not stack and not _STRAY.search(text, position)


def renumber(text: str, by: int) -> str:
    """A coded text whose tags are numbered on from ``by``."""
    return _TAG.sub(lambda match: f"<{match[1]}{int(match[2]) + by}{match[3]}>", text) if by else text


def tags_of(text: str) -> Counter[str]:
    """How often each tag stands in a coded text, as written (``<1>``, ``</1>``, ``<2/>``)."""
    return Counter(match.group() for match in _TAG.finditer(text))


def same_tags(source_text: str, target_text: str) -> bool:
    """Whether two coded texts hold the same tags equally often."""
    return tags_of(source_text) == tags_of(target_text)


def signature(element: Element) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What makes two elements equal to a reader: name (b = strong, i = em) and attributes in any order."""
    return _SAME_NAME.get(element.tag, element.tag), tuple(sorted(element.attrs))


def text_hash(text: str, elements: Iterable[Element]) -> str:
    """Hash of a source sentence (32 hex digits): its text in NFC and the names of its elements, no attributes."""
    names = ",".join(signature(element)[0] for element in elements)
    joined = f"{unicodedata.normalize('NFC', text)}\x00{names}"
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def known_runs(text: str, elements: Sequence[Element | None]) -> list[Run]:
    """Runs of a coded text with stacks of indices into ``elements``; tags without a fitting element are dropped."""
    known = {number for number, element in enumerate(elements, 1) if element is not None and not element.void}
    void = {number for number, element in enumerate(elements, 1) if element is not None and element.void}
    runs = []
    for run in read_coded(text):
        numbers = run.stack[:-1] if run.text == VOID else run.stack
        stack = tuple(number - 1 for number in numbers if number in known)
        if run.text == VOID:
            if run.stack[-1] in void:
                runs.append(Run(VOID, (*stack, run.stack[-1] - 1)))
        else:
            runs.append(Run(run.text, stack))
    return runs


def to_html(text: str, elements: Sequence[Element]) -> str:
    """HTML of one coded text; disallowed elements are dropped, their text stays."""
    cleaned = [clean_element(element) for element in elements]
    return html_of(known_runs(text, cleaned), [element or Element("s") for element in cleaned])


def from_html(html: str) -> tuple[str, tuple[Element, ...]]:
    """Coded text and elements of a piece of HTML (sanitised first); texts of several blocks are joined by spaces."""
    runs: list[Run] = []
    elements: list[Element] = []
    for part in parse(sanitise_html(html)):
        if isinstance(part, Inline):
            if runs:
                runs.append(Run(" ", ()))
            shift = len(elements)
            runs.extend(Run(run.text, tuple(ident + shift for ident in run.stack)) for run in part.runs)
            elements.extend(part.elements)
    text, used = coded_of(runs)
    return text, tuple(elements[ident] for ident in used)
