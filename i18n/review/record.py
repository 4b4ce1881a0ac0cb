"""The record of one sentence: all its texts, the original's wordings, what readers saw and when, and a comparison."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator

from i18n.models import Decision, DisclosureEntry, LanguageVersion, Segment, SegmentRevision, SegmentTranslation
from i18n.review import findings, words
from i18n.segments import diff_words
from i18n.services import chips, permissions, restoring

PER_PAGE = 50
#: Wordings of the original that are listed, newest first.
WORDINGS = 100


@dataclass(frozen=True, slots=True)
class Period:
    """Readers saw a text from then, until then; `inherited`: since before there was a record."""

    since: datetime
    until: datetime | None = None
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of the original; `changes`: against the one before."""

    number: int
    text: str
    when: datetime
    by: str
    is_now: bool
    changes: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the sentence; `number` counts from the oldest, `wording` is the number of the original's."""

    number: int
    pk: int
    pieces: list[chips.Piece]
    origin: str
    decision: str
    author: str
    by: str
    when: datetime
    reason: str
    findings: list[str]
    wording: int | None
    is_live: bool
    is_latest: bool
    periods: Sequence[Period]
    may_come_back: bool
    may_be_approved: bool


@dataclass(slots=True)
class Record:
    """The record of a sentence, a page of its texts, and two of them compared where two were chosen."""

    version: LanguageVersion
    public_id: str
    kind: str
    page: Page[SegmentRevision]
    texts: list[Text]
    wordings: list[Wording]
    latest_id: int | None
    chosen: tuple[int, int]
    # Texts chosen for comparison that are on another page of the list.
    elsewhere: list[Text] = field(default_factory=list)
    older: Text | None = None
    newer: Text | None = None
    changes: Sequence[tuple[str, str]] = field(default_factory=list)
    may_edit: bool = False
    is_there: bool = True

    @property
    def total(self) -> int:
        return int(self.page.paginator.count)


def build(
    *, version: LanguageVersion, public_id: str, user: Any, chosen: tuple[int, int] = (0, 0), page: str = "1"
) -> Record | None:
    """The record of a sentence; nothing where the article has no such sentence. At most 9 queries and the rights."""
    segment = Segment.objects.filter(group_id=version.group_id, public_id=public_id).first()
    if segment is None:
        return None
    rows = SegmentRevision.objects.filter(segment=segment, locale_id=version.locale_id).order_by("-pk")
    shown = Paginator(rows.select_related("author", "decided_by", "carried_by"), PER_PAGE).get_page(page)
    wordings, numbers = _wordings(version, segment)
    row = SegmentTranslation.objects.filter(segment=segment, locale_id=version.locale_id).first()
    facts = _Facts(version, user, row, numbers, _periods(version, public_id), _is_there(version, public_id))
    texts = [_text(text, shown.paginator.count - shown.start_index() + 1 - at, facts) for at, text in enumerate(shown)]
    record = Record(
        version=version,
        public_id=public_id,
        kind=words.kind(segment.kind),
        page=shown,
        texts=texts,
        wordings=wordings,
        latest_id=row.latest_id if row else None,
        chosen=chosen,
        may_edit=permissions.may_suggest(user, version=version) and facts.is_there,
        is_there=facts.is_there,
    )
    _compare(record, rows, facts)
    return record


@dataclass(frozen=True, slots=True)
class _Facts:
    version: LanguageVersion
    user: Any
    row: SegmentTranslation | None
    wordings: Mapping[str, int]
    periods: Mapping[int, list[Period]]
    is_there: bool


def _text(text: SegmentRevision, number: int, facts: _Facts) -> Text:
    latest_id = facts.row.latest_id if facts.row else None
    current = text.pk == latest_id and text.decision == Decision.APPROVED
    usable = facts.is_there and restoring.may_come_back(text) and not current
    return Text(
        number=number,
        pk=text.pk,
        pieces=chips.pieces(text.text, text.elements or ()),
        origin=words.origin(text),
        decision=words.decision(text),
        author=words.person(text.author) if text.author_id else "",
        by=words.decider(text),
        when=text.created_at,
        reason=text.reason,
        findings=[findings.sentence(found) for found in text.findings if isinstance(found, dict)],
        wording=facts.wordings.get(text.source_hash),
        is_live=facts.row is not None and facts.row.live_id == text.pk,
        is_latest=text.pk == latest_id,
        periods=facts.periods.get(text.pk, ()),
        may_come_back=usable and text.pk != latest_id and permissions.may_suggest(facts.user, version=facts.version),
        may_be_approved=usable and permissions.may_approve(facts.user, version=facts.version, author=text.author),
    )


def _wordings(version: LanguageVersion, segment: Segment) -> tuple[list[Wording], dict[str, int]]:
    """The original's wordings, newest first, and the number of each by its hash; said again, it has its first."""
    source = version.group.source
    if source is None:
        return [], {}
    rows = SegmentRevision.objects.filter(segment=segment, locale_id=source.locale_id).order_by("pk")
    said: list[SegmentRevision] = []
    for row in rows.select_related("author", "decided_by"):
        if not said or said[-1].source_hash != row.source_hash:
            said.append(row)
    numbers: dict[str, int] = {}
    found = []
    for number, row in enumerate(said, 1):
        numbers[row.source_hash] = number
        before = said[number - 2].text if number > 1 else row.text
        by = words.person(row.author) if row.author_id else ""
        changes = list(diff_words(before, row.text))
        found.append(Wording(number, row.plain_text, row.created_at, by, number == len(said), changes))
    return found[::-1][:WORDINGS], numbers


def _is_there(version: LanguageVersion, public_id: str) -> bool:
    """Whether the newest original still has the sentence."""
    newest = version.group.current_snapshot or version.snapshot
    return newest is not None and public_id in newest.hashes


def _periods(version: LanguageVersion, public_id: str) -> dict[int, list[Period]]:
    """Text → when readers saw it, oldest first, from the disclosure record: 1 query."""
    found: dict[int, list[Period]] = {}
    shown: tuple[int, datetime, bool] | None = None
    entries = DisclosureEntry.objects.filter(version=version).order_by("pk")
    for moment, texts, inherited in entries.values_list("moment", "texts", "inherited").iterator():
        now = next((pk for key, pk, _state in texts if key == public_id), None)
        if shown is not None and shown[0] != now:
            found.setdefault(shown[0], []).append(Period(shown[1], moment, shown[2]))
            shown = None
        if now is not None and shown is None:
            shown = now, moment, inherited
    if shown is not None:
        found.setdefault(shown[0], []).append(Period(shown[1], None, shown[2]))
    return found


def _compare(record: Record, rows: Any, facts: _Facts) -> None:
    """Two chosen texts, word by word, the older one first; each may be on another page of the list."""
    here = {text.pk: text for text in record.texts}
    chosen: list[tuple[Text, SegmentRevision]] = []
    for row in rows.filter(pk__in=set(record.chosen)).select_related("author", "decided_by", "carried_by"):
        text = here.get(row.pk) or _text(row, rows.filter(pk__lte=row.pk).count(), facts)
        if row.pk not in here:
            record.elsewhere.append(text)
        chosen.append((text, row))
    if len(chosen) == 2:
        (record.newer, newer), (record.older, older) = chosen
        record.changes = list(diff_words(older.text, newer.text))
