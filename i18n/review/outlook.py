"""What publishing a version now would show, counted without a query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from i18n.models import Decision, LanguageVersion, Origin, SegmentRevision, SegmentTranslation, SourceSnapshot
from i18n.models.states import COUNTED_KINDS, Counts, TextFacts, count
from i18n.services import choosing, covering, texts


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a publication would show, how many sentences have no text for it, and what an urgent correction is about.

    `nothing_new`: readers have it all already.
    """

    counts: Counts = field(default_factory=Counts)
    waiting: int = 0
    undecided: frozenset[str] = frozenset()
    withheld: frozenset[str] = frozenset()
    nothing_new: bool = False


def of(
    version: LanguageVersion, store: texts.Store, snapshot: SourceSnapshot | None, *, record: Sequence[SegmentRevision]
) -> Prospect:
    """The prospect of a version as its source stands. `record`: all texts of the version, newest first."""
    if snapshot is None:
        return Prospect()
    choice = choosing.choose(store, snapshot, record=record)
    unsaid = covering.unsaid(snapshot.skeleton, choice.texts, store.segments)
    found: list[TextFacts | None] = []
    for ref in snapshot.skeleton.sentences():
        text = choice.texts[ref.id]
        counted = ref.kind in COUNTED_KINDS
        decision = Decision.WITHHELD if ref.id in choice.withheld else text.decision if text else ""
        if text is None and ref.id not in choice.withheld:
            found.append(None)
        else:
            origin, made_for = (text.origin, text.source_hash) if text else (Origin.NOTICE, "")
            found.append(TextFacts(origin, decision, made_for, ref.hash, counted, said=ref.id not in unsaid))
    return Prospect(
        count(found),
        len(choice.missing(snapshot)),
        choice.undecided,
        choice.withheld,
        nothing_new=_is_public(version, snapshot) and _same(choice.texts, store.translations),
    )


def _is_public(version: LanguageVersion, snapshot: SourceSnapshot) -> bool:
    """Whether readers have the version, in the newest form of its original."""
    return bool(version.page and version.page.live) and version.snapshot_id == snapshot.pk


def _same(chosen: Mapping[str, SegmentRevision | None], translations: Mapping[str, SegmentTranslation]) -> bool:
    """Whether each text is the one that readers have."""
    rows = {key: translations.get(key) for key in chosen}
    return all(text is not None and (row := rows[key]) and row.live_id == text.pk for key, text in chosen.items())
