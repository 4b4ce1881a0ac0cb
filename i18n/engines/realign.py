"""Placing tags in a text that came back without them, and small repairs. Only where there is no doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .spans import Flat, Span, contains, flatten, unflatten, void_number
from .tags import escape, plain, same_tags, tags_of, tokens, valid_coded, without_pairs


def repaired(source: str, answer: str) -> str | None:
    """The answer where its tags are right, or can be made right without guessing; else None."""
    if same_tags(source, answer) and valid_coded(answer):
        return answer
    wanted = {token.number for token in tokens(source) if token.kind == "void"}
    lost = [number for number in sorted(wanted) if f"<{number}/>" not in tags_of(answer)]
    candidate = answer
    for number in lost:
        placed = _edge_void(source, candidate, number)
        if placed is None:
            return None
        candidate = placed
    return candidate if same_tags(source, candidate) and valid_coded(candidate) else None


def _edge_void(source: str, answer: str, number: int) -> str | None:
    """A lost void tag from the very start or end of the sentence goes back there."""
    tag = f"<{number}/>"
    before, _, after = source.partition(tag)
    if not plain(before).strip() and "<" not in before:
        return f"{tag}{' ' if after[:1] == ' ' else ''}{answer}"
    if not plain(after).strip(" .!?…") and "<" not in after:
        ending = re.search(r"[\s.!?…]*$", answer)
        at = ending.start() if ending and plain(after).strip() else len(answer)
        return f"{answer[:at]}{' ' if before[-1:] == ' ' else ''}{tag}{answer[at:]}"
    return None


def marked(source: str) -> dict[int, str]:
    """Number of a pair → the words in it, as coded text: what may be translated alone, to be found again afterwards.

    Only words that stand once in the sentence, and are not the whole of it.
    """
    flat = flatten(source)
    found: dict[int, str] = {}
    for number, (start, end) in flat.spans.items():
        piece = flat.text[start:end].strip()
        alone = any(void_number(character) for character in piece) or not any(c.isalpha() for c in piece)
        if not alone and (_words(flat.text[:start]) or _words(flat.text[end:])) and len(_places(piece, flat.text)) == 1:
            found[number] = escape(piece)
    return found


def realigned(source: str, answer: str, pieces: Mapping[int, str] | None = None) -> str | None:
    """`source` with all its tags; `answer` translated without its pairs. The answer with tags, or None in doubt.

    A tag goes back around the whole sentence, around words that stand unchanged exactly once on both sides, or around
    the translation of its words (`pieces`: number → coded text) where the answer has that exactly once.
    """
    from_source, onto = flatten(source), flatten(without_pairs(answer))
    spans: dict[int, Span] = {}
    for number, span in from_source.spans.items():
        found = _whole(from_source.text, onto.text, span) or _unchanged(from_source.text, onto.text, span)
        if found is None and pieces and number in pieces:
            found = _piece(pieces[number], onto.text)
        if found is None:
            return None
        spans[number] = found
    if not _same_nesting(from_source, spans):
        return None
    text = unflatten(Flat(onto.text, spans))
    return repaired(source, text) if text is not None else None


def _words(text: str) -> bool:
    return any(character.isalnum() or void_number(character) for character in text)


def _whole(source: str, target: str, span: Span) -> Span | None:
    start, end = span
    if _words(source[:start]) or _words(source[end:]) or not _words(target):
        return None
    at, to = 0, len(target)
    if source[:start].strip():  # punctuation outside the tag stays outside
        at = next(index for index, character in enumerate(target) if _words(character))
    if source[end:].strip():
        to = max(index for index, character in enumerate(target) if _words(character)) + 1
    return (at, to)


def _unchanged(source: str, target: str, span: Span) -> Span | None:
    piece = source[span[0] : span[1]].strip()
    if not _words(piece):
        return None
    found = _places(piece, target)
    return found[0] if len(found) == 1 and len(_places(piece, source)) == 1 else None


def _piece(piece: str, target: str) -> Span | None:
    """The place of words that were translated alone: with a capital or a full stop of their own, perhaps."""
    words = plain(piece).strip().rstrip(".").strip()
    found = _places(words, target, re.IGNORECASE) if _words(words) else []
    return found[0] if len(found) == 1 else None


def _places(piece: str, text: str, flags: int = 0) -> list[Span]:
    return [match.span() for match in re.finditer(rf"(?<!\w){re.escape(piece)}(?!\w)", text, flags)]


def _same_nesting(source: Flat, spans: dict[int, Span]) -> bool:
    return all(
        contains(source.spans[one], source.spans[other]) <= contains(spans[one], spans[other])
        and (
            contains(source.spans[one], source.spans[other])
            or contains(source.spans[other], source.spans[one])
            or spans[one][1] <= spans[other][0]
            or spans[other][1] <= spans[one][0]
        )
        for one in spans
        for other in spans
        if one != other
    )
