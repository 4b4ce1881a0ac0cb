"""The place in a text where the words were found."""

import re
from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.search.text import fold_character

_BEFORE, _LONGEST = 60, 220
_MOST_READ = 100_000


def marked(text: str, words: Sequence[str]) -> SafeString:
    """The text with each found word in `<mark>`."""
    return _mark(text, _found(text, words))


def excerpt(text: str, words: Sequence[str]) -> SafeString:
    """Some 200 characters around the first found word, cut between words; the beginning where none is found."""
    text = " ".join(text[:_MOST_READ].split())
    found = _found(text, words)
    start = max(0, found[0][0] - _BEFORE) if found else 0
    if start:
        start = text.find(" ", start) + 1 or start
    end = len(text) if len(text) - start <= _LONGEST else max(text.rfind(" ", start, start + _LONGEST), start + 1)
    inside = [(a - start, b - start) for a, b in found if a >= start and b <= end]
    body = _mark(text[start:end], inside)
    return mark_safe(("…" if start else "") + body + ("…" if end < len(text) else ""))


def _found(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Places of the words in the text, which are looked up folded: each folded character knows where it came from."""
    folded: list[str] = []
    origin: list[int] = []
    for position, character in enumerate(text):
        for piece in fold_character(character):
            folded.append(piece)
            origin.append(position)
    if not words:
        return []
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
    places = []
    for match in pattern.finditer("".join(folded)):
        end = origin[match.end() - 1] + 1
        while end < len(text) and not fold_character(text[end]):
            end += 1  # the accents that belong to the last letter
        places.append((origin[match.start()], end))
    return places


def _mark(text: str, places: Sequence[tuple[int, int]]) -> SafeString:
    parts, last = [], 0
    for start, end in places:
        if start < last:
            continue
        parts += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
        last = end
    return mark_safe("".join([*parts, escape(text[last:])]))
