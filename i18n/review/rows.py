"""The sentences of a version as the review screen shows them: facts into lines, no queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any

from i18n.models import Decision, ErrorReport, SegmentRevision, SegmentTranslation, State
from i18n.models.states import COUNTED_KINDS, TextFacts, sentence_state
from i18n.review import beside, findings, report_rows, words
from i18n.segments import Element, Sentence, SentenceRef, diff_words
from i18n.services import chips, suggestions
from i18n.services.standing import data_state

HISTORY = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of the record."""

    revision_id: int
    pieces: list[chips.Piece]
    text: str
    origin: str
    decision: str
    by: str
    when: datetime
    reason: str
    live: bool
    latest: bool


@dataclass(frozen=True, slots=True)
class Rights:
    """What this person may do with the sentences of this version."""

    edit: bool = False
    approve: bool = False
    moderate: bool = False
    answer: bool = False
    person_id: int = 0
    second_eyes: bool = False

    @property
    def decides(self) -> bool:
        """Whether a text of one's own counts at once."""
        return self.edit and self.approve and (self.moderate or not self.second_eyes)

    def approves(self, latest: SegmentRevision | None) -> bool:
        """Whether the text as it stands may be approved; in a language with a second pair of eyes, not one's own."""
        own = latest is not None and latest.author_id == self.person_id
        return self.approve and not (self.second_eyes and own and not self.moderate)


@dataclass(slots=True)
class Row:
    """One sentence under review."""

    number: int
    id: str
    kind: str
    part: str
    state: State
    data_state: str
    word: str
    source: list[chips.Piece]
    marks: list[chips.Chip]
    text: str
    revision_id: int | None
    origin: str = ""
    live_differs: bool = False
    counted: bool = True
    first: bool = True
    covered: bool = False
    is_new: bool = False
    findings: list[Mapping[str, str]] = field(default_factory=list)
    failure: str = ""
    changes: list[tuple[str, str]] = field(default_factory=list)
    outdated: bool = False
    # The text that was made for the original as it was, and still stands there or behind somebody's draft.
    earlier: Entry | None = None
    suggestion: bool = False
    rejected: Entry | None = None
    conflict: Entry | None = None
    suggestions: list[beside.Suggested] = field(default_factory=list)
    comments: list[beside.Comment] = field(default_factory=list)
    history: list[Entry] = field(default_factory=list)
    # What readers say about it: open reports, those that this person closed just now, the question asked once.
    reports: list[report_rows.Said] = field(default_factory=list)
    closed_reports: list[ErrorReport] = field(default_factory=list)
    asks: list[tuple[str, Any]] = field(default_factory=list)
    may_approve: bool = False
    may_undo: bool = False
    may_reject: bool = False
    may_join: bool = False
    may_split: bool = False
    may_move_up: bool = False
    may_move_down: bool = False
    error: str = ""
    # An urgent correction is about this sentence; and a note stands in its place.
    urgent: bool = False
    withheld: bool = False

    @property
    def kind_label(self) -> str:
        """What the text is, where it is not a sentence of the body."""
        return words.kind(self.kind)

    @property
    def open(self) -> bool:
        """Whether there is something to do."""
        return self.state != State.REVIEWED or self.suggestion or bool(self.reports) or self.conflict is not None

    @property
    def open_comments(self) -> int:
        """How many comments are not settled."""
        return sum(not comment.settled for comment in self.comments)

    @property
    def lines(self) -> int:
        """Height of the text field."""
        return max(2, min(8, len(self.text) // 60 + 1))


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that rows are made from, by public id."""

    sources: Mapping[str, Sentence]
    translations: Mapping[str, SegmentTranslation]
    history: Mapping[str, Sequence[SegmentRevision]]
    old_sources: Mapping[tuple[int, str], SegmentRevision]
    reports: Mapping[str, list[ErrorReport]]
    # Covered sentences that nothing says any more.
    unsaid: frozenset[str] = frozenset()
    equals: suggestions.Equals = field(default_factory=suggestions.Equals)
    comments: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)


def make(number: int, ref: SentenceRef, *, first: bool, facts: Facts, rights: Rights) -> Row:
    """The row of one sentence."""
    translation = facts.translations.get(ref.id)
    latest = translation.latest if translation else None
    live = translation.live if translation else None
    source = facts.sources.get(ref.id, Sentence("", (), ref.hash))
    counted = ref.kind in COUNTED_KINDS
    state = sentence_state(
        TextFacts(
            latest.origin, latest.decision, latest.source_hash, ref.hash, counted, said=ref.id not in facts.unsaid
        )
        if latest
        else None
    )
    record = list(facts.history.get(ref.id, ()))
    said = report_rows.of_sentence(facts.reports.get(ref.id, ()), latest)
    row = Row(
        number=number,
        id=ref.id,
        kind=ref.kind,
        part=f"{ref.path}#{ref.block}",
        state=state,
        data_state=data_state(state),
        word=words.standing(state, latest),
        source=chips.pieces(source.text, source.elements),
        marks=_marks(source, latest),
        text=chips.to_field(latest.text) if latest else "",
        revision_id=latest.pk if latest else None,
        counted=counted,
        first=first,
        reports=said.said,
        closed_reports=said.closed,
        failure=words.failure(translation.failure) if translation and latest is None else "",
        history=_entries(record, source.elements, live, latest),
        conflict=_conflict(translation, source.elements),
        is_new=latest is None,
    )
    if latest is not None:
        _describe(row, latest, live, rights)
        before = _made_for_another(latest, ref, record)
        if before is not None:
            row.outdated = before is latest
            _compare(row, before, source, facts)
    row.comments = beside.thread(facts.comments.get(ref.id, ()), rights.person_id)
    if rights.edit and row.open:
        row.suggestions = _suggestions(ref, source, latest, record, facts, changed=row.earlier is not None)
    row.rejected = _rejected(record, latest, source.elements)
    row.may_approve = rights.approves(latest)
    row.asks = said.asks if row.may_approve else []
    return row


def _marks(source: Sentence, latest: SegmentRevision | None) -> list[chips.Chip]:
    """The marks that a text needs: those of the source, or of all sentences that it says."""
    if latest is not None and latest.elements is not None:
        return chips.chips(latest.text, latest.elements)
    return chips.chips(source.text, source.elements)


def _describe(row: Row, latest: SegmentRevision, live: SegmentRevision | None, rights: Rights) -> None:
    row.origin = words.origin(latest)
    row.covered = latest.decision == Decision.COVERED
    row.findings = findings.listed(latest.findings)
    row.live_differs = live is not None and live.text != latest.text
    row.suggestion = not latest.may_be_live
    own = rights.person_id in (latest.author_id, latest.decided_by_id)
    row.may_undo = rights.edit and latest.based_on_id is not None and (own or rights.moderate)
    # One's own draft is undone, not turned down with a reason.
    mine = latest.author_id == rights.person_id and latest.decision == Decision.STORED and row.may_undo
    row.may_reject = row.suggestion and not mine and (rights.approves(latest) or (rights.edit and own))


def _made_for_another(
    latest: SegmentRevision, ref: SentenceRef, record: Sequence[SegmentRevision]
) -> SegmentRevision | None:
    """The text for an earlier wording of the original: `latest`, or what a draft or suggestion started from."""
    step: SegmentRevision | None = latest
    by_pk = {revision.pk: revision for revision in record} if not latest.may_be_live else {}
    while step is not None and not step.may_be_live and step.source_hash == ref.hash:
        step = by_pk.get(step.based_on_id or 0)
    return step if step is not None and step.text and step.source_hash != ref.hash else None


def _compare(row: Row, earlier: SegmentRevision, source: Sentence, facts: Facts) -> None:
    """What changed in the original since the text was made."""
    row.earlier = _entry(earlier, source.elements, None, None)
    before = facts.old_sources.get((earlier.segment_id, earlier.source_hash))
    if before is not None:
        row.changes = list(diff_words(chips.to_field(before.text), chips.to_field(source.text)))


def _suggestions(
    ref: SentenceRef,
    source: Sentence,
    latest: SegmentRevision | None,
    record: Sequence[SegmentRevision],
    facts: Facts,
    *,
    changed: bool,
) -> list[beside.Suggested]:
    """Texts that may serve; `changed`: the text was made for another wording of the original."""
    here = suggestions.on_the_page(facts.translations, ref, facts.equals.twins.get(ref.hash, ()))
    key = latest.segment_id if latest else 0
    old = {text.source_hash: facts.old_sources.get((key, text.source_hash)) for text in record}
    offers = chain(
        beside.of_reports(facts.reports.get(ref.id, ())),
        beside.of_machine(record, source) if changed else (),
        beside.of_record(record, source, {digest: text.elements or () for digest, text in old.items() if text}),
        beside.of_equals(source, here, facts.equals.known.get(ref.hash, ())),
    )
    return beside.suggested(source, latest.text if latest else "", offers)


def _rejected(
    record: Sequence[SegmentRevision], latest: SegmentRevision | None, elements: tuple[Element, ...]
) -> Entry | None:
    """The newest rejection, while nothing was written since."""
    newest = record[0] if record else None
    if newest is None or newest.decision != Decision.REJECTED or (latest is not None and latest.pk > newest.pk):
        return None
    return _entry(newest, elements, None, None)


def _conflict(translation: SegmentTranslation | None, elements: tuple[Element, ...]) -> Entry | None:
    if translation is None or translation.conflict is None:
        return None
    return _entry(translation.conflict, elements, None, None)


def _entries(
    record: Sequence[SegmentRevision],
    elements: tuple[Element, ...],
    live: SegmentRevision | None,
    latest: SegmentRevision | None,
) -> list[Entry]:
    return [_entry(revision, elements, live, latest) for revision in record[:HISTORY]]


def _entry(
    revision: SegmentRevision,
    elements: tuple[Element, ...],
    live: SegmentRevision | None,
    latest: SegmentRevision | None,
) -> Entry:
    return Entry(
        revision_id=revision.pk,
        pieces=chips.pieces(revision.text, revision.elements or elements),
        text=chips.to_field(revision.text),
        origin=words.origin(revision),
        decision=words.decision(revision),
        by=words.decider(revision),
        when=revision.created_at,
        reason=revision.reason,
        live=live is not None and live.pk == revision.pk,
        latest=latest is not None and latest.pk == revision.pk,
    )


def rights_of(user: Any, *, edit: bool, approve: bool, moderate: bool, answer: bool, second_eyes: bool) -> Rights:
    """The rights of a person on a version, looked up once for all rows."""
    return Rights(edit, approve, moderate, answer, user.pk or 0, second_eyes)
