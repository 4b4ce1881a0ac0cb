"""From what a reader typed to what is looked up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from articles.search.pieces import pieces
from articles.search.terms import term
from articles.search.text import normalise

LONGEST = 200
_MOST_WORDS, _MOST_PAIRS = 12, 24


@dataclass(slots=True)
class Slot:
    """One thing that a page must have: a word, or a pair of characters. `forms`: language → how it may be written;
    `topics`: language → terms of topics and content types that are called so.
    """

    text: str
    is_word: bool
    single: bool
    forms: dict[str, list[str]]
    topics: dict[str, list[int]] = field(default_factory=dict)

    def terms(self, languages: Iterable[str]) -> list[int]:
        """Numbers of everything that fills it in some languages."""
        found: list[int] = []
        for language in languages:
            found += [term(form, language) for form in self.forms.get(language, ())]
            found += self.topics.get(language, ())
        return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Asked:
    """A query. `cut`: some of it was left out."""

    slots: list[Slot]
    cut: bool

    def forms(self, language: str) -> frozenset[str]:
        """All forms looked for in a language, for marking them."""
        return frozenset(form for slot in self.slots for form in slot.forms.get(language, ()))


def ask(typed: str, languages: Sequence[str]) -> Asked:
    """What to look up in these languages: each word once, at most twelve, signs between them apart.

    Of a run of characters without spaces the pairs are looked up; a character that stands alone is one by itself.
    """
    slots: dict[str, Slot] = {}
    cut, words, pairs, last_end = len(typed) > LONGEST, 0, 0, -1
    for piece in pieces(typed[:LONGEST]):
        if piece.single and piece.start < last_end:
            continue  # the last of a run: its pair is there
        last_end = piece.end
        text = normalise(piece.text)
        if not text or text in slots:
            continue
        words, pairs = words + piece.is_word, pairs + (not piece.is_word)
        if words > _MOST_WORDS or pairs > _MOST_PAIRS:
            cut = True
            break
        forms = {language: list(piece.keys(language, asked=True)) for language in languages}
        slots[text] = Slot(text, piece.is_word, piece.single, forms)
    return Asked(list(slots.values()), cut)
