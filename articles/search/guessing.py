"""Words that a reader may have meant: beginnings, one wrong letter, and what to suggest when nothing is found."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from rapidfuzz.distance import OSA

from articles.models.search import SearchWord
from articles.search.asking import Slot
from articles.search.finding import Frequencies, frequencies
from articles.search.stems import keys
from articles.search.terms import term
from articles.search.typos import may_be_mistyped, one_letter_away
from articles.search.words import bare, head_of

_MOST_BEGINNINGS, _MOST_SLIPS, _MOST_GUESSED = 64, 3, 4
_SHORTEST_BEGINNING = 3


@dataclass(frozen=True, slots=True)
class Guess:
    """Another word than the one that was typed."""

    typed: str
    meant: list[str]


def fill(unknown: Sequence[Slot], language: str) -> tuple[list[Guess], Frequencies]:
    """Give words that stand nowhere the forms of words that begin so, else of words with one other letter.

    2 queries, none where there is nothing to guess.
    """
    typed = {bare(slot.text, language): slot for slot in unknown if _may_be_guessed(slot)}
    typed = dict(list(typed.items())[:_MOST_GUESSED])
    if not typed:
        return [], Frequencies({}, False)
    slips = {text: set(one_letter_away(text)) if may_be_mistyped(text) else set() for text in typed}
    wanted = Q(text__in=sorted(set().union(*slips.values())))
    for text, slot in typed.items():
        wanted |= Q(head=head_of(text, slot.is_word), text__startswith=text)
    candidates = _words(wanted, language)
    counted = frequencies([number for word in candidates for number in word.terms])
    words = [word for word in candidates if counted.of(word.terms)]
    guesses = []
    for text, slot in typed.items():
        beginnings = sorted((w for w in words if w.text.startswith(text)), key=lambda w: (len(w.text), w.text))
        meant = beginnings[:_MOST_BEGINNINGS] or _nearest(words, text, slips[text], counted)
        slot.forms[language] = list(dict.fromkeys(form for word in meant for form in word.forms))
        if meant and not beginnings:
            guesses.append(Guess(slot.text, list(dict.fromkeys(word.shown for word in meant))))
    return guesses, counted


def _nearest(words: Sequence["_Word"], text: str, slips: set[str], counted: Frequencies) -> list["_Word"]:
    """People seldom mistake the first letter; and they mean what there is more of."""

    def order(word: _Word) -> tuple[bool, int, str]:
        return word.text[0] != text[0], -counted.of(word.terms), word.text

    return sorted((word for word in words if word.text in slips), key=order)[:_MOST_SLIPS]


def suggestion(slots: Sequence[Slot], language: str) -> str:
    """The words with each unknown one replaced by one that is not far from it; '' where there is none: 1 query."""
    unknown = [slot for slot in slots if slot.is_word and may_be_mistyped(slot.text)]
    if not unknown:
        return ""
    words = _words(Q(head__in=[head_of(slot.text, True) for slot in unknown]), language)
    texts, changed = [], False
    for slot in slots:
        near = [(OSA.distance(word.text, slot.text), word.text, word.shown) for word in words if slot in unknown]
        best = min(near, default=None)
        fits = best is not None and 0 < best[0] <= max(1, len(slot.text) // 3)
        texts.append(best[2] if best is not None and fits else slot.text)
        changed |= fits
    return " ".join(texts) if changed else ""


def _may_be_guessed(slot: Slot) -> bool:
    return slot.single or (slot.is_word and len(slot.text) >= _SHORTEST_BEGINNING)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    shown: str
    forms: tuple[str, ...]
    terms: tuple[int, ...]


def _words(wanted: Q, language: str) -> list[_Word]:
    """Words of a language, each once, in an order that no database decides."""
    rows = SearchWord.objects.filter(wanted, language=language).order_by("-pk").values_list("text", "shown")
    found = []
    for text, shown in sorted(dict(rows).items()):
        forms = keys(text, language) or (text,)
        found.append(_Word(text, shown, forms, tuple(term(form, language) for form in forms)))
    return found
