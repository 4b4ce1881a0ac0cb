"""Putting the original's links and bold words into a text that came without them, where the words can be found."""

import re
from collections.abc import Mapping, Sequence

from i18n.engines.spans import Flat, Span, contains, crossing, flatten, unflatten, void_number
from i18n.segments import Element, Sentence, code, plain, same_tags
from i18n.services import chips

Marked = Sequence[Sequence[str]]

_FAMILY = {"strong": "b", "em": "i"}
_CLOSING = re.compile(r"[\s.!?…。؟]*$")


def place(text: str, *, source: Sentence, marked: Marked = (), known: str = "") -> tuple[str, bool]:
    """The text as a field shows it, with the chips that found their words, and whether these are all.

    `marked`: words that were under a link or in bold where the text comes from; `known`: a machine's text of the same
    sentence, whose marked words may stand in this one, too.
    """
    wanted = flatten(source.text)
    if not wanted.spans and not any(void_number(character) for character in wanted.text):
        return chips.to_field(code(text)), True
    found: dict[int, Span] = {}
    inside = {number: wanted.text[start:end] for number, (start, end) in wanted.spans.items()}
    spare = [tuple(entry) for entry in marked]
    bridge = _bridge(known)
    for number, span in sorted(wanted.spans.items(), key=lambda item: item[1][0] - item[1][1]):
        element = source.elements[number - 1] if number <= len(source.elements) else None
        options = [
            *_whole(wanted.text, text, span),
            *_as_it_came(element, text, spare),
            *_once(inside[number], text),
            *_once(bridge.get(number, ""), text),
        ]
        chosen = next((option for option in options if _fits(number, option, wanted.spans, found)), None)
        if chosen is not None:
            found[number] = chosen
            words = text[slice(*chosen)]
            spare = _without(spare, element, words)
    marked_text = unflatten(Flat(text, found)) or code(text)
    finished = _with_voids(source.text, marked_text)
    return chips.to_field(finished), same_tags(source.text, finished)


def _bridge(known: str) -> dict[int, str]:
    """The marked words of a machine's text."""
    if not known:
        return {}
    flat = flatten(known)
    return {number: flat.text[start:end] for number, (start, end) in flat.spans.items()}


def _fits(number: int, span: Span, wanted: Mapping[int, Span], found: Mapping[int, Span]) -> bool:
    """Whether a mark at this place nests with those found as it does in the original."""
    for other, place_of in found.items():
        if crossing(span, place_of):
            return False
        for one, two, here, there in ((number, other, span, place_of), (other, number, place_of, span)):
            inside = contains(wanted[one], wanted[two])
            if inside and not contains(here, there):
                return False
        apart = not contains(wanted[number], wanted[other]) and not contains(wanted[other], wanted[number])
        if apart and (contains(span, place_of) or contains(place_of, span)):
            return False
    return True


def _whole(source: str, text: str, span: Span) -> list[Span]:
    """A mark around the whole sentence; punctuation stays outside where it does in the original."""
    before, after = source[: span[0]], source[span[1] :]
    if any(character.isalnum() for character in before + after) or not text:
        return []
    end = len(text)
    if after.strip():
        match = _CLOSING.search(text)
        end = match.start() if match else end
    return [(0, end)] if end else []


def _as_it_came(element: Element | None, text: str, marked: Sequence[tuple[str, ...]]) -> list[Span]:
    """Words under the same link, or in bold where the original has bold."""
    if element is None:
        return []
    tag, address = _FAMILY.get(element.tag, element.tag), dict(element.attrs).get("href", "")
    places: list[Span] = []
    for name, href, words in marked:
        if name == tag and (tag != "a" or (address and _same(href, address))):
            places += _once(words, text) or _places(words, text)[:1]
    if not places and tag == "a":  # a link whose address is another one in this language
        here = [words for name, _href, words in marked if name == "a" and _places(words, text)]
        places = _once(here[0], text) if len(here) == 1 else []
    return places


def _same(one: str, other: str) -> bool:
    return _bare(one) == _bare(other)


def _bare(address: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", address.strip()).rstrip("/").casefold()


def _without(marked: list[tuple[str, ...]], element: Element | None, words: str) -> list[tuple[str, ...]]:
    """A marked word serves once."""
    tag = _FAMILY.get(element.tag, element.tag) if element else ""
    for at, entry in enumerate(marked):
        if entry[0] == tag and entry[2] == words:
            return marked[:at] + marked[at + 1 :]
    return marked


def _once(words: str, text: str) -> list[Span]:
    """The place of words that stand in a text exactly once."""
    found = _places(words.strip(" \u00a0.,;:"), text)
    return found if len(found) == 1 else []


def _places(words: str, text: str) -> list[Span]:
    if not any(character.isalnum() for character in words):
        return []
    left = r"(?<!\w)" if words[0].isalnum() and words[0].isascii() else ""
    right = r"(?!\w)" if words[-1].isalnum() and words[-1].isascii() else ""
    return [match.span() for match in re.finditer(left + re.escape(words) + right, text, re.IGNORECASE)]


def _with_voids(source: str, marked: str) -> str:
    """Line breaks and the like at the very start or end of the original's sentence go there."""
    for match in re.finditer(r"<[1-9][0-9]*/>", source):
        before, after = source[: match.start()], source[match.end() :]
        if not plain(before).strip():
            marked = f"{match.group()}{' ' if after.startswith(' ') else ''}{marked}"
        elif not plain(after).strip(" .!?…"):
            marked = f"{marked}{' ' if before.endswith(' ') else ''}{match.group()}"
    return marked
