"""Texts of a version: what is live, what is latest, what is missing; and the one way to record a new text."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db.models import F

from i18n.models import (
    Decision,
    LanguageVersion,
    Origin,
    Segment,
    SegmentRevision,
    SegmentTranslation,
    SourceSnapshot,
)
from i18n.segments import Element, Skeleton, Target, sanitise_plain, valid_coded
from i18n.services import covering


@dataclass(slots=True)
class Store:
    """The texts of one version, loaded in a fixed number of queries."""

    version: LanguageVersion
    segments: dict[str, Segment]
    translations: dict[str, SegmentTranslation]
    source_elements: dict[tuple[int, str], tuple[Element, ...]] = field(default_factory=dict)
    # While an urgent correction runs: what readers saw of the sentences in question before it.
    before: dict[str, SegmentRevision | None] = field(default_factory=dict)
    # Ids of segments whose live text a person has taken back since; found by `spare_texts`.
    taken_back: set[int] = field(default_factory=set)

    def live(self, public_id: str) -> SegmentRevision | None:
        row = self.translations.get(public_id)
        return row.live if row else None

    def latest(self, public_id: str) -> SegmentRevision | None:
        row = self.translations.get(public_id)
        return row.latest if row else None

    def hashes_now(self) -> dict[str, str]:
        """Public id → hash of its source in the newest snapshot."""
        newest = self.version.group.current_snapshot
        return newest.hashes if newest else {}

    def target(self, revision: SegmentRevision, hash_now: str) -> Target:
        """A text as the engine of sentences takes it. A text made for an older source keeps that source's markup."""
        elements = revision.elements
        if elements is None and revision.source_hash != hash_now:
            elements = self.source_elements.get((revision.segment_id, revision.source_hash))
        return Target(revision.text, elements, covered=revision.text == "")


def load(version: LanguageVersion) -> Store:
    """Load segments and translations of a version: 2 queries, and 1 for the markup of texts made for older sources."""
    segments = {segment.public_id: segment for segment in Segment.objects.filter(group_id=version.group_id)}
    rows = SegmentTranslation.objects.filter(segment__group_id=version.group_id, locale_id=version.locale_id)
    by_pk = {segment.pk: public_id for public_id, segment in segments.items()}
    translations = {by_pk[row.segment_id]: row for row in rows.select_related("live", "latest", "conflict")}
    store = Store(version, segments, translations)
    if version.urgent_id is not None:
        note_before(store)
    return store


def note_before(store: Store, record: Iterable[SegmentRevision] | None = None) -> None:
    """Note what readers saw before the urgent correction that runs: 2 queries, or 1 with the `record` at hand."""
    correction = store.version.urgent
    if correction is None:
        return
    replaced = {key for key, row in store.translations.items() if row.live and row.live.decision == Decision.WITHHELD}
    wanted = {key: correction.live_before.get(key) for key in {*correction.sentences, *replaced}}
    if record is None:
        by_pk = SegmentRevision.objects.in_bulk([pk for pk in wanted.values() if pk])
    else:
        by_pk = {revision.pk: revision for revision in record}
    store.before = {key: by_pk.get(pk or 0) for key, pk in wanted.items()}


def load_all(versions: Iterable[LanguageVersion], *, group_id: int) -> dict[int, Store]:
    """The stores of several versions of one group, by language (id of the locale): 2 queries for all."""
    segments = {segment.public_id: segment for segment in Segment.objects.filter(group_id=group_id)}
    by_pk = {segment.pk: public_id for public_id, segment in segments.items()}
    stores = {version.locale_id: Store(version, segments, {}) for version in versions}
    rows = SegmentTranslation.objects.filter(segment__group_id=group_id, locale_id__in=stores)
    for row in rows.select_related("live", "latest"):
        stores[row.locale_id].translations[by_pk[row.segment_id]] = row
    for store in stores.values():
        if store.version.urgent_id is not None:
            note_before(store)
    return stores


def asked(**where: Any) -> set[tuple[int, int, str]]:
    """What machines made texts for: locale, segment, hash of the source. A text carried over was made for another."""
    rows = SegmentRevision.objects.filter(origin=Origin.MACHINE, made_at=None, **where)
    return set(rows.values_list("locale_id", "segment_id", "source_hash"))


def load_old_markup(store: Store, skeleton: Skeleton, revisions: Iterable[SegmentRevision]) -> None:
    """Fetch the markup that texts made for another source hash refer to (one query, none where all are current)."""
    hashes = {ref.id: ref.hash for ref in skeleton.sentences()}
    by_pk = {segment.pk: public_id for public_id, segment in store.segments.items()}
    old = [r for r in revisions if r.elements is None and hashes.get(by_pk[r.segment_id]) != r.source_hash]
    if not old:
        return
    group = store.version.group
    source_locale = group.source.locale_id if group.source else 0
    rows = SegmentRevision.objects.filter(
        segment_id__in={r.segment_id for r in old},
        source_hash__in={r.source_hash for r in old},
        locale_id=source_locale,
    )
    for row in rows.order_by("pk"):
        store.source_elements[(row.segment_id, row.source_hash)] = row.elements or ()


@dataclass(frozen=True, slots=True)
class NewText:
    """A text to record. `elements` only where the markup is not the source's."""

    public_id: str
    text: str
    source_hash: str
    origin: str
    decision: str = Decision.STORED
    elements: tuple[Element, ...] | None = None
    author: User | None = None
    decided_by: User | None = None
    engine: str = ""
    engine_version: str = ""
    chained: bool = False
    findings: tuple[Mapping[str, str], ...] = ()
    based_on: SegmentRevision | None = None
    reason: str = ""
    # The entry that this one takes back, and for a covered sentence the one whose text says it.
    undoes: SegmentRevision | None = None
    said_in: Segment | None = None
    # A proposal beside a person's text: kept in the record, never `latest`.
    suggestion: bool = False


def record(*, store: Store, new: Iterable[NewText]) -> dict[str, SegmentRevision]:
    """Store texts and move `latest` (suggestions excepted). Returns the revisions by public id.

    A machine's text never becomes `latest` over a person's unless a person decided so: the caller marks it as a
    suggestion, and this refuses it.
    """
    texts = list(new)
    made = SegmentRevision.objects.bulk_create(_revision_of(store, text) for text in texts)
    moved: list[SegmentTranslation] = []
    result: dict[str, SegmentRevision] = {}
    for text, revision in zip(texts, made, strict=True):
        result[text.public_id] = revision
        row = store.translations.get(text.public_id)
        if row is None:
            row = SegmentTranslation(segment=store.segments[text.public_id], locale_id=store.version.locale_id)
            store.translations[text.public_id] = row
        if not text.suggestion:
            by_machine = text.origin == Origin.MACHINE and text.decided_by is None
            if by_machine and row.latest and is_persons(row.latest):
                raise ValueError("A machine's text must not replace a person's.")
            row.latest = revision
        if text.decision != Decision.WITHHELD:
            row.failure = ""
        moved.append(row)
    save_rows(moved)
    return result


def show(texts: Mapping[str, SegmentRevision], *, store: Store) -> bool:
    """Make these texts what readers see; whether anything moved. The number of queries does not grow with the texts:
    nearly always it is `latest` that goes live, which one statement does for all.
    """
    moved = []
    for key, text in texts.items():
        row = store.translations[key]
        if row.live_id != text.pk:
            row.live = text
            moved.append(row)
    latest = [row.pk for row in moved if row.live_id == row.latest_id]
    if latest:
        SegmentTranslation.objects.filter(pk__in=latest).update(live=F("latest"))
    others = [row for row in moved if row.live_id != row.latest_id]
    if others:
        SegmentTranslation.objects.bulk_update(others, ["live"])
    return bool(moved)


def save_rows(rows: Iterable[SegmentTranslation]) -> None:
    """Write pointers of translations, new rows included: one or two queries."""
    rows = list(rows)
    SegmentTranslation.objects.bulk_create(row for row in rows if row.pk is None)
    SegmentTranslation.objects.bulk_update(
        [row for row in rows if row.pk is not None], ["live", "latest", "failure", "conflict"]
    )


def is_persons(revision: SegmentRevision) -> bool:
    """Whether a text is a person's: written by one, or decided by one."""
    return revision.origin == Origin.PERSON or revision.decision in (
        Decision.APPROVED,
        Decision.APPROVED_UNSEEN,
        Decision.COVERED,
        Decision.SUGGESTED,
    )


def _revision_of(store: Store, text: NewText) -> SegmentRevision:
    """The row of a text, sanitised; raises `ValueError` for text whose tags are not well-formed."""
    clean = sanitise_plain(text.text)
    if not valid_coded(clean):
        raise ValueError(f"Not a well-formed text: {clean[:80]!r}")
    return SegmentRevision(
        segment=store.segments[text.public_id],
        locale_id=store.version.locale_id,
        text=clean,
        elements_data=None
        if text.elements is None
        else [[e.tag, [list(pair) for pair in e.attrs], e.void] for e in text.elements],
        source_hash=text.source_hash,
        origin=text.origin,
        decision=text.decision,
        author=text.author,
        decided_by=text.decided_by,
        engine=text.engine,
        engine_version=text.engine_version,
        chained=text.chained,
        findings=list(text.findings),
        based_on=text.based_on,
        undoes=text.undoes,
        said_in=text.said_in,
        reason=text.reason[:500],
    )


def candidate(store: Store, public_id: str, spare: Mapping[int, SegmentRevision]) -> SegmentRevision | None:
    """The text of a sentence that may be shown to readers: `latest` where it may be live, else the spare text where it
    is newer than what is live or the one made for the present source, else what is live.
    """
    row = store.translations.get(public_id)
    if row is None:
        return None
    if row.latest is not None and row.latest.may_be_live:
        return row.latest
    live = store.before.get(public_id, row.live)
    if live is not None and live.decision == Decision.WITHHELD:
        live = None
    ahead = spare.get(row.segment_id)
    if ahead is None:
        return live
    if live is None or ahead.pk > live.pk or row.segment_id in store.taken_back:
        return ahead
    now = store.hashes_now().get(public_id)
    return ahead if ahead.source_hash == now != live.source_hash and not is_persons(live) else live


def spare_texts(store: Store, record: Iterable[SegmentRevision] | None = None) -> dict[int, SegmentRevision]:
    """Texts that may be shown for sentences whose `latest` may not: one query, or none with the `record` at hand.

    The text that the unapproved one is based on (approved a moment ago, and not published yet). Where that is no
    person's, the newest that no person wrote: the one for the present source, or any where nothing is live. A live
    text that was taken back since counts for nothing: what it had replaced comes back.
    """
    waiting = {
        key: row for key, row in store.translations.items() if row.latest is not None and not row.latest.may_be_live
    }
    if not waiting:
        return {}
    if record is None:
        record = SegmentRevision.objects.filter(
            segment_id__in=[row.segment_id for row in waiting.values()], locale_id=store.version.locale_id
        )
    by_pk = {revision.pk: revision for revision in sorted(record, key=lambda revision: revision.pk)}
    plain = [revision for revision in reversed(by_pk.values()) if _is_plain(revision)]
    found: dict[int, SegmentRevision] = {}
    for key, row in waiting.items():
        step, live = row.latest, row.live
        while step is not None and not step.may_be_live:
            if step.undoes_id is not None and step.undoes_id == row.live_id:
                store.taken_back.add(row.segment_id)
                live = None
            step = by_pk.get(step.based_on_id or 0)
        if not any(text is not None and is_persons(text) for text in (step, live)):
            step = _plain_text(plain, row, store.hashes_now().get(key)) or step
        if step is not None:
            found[row.segment_id] = step
    return found


def _plain_text(plain: Iterable[SegmentRevision], row: SegmentTranslation, now: str | None) -> SegmentRevision | None:
    """Of texts that no person wrote, newest first: the one for the present source, else any where nothing is live."""
    mine = [revision for revision in plain if revision.segment_id == row.segment_id]
    fresh = next((revision for revision in mine if revision.source_hash == now), None)
    return fresh or next((revision for revision in mine if row.live_id is None), None)


def _is_plain(revision: SegmentRevision) -> bool:
    return revision.decision == Decision.STORED and revision.origin != Origin.PERSON


@dataclass(frozen=True, slots=True)
class Needed:
    """A sentence that needs a text for the newest source; `suggestion`: a person's text stands there already."""

    public_id: str
    source_hash: str
    kind: str
    suggestion: bool


def needed(
    *, store: Store, snapshot: SourceSnapshot, known: Collection[tuple[int, int, str]] | None = None
) -> list[Needed]:
    """Sentences of a snapshot that have no text made for their present source, in order.

    A person's text that is outdated, or that waits for approval while nothing else can be shown, gets a proposal beside
    it. A sentence that has a machine text or proposal for this very source is not asked again (`known`: what `asked`
    says, where it is at hand).
    """
    locale_id = store.version.locale_id
    if known is None:
        known = asked(segment__group_id=store.version.group_id, locale_id=locale_id)
    spare = spare_texts(store)
    unsaid = covering.unsaid(snapshot.skeleton, {key: store.latest(key) for key in store.segments}, store.segments)
    found = []
    for ref in snapshot.skeleton.sentences():
        latest = store.latest(ref.id)
        fresh = latest is not None and latest.source_hash == ref.hash and ref.id not in unsaid
        if fresh and _fits(candidate(store, ref.id, spare), ref.hash):
            continue
        segment = store.segments.get(ref.id)
        if segment is not None and (locale_id, segment.pk, ref.hash) in known:
            continue
        found.append(Needed(ref.id, ref.hash, ref.kind, suggestion=latest is not None and is_persons(latest)))
    return found


def is_complete(*, chosen: Mapping[str, SegmentRevision | None], snapshot: SourceSnapshot) -> bool:
    """Whether a version can render a snapshot whole: each sentence has a text made for it, or a person's older one."""
    return not without_text(chosen=chosen, snapshot=snapshot)


def without_text(*, chosen: Mapping[str, SegmentRevision | None], snapshot: SourceSnapshot) -> list[str]:
    """Public ids of the sentences of a snapshot that have no text that may be shown for it."""
    return [ref.id for ref in snapshot.skeleton.sentences() if not _fits(chosen.get(ref.id), ref.hash)]


def _fits(revision: SegmentRevision | None, hash_now: str) -> bool:
    if revision is None:
        return False
    return revision.source_hash == hash_now or is_persons(revision)
