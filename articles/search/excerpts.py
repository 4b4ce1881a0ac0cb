"""Found words marked where they stand, and the place in a text where they were found."""

from collections.abc import Collection, Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.search.pieces import pieces

_BEFORE, _LONGEST = 60, 220
_DENSER = 2  # characters of a script without spaces say more


def marked(text: str, forms: Collection[str], language: str) -> SafeString:
    """The text with each word that has one of the forms in `<mark>`; words are compared in the text's own language."""
    parts: list[str] = []
    last = 0
    for start, end in _places(text, forms, language):
        parts += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
        last = end
    return mark_safe("".join([*parts, escape(text[last:])]))


def excerpt(text: str, at: int, forms: Collection[str], language: str) -> SafeString:
    """Some 200 characters around the place `at`, cut between words; the beginning where there is none."""
    spaceless = any(not piece.is_word for piece in pieces(text[max(at, 0) : max(at, 0) + 2]))
    before, longest = (_BEFORE // _DENSER, _LONGEST // _DENSER) if spaceless else (_BEFORE, _LONGEST)
    start = max(0, at - before)
    if start:
        space = text.find(" ", start, at)
        start = space + 1 if space >= 0 else start
    end = len(text)
    if end - start > longest:
        space = text.rfind(" ", start + longest // 2, start + longest)
        end = space if space >= 0 else start + longest
    body = marked(text[start:end], forms, language)
    return mark_safe(("…" if start else "") + body + ("…" if end < len(text) else ""))


def _places(text: str, forms: Collection[str], language: str) -> Iterator[tuple[int, int]]:
    """Where the forms stand; pairs of characters that touch are one place."""
    start = end = -1
    for piece in pieces(text) if forms else ():
        if not any(form in forms for form in piece.keys(language)):
            continue
        if start >= 0 and piece.start <= end and not piece.is_word:
            end = max(end, piece.end)
            continue
        if start >= 0:
            yield start, end
        start, end = piece.start, piece.end
    if start >= 0:
        yield start, end
