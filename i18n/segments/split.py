"""Cutting a text into sentences: ``sentencex`` proposes, the guard decides. Lossless."""

from __future__ import annotations

from importlib.metadata import version

import sentencex

from . import guard
from .model import VOID

#: Written without a sign between sentences: the whole block is one.
UNSPLIT = frozenset({"th", "lo", "km", "my", "bo", "dz"})
SPLITTER = f"sentencex-{version('sentencex')}+guard-{guard.VERSION}"


def split_sentences(text: str, language: str) -> list[str]:
    """Sentences with their spaces; joined they are the text. An empty text has none."""
    if not text:
        return []
    base = language.split("-")[0].lower()
    if base in UNSPLIT:
        return [text]
    sentences: list[list[str]] = []
    tail = ""
    for piece in _pieces(text, base):
        if sentences and not guard.is_boundary(tail, piece, language):
            sentences[-1].append(piece)
        else:
            sentences.append([piece])
            tail = ""
        tail = (tail + piece)[-guard.CONTEXT :]
    return ["".join(pieces) for pieces in sentences]


def _pieces(text: str, base: str) -> list[str]:
    """Proposals of the splitter, or the whole text where it fails or loses characters."""
    readable = text.replace(VOID, " ").encode("utf-8", "replace").decode()
    pieces: list[str] = []
    position = 0
    for proposal in sentencex.segment(base, readable):
        pieces.append(text[position : position + len(proposal)])
        position += len(proposal)
    if position != len(text):
        return [text]
    return _closers_back(pieces)


def _closers_back(pieces: list[str]) -> list[str]:
    """Closing quotes, brackets and spaces that begin a proposal go back to the sentence before."""
    out: list[str] = []
    for piece in pieces:
        if out:
            closing = 0 if out[-1][-1:].isspace() else guard.closing_start(piece)
            closing += len(piece[closing:]) - len(piece[closing:].lstrip())
            out[-1] += piece[:closing]
            piece = piece[closing:]
        if piece:
            out.append(piece)
    return out


def sentence_ranges(text: str, language: str, *, whole: bool) -> list[tuple[int, int]]:
    """Ranges of the sentences without the spaces and void elements around them; blank ones are left out."""
    pieces = [text] if whole else split_sentences(text, language)
    ranges: list[tuple[int, int]] = []
    position = 0
    for piece in pieces:
        start, end = trim(text, position, position + len(piece))
        position += len(piece)
        if start < end:
            ranges.append((start, end))
    return ranges


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without spaces and void elements at its ends."""
    while start < end and (text[start] == VOID or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] == VOID or text[end - 1].isspace()):
        end -= 1
    return start, end
