"""Which text of each sentence readers get: the newest that may be shown, and what an urgent correction withholds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from i18n.models import Decision, Origin, SegmentRevision, SourceSnapshot, UrgentMode
from i18n.segments import SentenceRef, Skeleton
from i18n.services import texts


@dataclass(frozen=True, slots=True)
class Choice:
    """Public id → text for readers. `undecided`: sentences of a running urgent correction that wait for a person;
    `withheld`: those in whose place a note stands.
    """

    texts: Mapping[str, SegmentRevision | None]
    undecided: frozenset[str] = frozenset()
    withheld: frozenset[str] = frozenset()

    @property
    def is_whole(self) -> bool:
        """Whether each sentence has a text, or a note in its place."""
        return all(text is not None or key in self.withheld for key, text in self.texts.items())

    def missing(self, snapshot: SourceSnapshot) -> list[str]:
        """Sentences that have nothing that may stand in their place."""
        return [key for key in texts.without_text(chosen=self.texts, snapshot=snapshot) if key not in self.withheld]


def choose(
    store: texts.Store,
    snapshot: SourceSnapshot,
    *,
    record: Iterable[SegmentRevision] | None = None,
    restrained: bool = False,
) -> Choice:
    """The texts of a snapshot: 2 queries more at most, or none with the `record` of the version at hand.

    `restrained`: of texts that are not live yet, only what a person has decided.
    """
    plain = ordinary(store, snapshot, record=record)
    if restrained:
        here = {key: store.before.get(key, store.live(key)) for key in plain}
        plain = {key: text if text and texts.is_persons(text) else here[key] for key, text in plain.items()}
    correction = store.version.urgent
    if correction is None:
        return Choice(plain)
    newest = store.version.group.current_snapshot or snapshot
    now = {ref.id: ref.hash for ref in newest.skeleton.sentences()}
    waiting = {key for key in correction.sentences if key in plain and not is_decided(plain[key], now.get(key))}
    if correction.mode == UrgentMode.DOWN:
        return Choice(plain, frozenset(waiting))
    waiting |= set(_carriers(snapshot.skeleton, plain, waiting))
    machine = _machine_texts(store, waiting, now, record) if correction.mode == UrgentMode.MACHINE else {}
    return Choice({**plain, **machine}, frozenset(waiting), frozenset(waiting - set(machine)))


def ordinary(
    store: texts.Store, snapshot: SourceSnapshot, *, record: Iterable[SegmentRevision] | None = None
) -> dict[str, SegmentRevision | None]:
    """The texts as they would be without any urgent correction."""
    spare = texts.spare_texts(store, record)
    return {ref.id: texts.candidate(store, ref.id, spare) for ref in snapshot.skeleton.sentences()}


def is_decided(text: SegmentRevision | None, hash_now: str | None) -> bool:
    """Whether a person has looked at a sentence and approved its text for the present source."""
    return text is not None and text.source_hash == hash_now and text.decision in (Decision.APPROVED, Decision.COVERED)


def _carriers(
    skeleton: Skeleton, chosen: Mapping[str, SegmentRevision | None], waiting: Iterable[str]
) -> Iterable[str]:
    """Sentences that also say what a sentence in question says (which is "covered" by them): they wait with it."""
    for block in skeleton.blocks():
        carrier: SentenceRef | None = None
        for ref in block.sentences:
            text = chosen[ref.id]
            if text is None or text.decision != Decision.COVERED:
                carrier = ref
            elif ref.id in waiting and carrier is not None:
                yield carrier.id


def _machine_texts(
    store: texts.Store, ids: Iterable[str], now: Mapping[str, str], record: Iterable[SegmentRevision] | None
) -> dict[str, SegmentRevision]:
    """The newest machine text of each sentence for its present source; proposals beside a person's text, too."""
    wanted = {store.segments[key].pk: key for key in ids if key in now}
    if record is None:
        record = SegmentRevision.objects.filter(
            segment_id__in=wanted, locale_id=store.version.locale_id, origin=Origin.MACHINE
        )
    found: dict[str, SegmentRevision] = {}
    for text in sorted(record, key=lambda revision: revision.pk):
        key = wanted.get(text.segment_id)
        fits = key is not None and text.source_hash == now[key] and text.origin == Origin.MACHINE
        if key is not None and fits and text.decision == Decision.STORED and text.text:
            found[key] = text
    return found
