"""Word differences: for showing what changed, and for aligning an edited stretch with what stood there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from rapidfuzz.distance import Indel

from .coded import plain

Operation = Literal["equal", "insert", "delete"]

#: A word with inner apostrophes and hyphens cut off, white space, or one other sign. Han, kana and Thai: one sign each.
_TOKEN = re.compile(r"\s+|[^\W_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+|.", re.DOTALL)
#: Product of two lengths (in tokens) that is still compared; the table of the comparison grows with it.
LIMIT = 40_000_000


def words(text: str) -> list[str]:
    """Tokens of a text: words, runs of white space, single signs. Joined they are the text."""
    return _TOKEN.findall(text)


def equal_ranges(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """Stretches (start in old, start in new, length) of a longest common subsequence; none beyond ``LIMIT``."""
    shortest = min(len(old), len(new))
    start = 0
    while start < shortest and old[start] == new[start]:
        start += 1
    end = 0
    while end < shortest - start and old[-1 - end] == new[-1 - end]:
        end += 1
    middle_old, middle_new = old[start : len(old) - end], new[start : len(new) - end]
    ranges = [(0, 0, start)] if start else []
    if middle_old and middle_new and len(middle_old) * len(middle_new) <= LIMIT:
        found = Indel.opcodes(middle_old, middle_new).as_matching_blocks()
        ranges.extend((block.a + start, block.b + start, block.size) for block in found if block.size)
    if end:
        ranges.append((len(old) - end, len(new) - end, end))
    return ranges


def diff_words(old: str, new: str) -> list[tuple[Operation, str]]:
    """What was deleted, inserted and kept between two coded texts (tags left out), in reading order."""
    left, right = _spaced(words(plain(old))), _spaced(words(plain(new)))
    out: list[tuple[Operation, str]] = []
    at_left = at_right = 0
    found = equal_ranges([word for word, _space in left], [word for word, _space in right])
    for start_left, start_right, size in [*found, (len(left), len(right), 0)]:
        gone, come = left[at_left:start_left], right[at_right:start_right]
        space = gone[-1][1] if gone and come and gone[-1][1] == come[-1][1] else ""
        _add(out, "delete", ["".join(pair) for pair in gone], space)
        _add(out, "insert", ["".join(pair) for pair in come], space)
        _add(out, "equal", [space])
        at_left, at_right = start_left + size, start_right + size
        for (word, before), (_word, after) in zip(left[start_left:at_left], right[start_right:at_right], strict=True):
            _add(out, "equal", [word])
            if before == after:
                _add(out, "equal", [before])
            else:
                _add(out, "delete", [before])
                _add(out, "insert", [after])
    return out


def _spaced(tokens: Sequence[str]) -> list[tuple[str, str]]:
    """Tokens with the white space that follows each: spaces by themselves are no reason to call two texts alike."""
    out: list[tuple[str, str]] = []
    for token in tokens:
        if token.isspace() and out and not out[-1][1]:
            out[-1] = (out[-1][0], token)
        else:
            out.append((token, ""))
    return out


def _add(out: list[tuple[Operation, str]], operation: Operation, tokens: Sequence[str], but: str = "") -> None:
    text = "".join(tokens).removesuffix(but)
    if not text:
        return
    if out and out[-1][0] == operation:
        out[-1] = (operation, out[-1][1] + text)
    else:
        out.append((operation, text))
