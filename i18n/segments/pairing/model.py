"""The values of pairing: sentences of two texts, and which of them say the same."""

from __future__ import annotations

from dataclasses import dataclass

from i18n.segments.model import Kind


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence of one text: its characters, the number of its block, its kind, addresses that it links to.

    `known` (of a source sentence only): the same in the other language as far as anybody knows, a machine's text say.
    """

    text: str
    block: int
    kind: Kind = "body"
    links: frozenset[str] = frozenset()
    known: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentences that say the same, by their places: 1:1, 1:2, 2:1 …, or on one side only (1:0, 0:1).

    `sure`: nothing else comes near. It is for choosing what a person looks at first, and is never shown as a figure.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    sure: bool = False
