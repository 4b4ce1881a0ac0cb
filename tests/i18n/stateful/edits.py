"""Edits of a text, as lists of sentences."""

from collections.abc import Callable
from typing import Any

Blocks = list[dict[str, Any]]
# blocks (`value`: sentences by paragraph), which sentence, which other one, words
SourceEdit = Callable[[Blocks, int, int, str], None]
# a paragraph, index of a sentence, words
TranslationEdit = Callable[[list[str], int, str], None]


def _place(blocks: Blocks, at: int) -> tuple[list[str], int]:
    """A paragraph and an index in it: one sentence of the whole article."""
    places = [(p, i) for block in blocks for p in block["value"] for i in range(len(p))]
    return places[at % len(places)]


def rewrite_sentence(blocks: Blocks, at: int, other: int, text: str) -> None:
    paragraph, index = _place(blocks, at)
    paragraph[index] = text


def toggle_word(blocks: Blocks, at: int, other: int, text: str) -> None:
    """A word of a sentence becomes another, and at the next time what it was."""
    paragraph, index = _place(blocks, at)
    words = paragraph[index].rstrip(".").split(" ")
    words[-1] = {"early": "late", "late": "early", "plans": "nothing", "nothing": "plans"}.get(words[-1], "early")
    paragraph[index] = " ".join(words) + "."


def add_sentence(blocks: Blocks, at: int, other: int, text: str) -> None:
    paragraph, index = _place(blocks, at)
    paragraph.insert(index, text)


def remove_sentence(blocks: Blocks, at: int, other: int, text: str) -> None:
    paragraph, index = _place(blocks, at)
    del paragraph[index]


def swap_sentences(blocks: Blocks, at: int, other: int, text: str) -> None:
    (p, i), (q, j) = _place(blocks, at), _place(blocks, other)
    p[i], q[j] = q[j], p[i]


def split_sentence(blocks: Blocks, at: int, other: int, text: str) -> None:
    paragraph, index = _place(blocks, at)
    words = paragraph[index].split(" ")
    if len(words) > 3:
        paragraph[index : index + 1] = [f"{' '.join(words[:2])}.", " ".join(words[2:]).capitalize()]


def join_sentences(blocks: Blocks, at: int, other: int, text: str) -> None:
    paragraph, index = _place(blocks, at)
    if index + 1 < len(paragraph):
        paragraph[index : index + 2] = [f"{paragraph[index][:-1]} and {paragraph[index + 1]}"]


def move_block(blocks: Blocks, at: int, other: int, text: str) -> None:
    blocks.append(blocks.pop(0))


def cut_and_paste_paragraph(blocks: Blocks, at: int, other: int, text: str) -> None:
    block = blocks[at % len(blocks)]
    blocks[other % len(blocks)]["value"].append(block["value"].pop(0))


def paste_over_block(blocks: Blocks, at: int, other: int, text: str) -> None:
    blocks[other % len(blocks)]["value"] = [list(p) for p in blocks[at % len(blocks)]["value"]]


EDITS: tuple[SourceEdit, ...] = (
    rewrite_sentence,
    toggle_word,
    add_sentence,
    remove_sentence,
    swap_sentences,
    split_sentence,
    join_sentences,
    move_block,
    cut_and_paste_paragraph,
    paste_over_block,
)


def replace(paragraph: list[str], index: int, words: str) -> None:
    paragraph[index] = words


def append(paragraph: list[str], index: int, words: str) -> None:
    paragraph.insert(index + 1, words)


def remove(paragraph: list[str], index: int, words: str) -> None:
    if len(paragraph) > 1:
        del paragraph[index]


def merge(paragraph: list[str], index: int, words: str) -> None:
    if index + 1 < len(paragraph):
        paragraph[index : index + 2] = [f"{paragraph[index][:-1]} y {paragraph[index + 1]}"]


def cut(paragraph: list[str], index: int, words: str) -> None:
    start, _space, end = paragraph[index].partition(" ")
    if end and "<b>" not in start:
        paragraph[index : index + 1] = [f"{start}.", end]


def swap(paragraph: list[str], index: int, words: str) -> None:
    other = (index + 1) % len(paragraph)
    paragraph[index], paragraph[other] = paragraph[other], paragraph[index]


TRANSLATION_EDITS: tuple[TranslationEdit, ...] = (replace, append, remove, merge, cut, swap)
