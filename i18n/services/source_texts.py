"""Texts when another version becomes the original: recorded once more, for the wording that is the original now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from i18n.models import Decision, LanguageVersion, Origin, SegmentRevision, SegmentTranslation, TranslationGroup
from i18n.segments import Element, Sentence, Skeleton, plain, renumber
from i18n.segments.assemble import joiner
from i18n.services import texts
from i18n.services.carrying import copy_of

#: Marks the records that a change made: running it the other way finds what was there before.
REASON = "Another language became the original."
#: The hash of no sentence: a text that was outdated stays outdated.
_OUTDATED = "outdated"


@dataclass(frozen=True, slots=True)
class Plan:
    """What the new original looks like. `covers`: sentence → those said in its text, which have no place any more;
    `revived`: sentences that have one again → the sentence that said them meanwhile.
    """

    skeleton: Skeleton
    sentences: Mapping[str, Sentence]
    hashes: Mapping[str, str]
    old_hashes: Mapping[str, str]
    covers: Mapping[str, list[str]] = field(default_factory=dict)
    # The skeleton is one that this version had before, as an original.
    earlier: bool = False
    revived: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Work:
    """One change for all versions. `sources` are the sentences of the old original."""

    group: TranslationGroup
    plan: Plan
    sources: Mapping[str, Sentence]
    person: Any

    def become_source(self, version: LanguageVersion, store: texts.Store) -> None:
        """The texts of the new original, with the facts that they have: what nobody checked stays unchecked."""
        wordings = self._wordings(version, store)
        roots = root_of([store.live(public_id) for public_id in wordings])
        made: dict[str, SegmentRevision] = {}
        for public_id, (sentence, record) in wordings.items():
            live = store.live(public_id)
            facts = live if live is not None and plain(live.text) == plain(sentence.text) else record
            if facts is not None:
                made[public_id] = self._copy(facts, roots, text=sentence.text, elements=sentence.elements)
                made[public_id].source_hash = sentence.hash
        SegmentRevision.objects.bulk_create(made.values())
        for public_id, text in made.items():
            row = store.translations[public_id]
            row.live, row.latest, row.conflict = text, text, None
        texts.save_rows(store.translations[public_id] for public_id in made)

    def _wordings(
        self, version: LanguageVersion, store: texts.Store
    ) -> dict[str, tuple[Sentence, SegmentRevision | None]]:
        """The new original's sentences; those that it had before as an original come from their record."""
        if not self.plan.earlier:
            return {key: (sentence, store.live(key)) for key, sentence in self.plan.sentences.items()}
        rows = SegmentRevision.objects.filter(
            segment__group=self.group, locale_id=version.locale_id, source_hash__in=self.plan.hashes.values()
        ).order_by("pk")
        known = {(row.segment_id, row.source_hash): row for row in rows if row.elements is not None}
        found: dict[str, tuple[Sentence, SegmentRevision | None]] = {}
        for public_id, digest in self.plan.hashes.items():
            record = known.get((store.segments[public_id].pk, digest))
            if record is not None:
                found[public_id] = (Sentence(record.text, record.elements or (), digest), record)
        return found

    def follow(self, version: LanguageVersion) -> None:
        """A version whose original is another now: the old original, and the other translations."""
        store = texts.load(version)
        roots = root_of([text for row in store.translations.values() for text in (row.live, row.latest)])
        made: list[SegmentRevision] = []
        rows: list[SegmentTranslation] = []
        restored: set[str] = set()
        for public_id in self.plan.hashes:
            row = store.translations.get(public_id)
            if row is None or public_id not in self.plan.old_hashes:
                continue
            live = self._carried(store, public_id, row.live, roots, restored)
            latest = live if row.latest_id == row.live_id else self._carried(store, public_id, row.latest, roots, set())
            if live is None and latest is None:
                continue
            made += [text for text in (live, None if latest is live else latest) if text is not None]
            row.live, row.latest = live or row.live, latest or row.latest
            rows.append(row)
        SegmentRevision.objects.bulk_create(made)
        texts.save_rows(rows)
        self._say_before(store, restored)

    def _carried(
        self,
        store: texts.Store,
        public_id: str,
        text: SegmentRevision | None,
        roots: Mapping[int, SegmentRevision],
        restored: set[str],
    ) -> SegmentRevision | None:
        """The text for the new original; nothing for one that was outdated before."""
        if text is None:
            return None
        root = roots.get(text.pk, text)
        if root.source_hash == self.plan.hashes[public_id]:
            restored.add(public_id)
            return self._copy(root, {text.pk: root, root.pk: root}, elements=root.elements)
        said = [t for key in self.plan.covers.get(public_id, ()) if (t := store.live(key)) is not None and t.text]
        fresh = text.source_hash == self.plan.old_hashes[public_id]
        if not said:
            return self._for_new(text, public_id, roots) if fresh else None
        return self._joined(store, public_id, text, said, roots)

    def _for_new(self, text: SegmentRevision, public_id: str, roots: Mapping[int, SegmentRevision]) -> SegmentRevision:
        made = self._copy(text, roots, elements=self._elements(text, public_id))
        made.source_hash = self.plan.hashes[public_id]
        return made

    def _joined(
        self,
        store: texts.Store,
        public_id: str,
        text: SegmentRevision,
        said: list[SegmentRevision],
        roots: Mapping[int, SegmentRevision],
    ) -> SegmentRevision:
        """Sentences that have one place in the new original are one text; it is as good as the worst of them."""
        by_pk = {segment.pk: key for key, segment in store.segments.items()}
        parts = [text, *said]
        words, elements = _join(
            [(part.text, self._elements(part, by_pk[part.segment_id]) or ()) for part in parts],
            joiner(store.version.locale.language_code),
        )
        worst = max(parts, key=_badness)
        made = self._copy(worst, roots, text=words, elements=elements)
        made.segment = store.segments[public_id]
        made.based_on = roots.get(text.pk, text)
        fresh = all(part.source_hash == self.plan.old_hashes.get(by_pk[part.segment_id]) for part in parts)
        made.source_hash = self.plan.hashes[public_id] if fresh else _OUTDATED
        return made

    def _elements(self, text: SegmentRevision, public_id: str) -> tuple[Element, ...] | None:
        """The markup behind a text's tags, which were numbered for the old original."""
        if text.elements is not None:
            return text.elements
        source = self.sources.get(public_id)
        return source.elements if source is not None else None

    def _say_before(self, store: texts.Store, restored: set[str]) -> None:
        """A sentence that has a place again is said in the sentence before it where that text was changed since."""
        new = [
            texts.NewText(
                public_id=public_id,
                text="",
                source_hash=self.plan.hashes[public_id],
                origin=Origin.PERSON,
                decision=Decision.COVERED,
                decided_by=self.person,
                reason=REASON,
            )
            for public_id, before in self.plan.revived.items()
            if before not in restored and (live := store.live(public_id)) is not None and live.text
        ]
        for public_id, revision in texts.record(store=store, new=new).items():
            store.translations[public_id].live = revision
        texts.save_rows(store.translations[text.public_id] for text in new)

    def _copy(
        self,
        record: SegmentRevision,
        roots: Mapping[int, SegmentRevision],
        *,
        elements: Iterable[Element] | None,
        **changes: Any,
    ) -> SegmentRevision:
        data = None if elements is None else [[e.tag, [list(pair) for pair in e.attrs], e.void] for e in elements]
        return copy_of(
            record,
            elements_data=data,
            based_on=roots.get(record.pk, record),
            reason=REASON,
            made_at=record.moment,
            carried_by=self.person,
            **changes,
        )


def root_of(found: Iterable[SegmentRevision | None]) -> dict[int, SegmentRevision]:
    """Id of a text → the text that somebody wrote or a machine made, where this one records an earlier change."""
    carried = {text.pk: text for text in found if text is not None and text.reason == REASON and text.based_on_id}
    roots = SegmentRevision.objects.in_bulk({text.based_on_id for text in carried.values()})
    return {pk: roots[text.based_on_id] for pk, text in carried.items() if text.based_on_id in roots}


def _badness(text: SegmentRevision) -> tuple[bool, bool, int]:
    decided = text.decision in (Decision.APPROVED, Decision.COVERED)
    return not decided, text.origin == Origin.MACHINE, text.pk


def _join(parts: list[tuple[str, tuple[Element, ...]]], between: str) -> tuple[str, tuple[Element, ...]]:
    """Coded texts as one, the tags of the later ones numbered on."""
    words: list[str] = []
    elements: list[Element] = []
    for text, own in parts:
        words.append(renumber(text, len(elements)))
        elements += own
    return between.join(words), tuple(elements)
