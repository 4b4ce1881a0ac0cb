"""The pairs of a pasted text in the order of the page: what a row is, and how rows are made from an alignment.

Each pasted sentence is in exactly one row: in that of a sentence of the original, or in one of its own that says that
it belongs nowhere. Values, no queries.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import count, pairwise
from typing import Any

from i18n.quality import run_checks
from i18n.segments import Sentence, SentenceRef, Skeleton, code, plain, split_sentences
from i18n.segments.assemble import joiner
from i18n.segments.chains import increasing
from i18n.segments.pairing import Unit, pair_sentences
from i18n.services import chips
from i18n.services.pasting import marks
from i18n.services.pasting.reading import looks_like_heading

#: What was decided about a row: nothing yet; it is right; nothing was pasted for this sentence; the sentence before
#: says it; a pasted sentence that is of no use here.
OPEN, OK, ABSENT, COVERED, UNUSED = "", "ok", "absent", "covered", "unused"
#: Findings that say that a pair may be a wrong one.
DOUBTS = frozenset({"numbers", "links", "length", "empty"})


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of the original with what was pasted for it, or (`id` empty) a pasted sentence that belongs nowhere.

    `text` as a text field shows it; `sure`: the machine has no doubt; `seen`: somebody looked at this very pair; `n`
    counts changes, so that a stale form is noticed; `base`: the text of the store that stood there; `block`: the
    paragraph that the text came in.
    """

    key: int
    id: str = ""
    hash: str = ""
    text: str = ""
    mark: str = OPEN
    sure: bool = False
    seen: bool = False
    n: int = 0
    base: int | None = None
    block: int = -1

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def is_left(self) -> bool:
        """A pasted sentence without one of the original."""
        return not self.id


def from_json(data: Sequence[Mapping[str, Any]]) -> list[Row]:
    """The rows of a stored draft."""
    return [Row(**entry) for entry in data]


@dataclass(frozen=True, slots=True)
class Facts:
    """What rows are made from: the original, and what the store has in the language of the pasted text.

    `known`: coded text that is there for this very wording, by a machine as a rule; `latest`: the id of the text that a
    translator has; `persons`: sentences whose text a person wrote or decided.
    """

    skeleton: Skeleton
    sources: Mapping[str, Sentence]
    language: str
    marked: marks.Marked = ()
    known: Mapping[str, str] = field(default_factory=dict)
    latest: Mapping[str, int] = field(default_factory=dict)
    persons: frozenset[str] = frozenset()

    def source(self, public_id: str) -> Sentence:
        return self.sources.get(public_id, Sentence("", (), ""))

    def placed(self, public_id: str, words: str) -> tuple[str, bool]:
        """A text with the marks of the sentence, and whether none is missing."""
        known = self.known.get(public_id, "")
        return marks.place(words, source=self.source(public_id), marked=self.marked, known=known)

    def together(self, *texts: str) -> str:
        """Sentences one after the other, as the language writes them."""
        return joiner(self.language).join(text for text in texts if text)

    def sentences(self, words: str) -> list[str]:
        return [piece.strip() for piece in split_sentences(words, self.language) if piece.strip()]

    def doubtful(self, public_id: str, text: str) -> bool:
        """Whether the checks find something that a wrong pair would have."""
        try:
            coded = chips.from_field(text)
        except chips.TextRefused:
            return True
        source = self.source(public_id).text
        found = run_checks(source, coded, self.skeleton.language, self.language)
        return any(finding.check_id in DOUBTS or finding.severity == "error" for finding in found)


def make(facts: Facts, units: Sequence[Unit]) -> list[Row]:
    """The rows of a text that nobody has looked at yet."""
    refs = _refs(facts.skeleton)
    rows = list(_pair(facts, refs, units))
    return numbered(rows)


def again(facts: Facts, rows: Sequence[Row]) -> list[Row]:
    """Pair anew what is not confirmed; what is confirmed stays, and holds the rest in place.

    A confirmed sentence whose original was reworded is open again, with its text; of one that went, the text is left
    over.
    """
    refs = _refs(facts.skeleton)
    place = {ref.id: at for at, (_block, ref) in enumerate(refs)}
    fixed = [at for at, row in enumerate(rows) if _holds(row, rows, at) and row.id in place]
    kept = increasing([place[rows[at].id] for at in fixed])
    fixed = [at for number, at in enumerate(fixed) if number in kept]
    made: list[Row] = []
    edges = [(-1, -1), *((at, place[rows[at].id]) for at in fixed), (len(rows), len(refs))]
    for (at, here), (next_at, next_here) in pairwise(edges):
        if at >= 0:
            made.append(_refreshed(rows[at], refs[here][1]))
        between = rows[at + 1 : next_at]
        made += _pair(facts, refs[here + 1 : next_here], list(_units(facts, between)), between)
        made += [row for row in between if row.mark == UNUSED]
    return numbered(made, rows)


def _holds(row: Row, rows: Sequence[Row], at: int) -> bool:
    """Confirmed rows, and those that a confirmed one says, too."""
    if row.mark == OK:
        return bool(row.id)
    return row.mark == COVERED and carrier(rows, at) is not None and rows[carrier(rows, at) or 0].mark == OK


def carrier(rows: Sequence[Row], at: int) -> int | None:
    """Where the sentence stands that says a covered one: the nearest before it that is not covered itself."""
    for before in range(at - 1, -1, -1):
        if rows[before].id and rows[before].mark != COVERED:
            return before
    return None


def _refreshed(row: Row, ref: SentenceRef) -> Row:
    if row.hash == ref.hash:
        return row
    mark = row.mark if row.mark == COVERED else OPEN
    return Row(row.key, row.id, ref.hash, row.text, mark, n=row.n + 1, base=row.base, block=row.block)


def _refs(skeleton: Skeleton) -> list[tuple[int, SentenceRef]]:
    return [(number, ref) for number, block in enumerate(skeleton.blocks()) for ref in block.sentences]


def _units(facts: Facts, rows: Iterable[Row]) -> Iterable[Unit]:
    """The sentences of rows that are paired again."""
    for row in rows:
        if row.mark == UNUSED:
            continue
        for sentence in facts.sentences(chips.words_of(row.text)):
            kind = "heading" if looks_like_heading(sentence) else "body"
            yield Unit(sentence, row.block, kind)  # type: ignore[arg-type]


def _pair(
    facts: Facts, refs: Sequence[tuple[int, SentenceRef]], units: Sequence[Unit], before: Sequence[Row] = ()
) -> Iterable[Row]:
    ours = [_unit(facts, number, ref) for number, ref in refs]
    bases = {row.id: row.base for row in before if row.id}
    pairs = pair_sentences(ours, units, source_language=facts.skeleton.language, target_language=facts.language)
    for pair in pairs:
        ids = [refs[at][1] for at in pair.source]
        texts = [units[at] for at in pair.target]
        if not ids:
            yield from (Row(0, text=chips.to_field(code(unit.text)), block=unit.block) for unit in texts)
        elif len(ids) == len(texts):
            for ref, unit in zip(ids, texts, strict=True):
                yield _row(facts, ref, [unit], pair.sure, bases)
        else:
            yield _row(facts, ids[0], texts, pair.sure, bases)
            for ref in ids[1:]:
                base = bases.get(ref.id, facts.latest.get(ref.id))
                yield Row(0, ref.id, ref.hash, mark=COVERED if texts else ABSENT, base=base)


def _unit(facts: Facts, number: int, ref: SentenceRef) -> Unit:
    source = facts.source(ref.id)
    links = frozenset(dict(e.attrs).get("href", "") for e in source.elements if e.tag == "a") - {""}
    return Unit(plain(source.text), number, ref.kind, links, plain(facts.known.get(ref.id, "")))


def _row(facts: Facts, ref: SentenceRef, units: Sequence[Unit], sure: bool, bases: Mapping[str, int | None]) -> Row:
    base = bases.get(ref.id, facts.latest.get(ref.id))
    if not units:
        return Row(0, ref.id, ref.hash, mark=ABSENT, base=base)
    text, whole = facts.placed(ref.id, facts.together(*(unit.text for unit in units)))
    sure = sure and whole and ref.id not in facts.persons and not facts.doubtful(ref.id, text)
    return Row(0, ref.id, ref.hash, text, sure=sure, base=base, block=units[0].block)


def numbered(rows: Sequence[Row], before: Sequence[Row] = ()) -> list[Row]:
    """Rows with keys: those that have one keep it, a sentence keeps that of its row before."""
    keys = {row.id: row for row in before if row.id}
    everything = [*rows, *before]
    fresh = count(max((row.key for row in everything), default=0) + 1)
    newest = max((row.n for row in everything), default=0) + 1  # a key may come again: no stale form fits it
    made = []
    for row in rows:
        old = keys.get(row.id) if row.id else None
        key = row.key or (old.key if old else next(fresh))
        values = {**row.to_json(), "key": key}
        if not row.key:
            values["n"] = old.n + 1 if old else newest
        made.append(Row(**values))
    return made
