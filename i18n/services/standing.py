"""Counts, state and the readers' text of a version: derived from the store, written with each change.

What readers are shown by then is noted in the disclosure record (services/disclosure).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from i18n.models import LanguageVersion, Origin, RenderedText, SegmentRevision, SourceSnapshot, State
from i18n.models.states import COUNTED_KINDS, TextFacts, count, sentence_state, version_state
from i18n.segments import SentenceRef, Target, WrappedField, heirs, plain, to_html, wrap
from i18n.services import covering, disclosure, open_sentences
from i18n.services.texts import Store, load, load_old_markup

_CLOSED = frozenset({State.REVIEWED, State.ORIGINAL})


def refresh(
    *, version: LanguageVersion, store: Store | None = None, rerender: bool = True, also: Iterable[str] = ()
) -> LanguageVersion:
    """Count again, derive the state and wrap the live sentences for readers. Returns the version, saved, with the
    fields `also`.
    """
    store = store or load(version)
    before = version.state
    newest = version.group.current_snapshot
    shown = version.snapshot
    facts = _facts(store, shown, newest)
    _count_in(version, facts, has_page=version.page_id is not None)
    waits = open_sentences.measure(version, store.translations, store.segments)
    version.open_risk, version.open_since = waits.risk, waits.since
    version.save(
        update_fields=[
            "total", "reviewed", "machine", "unchecked", "outdated", "missing", "withheld", "machine_open", "state",
            "open_risk", "open_since", "changed_at", *also,
        ]
    )  # fmt: skip
    if rerender and shown is not None and version.page_id is not None:
        row = _rendered(version, store, shown, facts, newest)
        if row is not None:
            columns = ["fields", "marks_sentences", "facts"]
            RenderedText.objects.bulk_create(
                [row], update_conflicts=True, unique_fields=["version"], update_fields=columns
            )  # one query
    if disclosure.concerns(version, before):
        disclosure.note(version=version, shown=_disclosed(version, store, facts))
    return version


def foresee(*, version: LanguageVersion, store: Store) -> RenderedText | None:
    """Counts, state and readers' text as they would be with the texts of a store; nothing is written."""
    facts = _facts(store, version.snapshot, version.group.current_snapshot)
    _count_in(version, facts, has_page=True)
    if version.snapshot is None:
        return None
    return _rendered(version, store, version.snapshot, facts, version.group.current_snapshot)


def _count_in(version: LanguageVersion, facts: Mapping[str, TextFacts | None], *, has_page: bool) -> None:
    counts = count(facts.values(), counted_missing=_not_here_yet(version.snapshot, version.group.current_snapshot))
    version.total, version.reviewed, version.machine = counts.total, counts.reviewed, counts.machine
    version.unchecked, version.outdated, version.missing = counts.unchecked, counts.outdated, counts.missing
    version.withheld = counts.withheld
    version.machine_open = counts.machine_open
    version.state = version_state(counts, is_source=version.group.source_id == version.pk, has_page=has_page)


def _disclosed(version: LanguageVersion, store: Store, facts: Mapping[str, TextFacts | None]) -> disclosure.Shown:
    """The sentences that readers see, with the states that the page marks them with."""
    marked = version.state != State.ORIGINAL
    found = ((key, store.live(key), sentence_state(fact) if marked else State.ORIGINAL) for key, fact in facts.items())
    return disclosure.Shown([(key, text, state) for key, text, state in found if text is not None])


def _facts(store: Store, shown: SourceSnapshot | None, newest: SourceSnapshot | None) -> dict[str, TextFacts | None]:
    """Public id → facts of each sentence that the version shows."""
    if shown is None:
        return {}
    now = {ref.id: ref.hash for ref in newest.skeleton.sentences()} if newest else {}
    live = {ref.id: store.live(ref.id) for ref in shown.skeleton.sentences()}
    unsaid = covering.unsaid(shown.skeleton, live, store.segments)
    facts: dict[str, TextFacts | None] = {}
    for ref in shown.skeleton.sentences():
        text, counted, said = live[ref.id], ref.kind in COUNTED_KINDS, ref.id not in unsaid
        facts[ref.id] = (
            TextFacts(text.origin, text.decision, text.source_hash, now.get(ref.id), counted, said) if text else None
        )
    return facts


def _not_here_yet(shown: SourceSnapshot | None, newest: SourceSnapshot | None) -> int:
    """Counted sentences of the newest source that this version does not show at all."""
    if newest is None or (shown is not None and shown.pk == newest.pk):
        return 0
    here = {ref.id for ref in shown.skeleton.sentences()} if shown else set()
    return sum(ref.id not in here and ref.kind in COUNTED_KINDS for ref in newest.skeleton.sentences())


def _rendered(
    version: LanguageVersion,
    store: Store,
    shown: SourceSnapshot,
    facts: Mapping[str, TextFacts | None],
    newest: SourceSnapshot | None,
) -> RenderedText | None:
    """The sentences wrapped for readers; nothing where one has no text."""
    is_source = version.group.source_id == version.pk
    revisions = {ref.id: store.live(ref.id) for ref in shown.skeleton.sentences()}
    if any(revision is None for revision in revisions.values()):
        return None
    present: dict[str, SegmentRevision] = {key: r for key, r in revisions.items() if r is not None}
    load_old_markup(store, shown.skeleton, present.values())
    # A copy of a translation is an original whose sentences are marked as long as nobody has checked them.
    marked = version.state != State.ORIGINAL
    states = {key: sentence_state(fact) if marked else State.ORIGINAL for key, fact in facts.items()}
    texts = {ref.id: store.target(present[ref.id], ref.hash) for ref in shown.skeleton.sentences()}

    def attributes(ref: SentenceRef) -> Mapping[str, str]:
        if not present[ref.id].pk:  # a preview of a sentence without a text: the original stands in its place
            return {"data-state": "missing", "lang": shown.language}
        if not marked:
            return {}
        return {"data-state": data_state(states[ref.id]), "data-origin": present[ref.id].origin}

    wrapped = wrap(
        shown.skeleton,
        texts,
        language=version.locale.language_code,
        order=version.arrangement or None,
        render=attributes,
        heirs=_heirs(shown, newest),
    )
    fields = _fields(wrapped, set() if is_source else {key for key, state in states.items() if state not in _CLOSED})
    for ref in shown.skeleton.sentences():
        if ref.kind in ("alt", "credit", "label"):
            fields[ref.path] = {"text": plain(texts[ref.id].text)}
    counted = {states[ref.id] for ref in shown.skeleton.sentences() if ref.kind in COUNTED_KINDS}
    return RenderedText(
        version=version,
        fields=fields,
        marks_sentences=marked and (len(counted) > 1 or bool(counted & {State.OUTDATED, State.WITHHELD})),
        facts={
            **notice_facts(present.values(), version),
            "source_language": shown.language,
            "updated_on": shown.updated_at.isoformat() if shown.updated_at else None,
        },
    )


def _heirs(shown: SourceSnapshot, newest: SourceSnapshot | None) -> Mapping[str, str]:
    """Where links to sentences lead that the source had once, or has by now and this version not yet."""
    if newest is None or newest.pk == shown.pk:
        return shown.heirs
    return {**shown.heirs, **heirs(newest.skeleton, {}, shown.skeleton)}


def _fields(wrapped: Mapping[str, WrappedField], open_ids: set[str]) -> dict[str, dict[str, Any]]:
    """The readers' text by path; open sentences lead to their original (which has none itself)."""
    return {
        path: {
            "html": field.html,
            "pieces": [
                {"html": piece.html, "ids": list(piece.ids), "open": [i for i in piece.ids if i in open_ids]}
                for piece in field.pieces
            ],
        }
        for path, field in wrapped.items()
    }


def data_state(state: State) -> str:
    """The word that the stylesheet knows for a state: an unchecked text is drawn as a machine's."""
    return {State.PARTLY_REVIEWED: "partly", State.UNCHECKED: "machine"}.get(state, str(state.value))


def notice_facts(live: Iterable[SegmentRevision], version: LanguageVersion) -> dict[str, Any]:
    """What the notice says: engines and date of the machine text, whether chained, who approved and when."""
    live = list(live)
    machine = [r for r in live if r.origin == Origin.MACHINE]
    engines = sorted({r.engine for r in machine if r.engine})
    samples = sorted({r.engine for r in live if r.origin == Origin.IMPORT and r.engine})
    decided = [r for r in live if r.decided_by_id]
    return {
        "engines": engines,
        "samples": samples,
        "chained": any(r.chained for r in machine),
        "machine_on": max(r.moment for r in machine).isoformat() if machine else None,
        "people": sorted({r.author_id for r in live if r.author_id} | {r.decided_by_id for r in decided}),
        "checked_on": max(r.moment for r in decided).isoformat() if decided else None,
    }


def source_html(target: Target) -> str:
    """HTML of one text with its own markup (parallel view, review screen)."""
    return to_html(target.text, target.elements or ())
