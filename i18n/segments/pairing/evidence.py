"""What speaks for two sentences being one: numbers, names, links, signs, words alike, a known translation.

Each sentence is a set of traits. A trait that both have counts the more, the rarer it is in the two texts (in nats);
what sentences share by chance is worked out from the texts themselves and taken off.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log

from i18n.quality.numbers import numbers_of

from .model import Unit
from .scripts import skeleton

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_ADDRESS = re.compile(r"https?://\S+|[\w.+-]+@[\w-]+\.\w[\w.-]*|[@#]\w{3,}")
_QUESTION, _SHOUT, _COLON = "?؟？", "!！", ":："
_QUOTES = frozenset('"«»“”„‹›「」『』《》״')
#: Written without spaces: two characters stand for a word.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")

#: How much a trait counts, by its kind (the letter before the colon). Parts of words come in bundles: each counts less.
WEIGHTS = {"n": 1.0, "l": 1.5, "w": 0.6, "g": 0.22, "k": 0.5, "t": 0.8, "b": 0.4, "p": 0.7}
_MISSED = frozenset("ntb")
#: Traits in more than this share of all sentences say nothing.
_COMMON = 0.25
#: Characters of a sentence that are looked at.
_LENGTH = 2_000


def fold(text: str) -> str:
    """Small letters without accents, Arabic vowel signs and the like."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def traits(unit: Unit) -> set[str]:
    """The traits of a sentence that do not depend on its language."""
    text = unit.text[:_LENGTH]
    found = {f"l:{address}" for address in unit.links}
    found.update(f"l:{match.group().rstrip('.,;)')}" for match in _ADDRESS.finditer(text))
    for _written, values in numbers_of(text):
        found.update(f"n:{value}" for value in values)
    for word in _WORD.findall(text):
        found.update(_of_word(word))
    found.update(f"p:{sign}" for sign in _signs(text))
    return found


def _of_word(word: str) -> Iterable[str]:
    """A word as it is written, its parts, and its consonants where it may be a name written in another script."""
    folded = fold(word)
    if folded.isascii():
        if len(folded) > 2:
            yield f"w:{folded}"
        yield from (f"g:{folded[at : at + 4]}" for at in range(len(folded) - 3))
    if not word.isascii() or word[0].isupper():
        bones = skeleton(folded)
        if len(bones) > 2:
            yield f"k:{bones[:5]}"


def _signs(text: str) -> Iterable[str]:
    bare = text.rstrip("\"'”’»)] \u00a0\u202f")
    for name, signs in (("?", _QUESTION), ("!", _SHOUT), (":", _COLON)):
        if bare[-1:] and bare[-1] in signs:
            yield name
    if _QUOTES.intersection(text):
        yield "quotes"
    if "(" in text or "（" in text:
        yield "brackets"


def words(text: str) -> set[str]:
    """The words of a text as traits, for comparing two texts of one language: beginnings of words, pairs of characters
    where no spaces are written.
    """
    folded = fold(text[:_LENGTH])
    found = {f"b:{one}{two}" for run in _UNSPACED.findall(folded) for one, two in pairwise(run)}
    found.update(f"t:{word[:6]}" for word in _WORD.findall(_UNSPACED.sub(" ", folded)) if len(word) > 1)
    return found


@dataclass(slots=True)
class Evidence:
    """`shared[i][j]`: what the sentences share, in nats; `source` and `target`: the traits of each, weighed; `typical`:
    which part of its traits a sentence shares with its translation, as a rule.
    """

    shared: list[dict[int, float]]
    source: list[float]
    target: list[float]
    chance: float = 0.0
    typical: float = 0.0
    links: list[tuple[int, int]] = field(default_factory=list)


def gather(source: Sequence[Unit], target: Sequence[Unit]) -> Evidence:
    """The evidence for each pair of sentences that share anything."""
    bridged = any(unit.known for unit in source)
    left = [traits(unit) | (words(unit.known) if unit.known else set()) for unit in source]
    right = [traits(unit) | (words(unit.text) if bridged else set()) for unit in target]
    weights = _weights(left, right)
    where: dict[str, list[int]] = defaultdict(list)
    for j, found in enumerate(right):
        for trait in found:
            if trait in weights:
                where[trait].append(j)
    shared: list[dict[int, float]] = []
    for found in left:
        row: dict[int, float] = defaultdict(float)
        for trait in found:
            for j in where.get(trait, ()):
                row[j] += weights[trait]
        shared.append(dict(row))
    evidence = Evidence(
        shared,
        [sum(weights.get(trait, 0.0) for trait in found) for found in left],
        [sum(weights.get(trait, 0.0) for trait in found) for found in right],
    )
    _calibrate(evidence)
    return evidence


def _weights(left: Sequence[set[str]], right: Sequence[set[str]]) -> dict[str, float]:
    """What each trait counts. Of those that only one text has, words and numbers count (they are missed there); names
    and signs do not.
    """
    ours = Counter(trait for found in left for trait in found)
    theirs = Counter(trait for found in right for trait in found)
    total = max(len(left), len(right), 8)
    weights = {}
    for trait in ours.keys() | theirs.keys():
        times = max(ours[trait], theirs[trait])
        known = trait in ours and trait in theirs
        if times <= max(2.0, _COMMON * total) and (known or trait[0] in _MISSED):
            weights[trait] = WEIGHTS[trait[0]] * log((total + 1) / times)
    return weights


def _calibrate(evidence: Evidence) -> None:
    """What sentences share by chance, what they share with their translation, pairs that are each other's best."""
    rows = range(len(evidence.source))
    total = sum(evidence.source) * sum(evidence.target)
    best_of = [max(row, key=lambda j: row[j], default=-1) for row in evidence.shared]
    best_for: dict[int, int] = {}
    for i in rows:
        for j, value in evidence.shared[i].items():
            if j not in best_for or value > evidence.shared[best_for[j]][j]:
                best_for[j] = i
    evidence.links = [(i, best_of[i]) for i in rows if best_of[i] >= 0 and best_for[best_of[i]] == i]
    matched = sum(evidence.shared[i][j] for i, j in evidence.links)
    if total:
        evidence.chance = max(0.0, sum(sum(row.values()) for row in evidence.shared) - matched) / total
    shares = sorted(
        evidence.shared[i][j] / max(1e-9, min(evidence.source[i], evidence.target[j])) for i, j in evidence.links
    )
    if len(shares) > 2:
        evidence.typical = shares[len(shares) // 2]
