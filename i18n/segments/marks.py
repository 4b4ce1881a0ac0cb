"""Text with its markup per character, in a form in which two texts that look the same are equal."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .coded import signature
from .flat import write
from .model import VOID, Element, Run

_Signature = tuple[str, tuple[tuple[str, str], ...]]


@dataclass(slots=True)
class Flat:
    """Characters, and for each the number of its set of elements (numbers come from one ``Marks``)."""

    text: str
    marks: list[int]

    def same_at(self, other: Flat, start: int) -> bool:
        """Whether ``other`` stands in this text at ``start``, markup included."""
        end = start + len(other.text)
        return self.text.startswith(other.text, start) and self.marks[start:end] == other.marks

    def voids(self, start: int, end: int) -> list[int]:
        """The marks of the void elements in a range."""
        return [self.marks[at] for at in range(start, end) if self.text[at] == VOID]


@dataclass(slots=True)
class Marks:
    """Numbers for sets of elements: order of nesting, attribute order, b or strong make no difference."""

    sets: list[frozenset[_Signature]] = field(default_factory=lambda: [frozenset()])
    numbers: dict[frozenset[_Signature], int] = field(default_factory=lambda: {frozenset(): 0})
    elements: dict[_Signature, Element] = field(default_factory=dict)

    def flat(self, runs: Iterable[Run], elements: Sequence[Element]) -> Flat:
        """The runs as text and marks."""
        texts: list[str] = []
        marks: list[int] = []
        by_stack: dict[tuple[int, ...], int] = {}
        for text, stack in runs:
            number = by_stack.get(stack)
            if number is None:
                number = by_stack[stack] = self._number(elements[ident] for ident in stack)
            texts.append(text)
            marks.extend([number] * len(text))
        return Flat("".join(texts), marks)

    def _number(self, elements: Iterable[Element]) -> int:
        signatures = set()
        for element in elements:
            mark = signature(element)
            self.elements.setdefault(mark, element)
            signatures.add(mark)
        key = frozenset(signatures)
        if key not in self.numbers:
            self.numbers[key] = len(self.sets)
            self.sets.append(key)
        return self.numbers[key]

    def runs(self, flat: Flat, start: int, end: int) -> tuple[list[Run], list[Element]]:
        """The runs of a range: each element as long as it lasts, links outermost, longer ones outside shorter ones."""
        table: list[Element] = []
        extents: list[list[int]] = []
        pieces: list[tuple[int, int, list[int]]] = []
        active: dict[_Signature, int] = {}
        at = start
        while at < end:
            stop = self._stretch(flat, at, end)
            now: dict[_Signature, int] = {}
            for mark in sorted(self.sets[flat.marks[at]]):
                ident = active.get(mark)
                if ident is None or self.elements[mark].void:
                    ident = len(table)
                    table.append(self.elements[mark])
                    extents.append([at, stop])
                extents[ident][1] = stop
                now[mark] = ident
            pieces.append((at, stop, list(now.values())))
            active = now
            at = stop

        def outermost(ident: int) -> tuple[bool, bool, int, int]:
            element, (first, last) = table[ident], extents[ident]
            return element.void, element.tag != "a", first - last, ident

        return [Run(flat.text[a:b], tuple(sorted(stack, key=outermost))) for a, b, stack in pieces], table

    @staticmethod
    def _stretch(flat: Flat, at: int, end: int) -> int:
        """The end of the stretch of equal marks that begins here; a void element is one by itself."""
        if flat.text[at] == VOID:
            return at + 1
        stop = at + 1
        while stop < end and flat.marks[stop] == flat.marks[at] and flat.text[stop] != VOID:
            stop += 1
        return stop


def number_elements(
    runs: Sequence[Run], table: Sequence[Element], known: Sequence[Element], before: Counter[str], source_count: int
) -> tuple[str, list[Element]]:
    """Coded text of runs, numbered as ``known`` numbers them, and the elements behind the numbers.

    An equal element takes its number; a changed one takes an unused number of the same name (a link with another
    address); any other gets a new number. ``before`` counts the tags of the text before: a number used twice there may
    be used twice again.
    """
    elements = list(known)
    order = list(dict.fromkeys(ident for run in runs for ident in run.stack))
    numbers: dict[int, int] = {}
    free: dict[_Signature, deque[int]] = {}
    for number, element in enumerate(known, 1):
        free.setdefault(signature(element), deque()).append(number)
    for ident in order:
        waiting = free.get(signature(table[ident]))
        if waiting:
            number = waiting[0]
            numbers[ident] = number
            if len(waiting) > 1 or before[f"<{number}>"] < 2:
                waiting.popleft()
    used = set(numbers.values())
    unused = [number for number in range(1, source_count + 1) if number not in used]
    for ident in order:
        if ident in numbers:
            continue
        name = signature(table[ident])[0]
        fitting = next((n for n in unused if signature(elements[n - 1])[0] == name), None)
        if fitting is None:
            elements.append(table[ident])
            fitting = len(elements)
        else:
            unused.remove(fitting)
            elements[fitting - 1] = table[ident]
        numbers[ident] = fitting
    text = write(
        runs,
        lambda ident: f"<{numbers[ident]}>",
        lambda ident: f"</{numbers[ident]}>",
        lambda ident: f"<{numbers[ident]}/>",
    )
    return text, elements
