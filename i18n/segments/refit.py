"""The marks of one sentence in another: a text with the numbers that its marks have there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .coded import same_tags, signature, tags_of
from .model import Element, Sentence

_TAG = re.compile(r"<(/?)([1-9][0-9]{0,3})(/?)>")


def refit(text: str, elements: Sequence[Element], source: Sentence) -> str | None:
    """A coded text with the marks of a source sentence: each mark becomes the one like it there (same element, same
    attributes), in order. `None` where one has none like it, or where marks of the source would be missing.
    """
    numbers: dict[str, int] = {}
    free = list(range(1, len(source.elements) + 1))
    for tag in tags_of(text):
        number = _TAG.fullmatch(tag)[2]  # type: ignore[index]  # tags_of finds nothing else
        if number not in numbers:
            found = _like(elements, int(number), source, free)
            if found is None:
                return None
            numbers[number] = found
            free.remove(found)
    fitted = _TAG.sub(lambda match: f"<{match[1]}{numbers[match[2]]}{match[3]}>", text)
    return fitted if same_tags(source.text, fitted) else None


def _like(elements: Sequence[Element], number: int, source: Sentence, free: Sequence[int]) -> int | None:
    """The number of a mark in the source: its own, where that is alike, else the first that is."""
    if number > len(elements):
        return None
    wanted = signature(elements[number - 1])
    alike = [other for other in free if signature(source.elements[other - 1]) == wanted]
    return number if number in alike else next(iter(alike), None)
