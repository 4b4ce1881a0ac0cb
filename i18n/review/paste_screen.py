"""What the screens of a pasted translation show: a fixed number of queries for 20 pairs or 300."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from i18n.models import LanguageVersion, PastedTranslation, SegmentRevision
from i18n.quality import run_checks
from i18n.review import findings, words
from i18n.segments import Sentence, SentenceRef, plain
from i18n.services import chips, pasting, permissions, texts
from i18n.services.pasting import ABSENT, COVERED, OK, OPEN, UNUSED, Facts, Row


@dataclass(slots=True)
class PairRow:
    """One pair: a sentence of the original and what was pasted for it; or (`left`) a pasted sentence without one."""

    key: int
    n: int
    number: int
    text: str
    mark: str
    sure: bool
    left: bool = False
    kind_label: str = ""
    source: list[chips.Piece] = field(default_factory=list)
    marks: list[chips.Chip] = field(default_factory=list)
    first: bool = True
    findings: list[str] = field(default_factory=list)
    # A person's text that is there already, and who decided it.
    there: str = ""
    there_by: str = ""
    error: str = ""
    # How many sentences right below are said in this one, too.
    covers: int = 0
    said_by_confirmed: bool = False

    @property
    def open(self) -> bool:
        """Whether a decision is still wanted."""
        return self.mark == OPEN

    @property
    def look(self) -> str:
        """How the pair stands, for its line: done, sure, doubt, none."""
        if self.mark in (OK, UNUSED) or (self.mark == COVERED and self.said_by_confirmed):
            return "done"
        if self.mark in (ABSENT, COVERED):
            return "none"
        return "sure" if self.sure else "doubt"

    @property
    def word(self) -> str:
        """How the pair stands, in words."""
        said = {
            OK: _("Confirmed"),
            UNUSED: _("Not used"),
            ABSENT: _("Not in this text"),
            COVERED: _("Said in the sentence before"),
        }
        if self.mark in said:
            return str(said[self.mark])
        if self.left:
            return _("Left over")
        return _("Fits, to be confirmed") if self.sure else _("Look here")

    @property
    def lines(self) -> int:
        """Height of the text field."""
        return max(2, min(8, len(self.text) // 55 + 1))


@dataclass(slots=True)
class PasteScreen:
    """The pairs of one draft."""

    draft: PastedTranslation
    version: LanguageVersion
    source: LanguageVersion
    rows: list[PairRow]
    approves: bool
    warnings: list[str] = field(default_factory=list)
    realigned: bool = False

    def row(self, key: int) -> PairRow | None:
        return next((row for row in self.rows if row.key == key), None)

    @property
    def total(self) -> int:
        """Pairs that want a decision, or had one."""
        return sum(not row.left and row.mark in (OPEN, OK) for row in self.rows)

    @property
    def confirmed(self) -> int:
        return sum(row.mark == OK for row in self.rows)

    @property
    def sure(self) -> int:
        return sum(row.open and row.sure for row in self.rows)

    @property
    def doubtful(self) -> int:
        return sum(row.open and not row.sure and not row.left for row in self.rows)

    @property
    def left_over(self) -> int:
        return sum(row.open and row.left for row in self.rows)

    @property
    def absent(self) -> int:
        """Sentences of the original for which nothing was pasted."""
        return sum(row.mark == ABSENT for row in self.rows)

    @property
    def waiting(self) -> int:
        """What would stay behind if it were finished now."""
        return self.sure + self.doubtful + self.left_over

    @property
    def first_open(self) -> int:
        """What to look at next: doubtful pairs and left-over sentences first."""
        wanted = [row for row in self.rows if row.open]
        doubtful = [row for row in wanted if not row.sure]
        return (doubtful or wanted)[0].key if wanted else 0

    def after(self, key: int) -> int:
        """The next pair without a decision, else the pair itself."""
        keys = [row.key for row in self.rows]
        at = keys.index(key) if key in keys else -1
        ordered = self.rows[at + 1 :] + self.rows[: max(at, 0)]
        return next((row.key for row in ordered if row.open), key)


def build(*, acted: pasting.Acted, person: Any) -> PasteScreen:
    """The screen of a draft: 4 queries and those for the rights, whatever the number of pairs."""
    draft, version = acted.draft, acted.draft.version
    source = version.group.source
    if source is None:
        raise LookupError(version.pk)
    store = texts.load(version)
    facts = pasting.load_facts(draft, version, store)
    refs = {ref.id: (ref, at == 0) for block in facts.skeleton.blocks() for at, ref in enumerate(block.sentences)}
    numbers = {public_id: number for number, public_id in enumerate(refs, start=1)}
    made: list[PairRow] = []
    for row in acted.rows:
        if row.is_left or row.id not in refs:
            made.append(PairRow(row.key, row.n, 0, row.text, row.mark, row.sure, left=True))
        else:
            ref, first = refs[row.id]
            made.append(_pair(row, ref, first, numbers[row.id], facts, store.latest(row.id)))
    _count_covered(made)
    return PasteScreen(
        draft,
        version,
        source,
        made,
        approves=permissions.may_approve(person, version=version, author=person),
        warnings=warnings(draft.warnings, version),
        realigned=acted.realigned,
    )


def _pair(
    row: Row, ref: SentenceRef, first: bool, number: int, facts: Facts, latest: SegmentRevision | None
) -> PairRow:
    source = facts.source(ref.id)
    made = PairRow(
        key=row.key,
        n=row.n,
        number=number,
        text=row.text,
        mark=row.mark,
        sure=row.sure,
        kind_label=words.kind(ref.kind) if ref.kind != "body" else "",
        source=chips.pieces(source.text, source.elements),
        marks=chips.chips(source.text, source.elements),
        first=first,
    )
    if row.mark in (OPEN, OK) and row.text:
        made.findings = _findings(row.text, source, facts)
        if latest is not None and texts.is_persons(latest) and latest.text and chips.to_field(latest.text) != row.text:
            made.there, made.there_by = plain(latest.text), words.origin(latest)
    return made


def _findings(text: str, source: Sentence, facts: Facts) -> list[str]:
    """What the checks say, and which marks are missing."""
    try:
        coded = chips.from_field(text)
        chips.check_marks(coded, source.text)
    except chips.TextRefused as error:
        return [str(error)]
    found = run_checks(source.text, coded, facts.skeleton.language, facts.language)
    return [findings.sentence(_as_stored(finding)) for finding in found]


def _as_stored(finding: Any) -> Mapping[str, str]:
    return {
        "check": finding.check_id,
        "message": finding.message,
        "severity": finding.severity,
        "detail": finding.detail,
    }


def _count_covered(rows: Sequence[PairRow]) -> None:
    carrier: PairRow | None = None
    for row in rows:
        if row.left:
            continue
        if row.mark != COVERED:
            carrier = row
        elif carrier is not None:
            carrier.covers += 1
            row.said_by_confirmed = carrier.mark == OK


def warnings(codes: Sequence[str], version: LanguageVersion) -> list[str]:
    """What seems odd about a text, in sentences."""
    language = name(version.locale.language_code)
    said = {
        "same": _("Most of this text is the original itself, not a translation of it."),
        "few": _("Few sentences of this text have a partner in the original. Is it the translation of this article?"),
        "encoding": _(
            "The file is not in UTF-8: its letters were guessed. Look at accents and quotation marks, "
            "or save the file as UTF-8 and send it again."
        ),
    }
    found = []
    for code in codes:
        if code.startswith("language:"):
            other = name(code.partition(":")[2])
            found.append(_("This looks like %(other)s, not %(language)s.") % {"other": other, "language": language})
        elif code in said:
            found.append(str(said[code]))
    return found


def name(code: str) -> str:
    """Name of a language in the language of the interface."""
    try:
        return str(_(get_language_info(code)["name"]))
    except KeyError:
        return code
