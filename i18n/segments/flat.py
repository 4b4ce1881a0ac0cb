"""Runs of characters under stacks of elements: writing them, cutting them, tidying them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from .model import VOID, Element, Run

_SPACES = re.compile(r"[ \t\n\r\f]+")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ATTR_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def escape(text: str) -> str:
    """Text for HTML content and for coded text (``&``, ``<``, ``>``)."""
    return text.translate(_ESCAPES)


def escape_attr(value: str) -> str:
    """Text for a double-quoted attribute."""
    return value.translate(_ATTR_ESCAPES)


def open_tag(tag: str, attrs: Iterable[tuple[str, str]], *, void: bool = False) -> str:
    """A start tag as Wagtail's rich text writes it; void ones end with ``/>`` (its embed rewriter needs that)."""
    written = "".join(f' {name}="{escape_attr(value)}"' for name, value in attrs)
    return f"<{tag}{written}{'/' if void else ''}>"


def text_of(runs: Iterable[Run]) -> str:
    """The characters of the runs, ``VOID`` for void elements."""
    return "".join(run.text for run in runs)


def write(
    runs: Iterable[Run],
    opening: Callable[[int], str],
    closing: Callable[[int], str],
    void: Callable[[int], str],
) -> str:
    """Well-formed markup for the runs: neighbours share the elements at the bottom of their stacks."""
    out: list[str] = []
    current: tuple[int, ...] = ()
    for text, stack in runs:
        wanted = stack[:-1] if text == VOID else stack
        if wanted != current:
            keep = common_depth(current, wanted)
            out.extend(closing(ident) for ident in reversed(current[keep:]))
            out.extend(opening(ident) for ident in wanted[keep:])
            current = wanted
        out.append(void(stack[-1]) if text == VOID else escape(text))
    out.extend(closing(ident) for ident in reversed(current))
    return "".join(out)


def html_of(runs: Iterable[Run], elements: Sequence[Element]) -> str:
    """HTML of the runs, escaped."""

    def opening(ident: int) -> str:
        return open_tag(elements[ident].tag, elements[ident].attrs)

    def void(ident: int) -> str:
        return open_tag(elements[ident].tag, elements[ident].attrs, void=True)

    return write(runs, opening, lambda ident: f"</{elements[ident].tag}>", void)


def coded_of(runs: Iterable[Run]) -> tuple[str, tuple[int, ...]]:
    """Coded text of the runs and, for each of its numbers in order, the index in the runs' element table."""
    numbers: dict[int, int] = {}

    def number(ident: int) -> int:
        return numbers.setdefault(ident, len(numbers) + 1)

    text = write(
        runs,
        lambda ident: f"<{number(ident)}>",
        lambda ident: f"</{number(ident)}>",
        lambda ident: f"<{number(ident)}/>",
    )
    return text, tuple(numbers)


def common_depth(left: Sequence[Any], right: Sequence[Any]) -> int:
    """How many items two stacks share from the bottom."""
    depth = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        depth += 1
    return depth


def cut(runs: Iterable[Run], ranges: Sequence[tuple[int, int]]) -> list[list[Run]]:
    """The runs of each range of characters; ranges ascend and do not overlap. One pass."""
    pieces: list[list[Run]] = [[] for _range in ranges]
    index, position = 0, 0
    for run in runs:
        end = position + len(run.text)
        while index < len(ranges) and ranges[index][1] <= position:
            index += 1
        at = index
        while at < len(ranges) and ranges[at][0] < end:
            start, stop = max(ranges[at][0], position), min(ranges[at][1], end)
            if start < stop:
                pieces[at].append(Run(run.text[start - position : stop - position], run.stack))
            at += 1
        position = end
    return pieces


def tidy(runs: Iterable[Run], elements: Sequence[Element]) -> list[Run]:
    """One form for what looks the same: spaces collapsed, ends stripped, blank elements unwrapped, equals joined."""
    joined = _join_equals(_collapse(runs), elements)
    filled = {ident for text, stack in joined if text == VOID or text != " " for ident in stack}
    if all(filled.issuperset(stack) for _text, stack in joined):
        return joined
    unwrapped = [Run(text, tuple(ident for ident in stack if ident in filled)) for text, stack in joined]
    return _join_equals(unwrapped, elements)


def _join_equals(runs: Iterable[Run], elements: Sequence[Element]) -> list[Run]:
    """Neighbouring equal elements are one; neighbouring runs under the same elements are one."""
    same: dict[int, int] = {}
    out: list[Run] = []
    for text, stack in runs:
        kept = _unify(stack, out[-1] if out else None, same, elements)
        if out and out[-1].stack == kept and text != VOID and out[-1].text != VOID:
            out[-1] = Run(out[-1].text + text, kept)
        else:
            out.append(Run(text, kept))
    return out


def _collapse(runs: Iterable[Run]) -> list[Run]:
    """ASCII white space as HTML shows it: one space, none at the start and the end (nor after a line break)."""
    out: list[Run] = []
    spaced = True
    for text, stack in runs:
        if text == VOID:
            out.append(Run(text, stack))
            spaced = False
            continue
        text = _SPACES.sub(" ", text)
        if spaced and text.startswith(" "):
            text = text[1:]
        if text:
            spaced = text.endswith(" ")
            out.append(Run(text, stack))
    if out and out[-1].text.endswith(" "):
        last = out.pop()
        if last.text != " ":
            out.append(Run(last.text[:-1], last.stack))
    return out


def _unify(
    stack: tuple[int, ...], before: Run | None, same: dict[int, int], elements: Sequence[Element]
) -> tuple[int, ...]:
    """The stack with elements renamed to equal ones that the run before has at the same depth."""
    left = () if before is None else before.stack[:-1] if before.text == VOID else before.stack
    out: list[int] = []
    joined = True
    for depth, ident in enumerate(stack):
        ident = same.get(ident, ident)
        joined = joined and depth < len(left)
        if joined and left[depth] != ident and elements[left[depth]] == elements[ident] and not elements[ident].void:
            same[ident] = left[depth]
            ident = left[depth]
        joined = joined and left[depth] == ident
        out.append(ident)
    return tuple(out)
