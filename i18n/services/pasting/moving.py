"""What a person does to the rows of a pasted text: confirm, correct, move sentences about. Values, no queries.

No step loses a word of the pasted text: what leaves a row stands in another, or in one of its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from i18n.segments import code, sanitise_plain
from i18n.services import chips
from i18n.services.chips import TextRefused
from i18n.services.pasting.rows import ABSENT, COVERED, OK, OPEN, UNUSED, Facts, Row, carrier, numbered

Rows = list[Row]


def at_of(rows: Sequence[Row], key: int) -> int:
    """Where a row stands; LookupError where it went."""
    for at, row in enumerate(rows):
        if row.key == key:
            return at
    raise LookupError(key)


def typed(rows: Rows, at: int, text: str) -> Rows:
    """What the person wrote into the field; a confirmed pair is open again where the text is another one.

    Raises `TextRefused` where it is longer than any sentence.
    """
    row = rows[at]
    clean = sanitise_plain(text).replace("\r\n", "\n")
    if clean == row.text:
        return rows
    if len(clean) > chips.MAX_LENGTH:
        raise TextRefused(_("This text is longer than a sentence can be."))
    mark = OPEN if clean.strip() or row.mark in (OK, UNUSED) else row.mark
    return _put(rows, at, replace(row, text=clean, mark=mark, sure=False, n=row.n + 1))


def confirm(facts: Facts, rows: Rows, at: int, *, seen: bool = True) -> Rows:
    """The pair is right. Raises `TextRefused` where there is no text, or marks are not those of the original."""
    row = rows[at]
    if row.is_left:
        raise TextRefused(_("This sentence has no partner yet: move it up or down, or leave it out."))
    coded = chips.from_field(row.text)
    if not coded:
        raise TextRefused(_("There is no text here yet. If nothing was pasted for it, choose “Not in this text”."))
    chips.check_marks(coded, facts.source(row.id).text)
    if row.mark == OK and row.seen >= seen:
        return rows
    return _put(rows, at, replace(row, mark=OK, seen=row.seen or seen, n=row.n + 1))


def confirm_sure(facts: Facts, rows: Rows, seen: frozenset[int]) -> Rows:
    """Confirm all of which the machine is sure; `seen`: keys of the pairs that the person stepped through."""
    for at, row in enumerate(rows):
        if row.id and row.mark == OPEN and row.sure:
            try:
                rows = confirm(facts, rows, at, seen=row.key in seen)
            except TextRefused:
                continue
    return rows


def reopen(rows: Rows, at: int) -> Rows:
    """Nothing is decided about it."""
    row = rows[at]
    return rows if row.mark == OPEN else _put(rows, at, replace(row, mark=OPEN, seen=False, n=row.n + 1))


def leave_out(rows: Rows, at: int) -> Rows:
    """A pasted sentence is of no use here; it stays in the record."""
    row = rows[at]
    if not row.is_left:
        raise TextRefused(_("This text has a partner in the original: choose “Not in this text” to part them."))
    return rows if row.mark == UNUSED else _put(rows, at, replace(row, mark=UNUSED, n=row.n + 1))


def absent(rows: Rows, at: int) -> Rows:
    """Nothing was pasted for this sentence; text that stood here is left over, right below."""
    row = rows[at]
    if row.is_left or row.mark == ABSENT:
        return rows
    made = _put(rows, at, replace(row, text="", mark=ABSENT, sure=False, n=row.n + 1))
    words = chips.words_of(row.text)
    if words:
        made.insert(at + 1, Row(0, text=chips.to_field(code(words)), block=row.block))
    return numbered(made)


def cover(facts: Facts, rows: Rows, at: int) -> Rows:
    """The sentence before says this one, too; text that stood here is added to it."""
    row = rows[at]
    if row.is_left or row.id in _first_of_blocks(facts):
        raise TextRefused(_("There is no sentence before it in its paragraph that could say it, too."))
    if row.mark == COVERED:
        return rows
    before = carrier(rows, at)
    if before is None:
        raise TextRefused(_("There is no sentence before it in its paragraph that could say it, too."))
    made = _put(rows, at, replace(row, text="", mark=COVERED, sure=False, n=row.n + 1))
    words = chips.words_of(row.text)
    return _add(facts, made, before, words, after=True) if words else made


def up(facts: Facts, rows: Rows, at: int) -> Rows:
    """What stands before the cut, or the first sentence, goes to the end of the row above."""
    if at == 0:
        raise TextRefused(_("There is no sentence above this one."))
    head, tail = _cut(facts, rows[at], first=True)
    return _move(facts, rows, at, at - 1, head, tail)


def down(facts: Facts, rows: Rows, at: int) -> Rows:
    """What stands after the cut, or the last sentence, goes to the beginning of the row below."""
    if at == len(rows) - 1:
        raise TextRefused(_("There is no sentence below this one."))
    head, tail = _cut(facts, rows[at], first=False)
    return _move(facts, rows, at, at + 1, tail, head)


def _cut(facts: Facts, row: Row, *, first: bool) -> tuple[str, str]:
    """The text in two: at a line break, else after its first or before its last sentence. A left-over row is whole."""
    head, broken, tail = row.text.strip().replace("\r\n", "\n").partition("\n")
    if broken:
        return chips.words_of(head), chips.words_of(tail.replace("\n", " "))
    sentences = facts.sentences(chips.words_of(row.text))
    if len(sentences) < 2 or row.is_left:
        whole = facts.together(*sentences)
        return (whole, "") if first else ("", whole)
    middle = 1 if first else -1
    return facts.together(*sentences[:middle]), facts.together(*sentences[middle:])


def _move(facts: Facts, rows: Rows, at: int, to: int, moved: str, stays: str) -> Rows:
    if not moved:
        raise TextRefused(_("There is no text here that could be moved."))
    row = rows[at]
    made = _add(facts, rows, to, moved, after=to < at)
    if row.is_left and not stays:
        del made[at]
        return made
    return _write(facts, made, at, stays)


def _add(facts: Facts, rows: Rows, at: int, words: str, *, after: bool) -> Rows:
    there = chips.words_of(rows[at].text)
    return _write(facts, rows, at, facts.together(there, words) if after else facts.together(words, there))


def _write(facts: Facts, rows: Rows, at: int, words: str) -> Rows:
    """Give a row other words: its marks are placed anew, and it is open again."""
    row = rows[at]
    text = facts.placed(row.id, words)[0] if row.id else chips.to_field(code(words))
    mark = OPEN if words or row.is_left else ABSENT
    return _put(rows, at, replace(row, text=text, mark=mark, sure=False, seen=False, n=row.n + 1))


def _put(rows: Rows, at: int, row: Row) -> Rows:
    return [*rows[:at], row, *rows[at + 1 :]]


def _first_of_blocks(facts: Facts) -> frozenset[str]:
    return frozenset(block.sentences[0].id for block in facts.skeleton.blocks() if block.sentences)


#: What a row's form may ask for.
STEPS: dict[str, Callable[[Facts, Rows, int], Rows]] = {
    "confirm": confirm,
    "save": lambda _facts, rows, _at: rows,
    "reopen": lambda _facts, rows, at: reopen(rows, at),
    "leave_out": lambda _facts, rows, at: leave_out(rows, at),
    "absent": lambda _facts, rows, at: absent(rows, at),
    "cover": cover,
    "up": up,
    "down": down,
}
