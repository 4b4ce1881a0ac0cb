"""One search: what was asked, what was found in the language asked for, what in the others."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from articles.search import guessing
from articles.search.asking import Asked, Slot, ask
from articles.search.finding import Frequencies, Hit, Narrow, Ranked, frequencies, nearly, ranked
from articles.search.guessing import Guess
from articles.search.pieces import pieces
from articles.search.terms import kind_term, topic_term
from tags.columns import read
from tags.labels import label_of
from tags.models import ContentKind, Tag


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reader narrows a search down to."""

    tag: Tag | None = None
    kind: ContentKind | None = None
    checked: bool = False

    def narrow(self, languages: Sequence[str]) -> Narrow:
        """The same in terms of the index."""
        tag = tuple(topic_term(self.tag.pk, code) for code in languages) if self.tag else ()
        kind = tuple(kind_term(self.kind.pk, code) for code in languages) if self.kind else ()
        return Narrow(tuple(terms for terms in (tag, kind) if terms), self.checked)


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found. `others`: pages in other languages, each article once, none that `own` has.

    `more_elsewhere`: there is so much in the language asked for that the others were not looked through.
    """

    asked: Asked
    own: Ranked
    others: list[Hit] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)
    topics: list[Tag] = field(default_factory=list)
    suggestion: str = ""
    more_elsewhere: bool = False


def look_up(
    typed: str,
    *,
    language: str,
    others: Sequence[str],
    tags: Sequence[Tag] = (),
    kinds: Sequence[ContentKind] = (),
    limits: Limits | None = None,
) -> Found:
    """Look a query up: 3 queries, 2 more where a word is unknown, 1 where no page has all words."""
    limits = limits or Limits()
    asked = ask(typed, [language, *others])
    topics = _name(asked.slots, tags, kinds, language, others)
    everything = [number for slot in asked.slots for number in slot.terms([language, *others])]
    counted = frequencies(list(dict.fromkeys(everything)))
    guesses: list[Guess] = []
    unknown = [slot for slot in asked.slots if not counted.of(slot.terms([language, *others]))]
    if unknown:
        guesses, more = guessing.fill(unknown, language)
        closed = counted.has_closed or more.has_closed
        counted = Frequencies(counted.counts | more.counts, closed)
    slots, narrow = [slot.terms([language]) for slot in asked.slots], limits.narrow([language])
    own = ranked(slots, narrow, counted, language)
    if not own.hits:
        own = nearly(slots, narrow, counted, language)
    elsewhere = _elsewhere(asked.slots, others, limits, counted, own, language) if others and not own.more else []
    suggestion = "" if own.hits or elsewhere else guessing.suggestion(asked.slots, language)
    return Found(asked, own, elsewhere, guesses, topics, suggestion, more_elsewhere=bool(others) and own.more)


def _elsewhere(
    slots: Sequence[Slot], others: Sequence[str], limits: Limits, counted: Frequencies, own: Ranked, reader: str
) -> list[Hit]:
    """Pages in other languages: the reader's own version of an article goes before them."""
    found = ranked([slot.terms(others) for slot in slots], limits.narrow(others), counted, reader)
    here = {hit.page for hit in own.hits}
    articles: dict[object, Hit] = {}
    for hit in found.hits:
        if hit.own not in here:
            articles.setdefault(hit.key, hit)
    return list(articles.values())


def _name(
    slots: Sequence[Slot], tags: Sequence[Tag], kinds: Sequence[ContentKind], language: str, others: Sequence[str]
) -> list[Tag]:
    """Let topics and content types be found by their names: here by the name that readers see here, on pages in other
    languages by that of any language. Answers the topics whose whole name was typed.
    """
    typed: Counter[int] = Counter()
    for thing, number in [*((tag, topic_term) for tag in tags), *((kind, kind_term) for kind in kinds)]:
        here = label_of(thing, language)
        names = [(read(thing, "name", code), code) for code in (language, *others)]
        for slot in slots:
            if _is_called(slot, [(here.text, here.lang)]):
                slot.topics.setdefault(language, []).append(number(thing.pk, language))
                typed[id(thing)] += 1
            if _is_called(slot, names):
                for code in others:
                    slot.topics.setdefault(code, []).append(number(thing.pk, code))
    return [tag for tag in tags if typed[id(tag)] >= len(_forms(*_label(tag, language))) > 0]


def _label(tag: Tag, language: str) -> tuple[str, str]:
    found = label_of(tag, language)
    return found.text, found.lang


def _is_called(slot: Slot, names: Iterable[tuple[str, str]]) -> bool:
    return any(
        not forms.isdisjoint(slot.forms.get(language, ()))
        for name, language in names
        for forms in _forms(name, language)
    )


@lru_cache(maxsize=10_000)
def _forms(name: str, language: str) -> tuple[frozenset[str], ...]:
    """Forms of each word of a name."""
    found = (frozenset(piece.keys(language)) for piece in pieces(name) if not piece.single)
    return tuple(dict.fromkeys(forms for forms in found if forms))
