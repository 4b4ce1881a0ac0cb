"""Texts made for one wording of the original that serve for another: a typo, another language, a newer splitter."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from i18n.models import LanguageVersion, SegmentRevision, SegmentTranslation
from i18n.segments import Element, tags_of, text_hash
from i18n.segments.coded import signature
from i18n.services import texts

# Public id → hash of the wording that the texts were made for, hash of the wording for which they serve as well.
Hashes = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a sentence of the original."""

    text: str
    elements: tuple[Element, ...]

    def marks(self) -> tuple[Counter[str], Counter[Any]]:
        """Tags of the text, and what stands behind them (targets of links included)."""
        return tags_of(self.text), Counter(signature(element) for element in self.elements)


@dataclass(frozen=True, slots=True)
class Carried:
    """What was carried: texts that are live and latest now, by public id; `left`: their marks differ, so these
    texts stay what they are, and are outdated.
    """

    live: dict[str, SegmentRevision] = field(default_factory=dict)
    latest: dict[str, SegmentRevision] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.live or self.latest)


@transaction.atomic
def carry(
    *,
    version: LanguageVersion,
    hashes: Hashes,
    person: User | None,
    reason: str,
    store: texts.Store | None = None,
    wordings: Mapping[tuple[int, str], Wording] | None = None,
) -> Carried:
    """Record the texts made for the old wordings once more, for the new ones: same text, origin, author and decision.

    The pointers move at once, so no state ever flashes; a text that was outdated stays outdated, a conflict stays.
    At most 8 queries, 1 less with `wordings` at hand. Counts and state are the caller's (`standing.refresh`).
    """
    store = store or texts.load(version)
    hashes = {key: pair for key, pair in hashes.items() if pair[0] != pair[1]}
    rows = {key: store.translations[key] for key in hashes if key in store.translations}
    if not any(_made_for(row, hashes[key][0]) for key, row in rows.items()):
        return Carried()
    wordings = source_wordings(version, hashes) if wordings is None else wordings
    work = _Work(store, hashes, wordings, person, reason[:500])
    done = Carried(left=work.left_alone(rows))
    rows = {key: row for key, row in rows.items() if key not in done.left}
    done.live.update(work.carry_live(rows))
    done.latest.update(work.carry_latest(rows))
    texts.save_rows(rows[key] for key in rows if key in done.live or key in done.latest)
    return done


def imagine(*, store: texts.Store, hashes: Hashes, wordings: Mapping[tuple[int, str], Wording]) -> None:
    """What `carry` would do, in a store that is only looked at."""
    work = _Work(store, hashes, wordings, None, "")
    rows = {key: store.translations[key] for key in hashes if key in store.translations}
    left = work.left_alone(rows)
    for key, row in rows.items():
        for name in ("live", "latest") if key not in left else ():
            text = getattr(row, name)
            if text is not None and text.source_hash == hashes[key][0]:
                setattr(row, name, copy_of(text, source_hash=hashes[key][1], id=text.pk))


def source_wordings(version: LanguageVersion, hashes: Hashes) -> dict[tuple[int, str], Wording]:
    """(Segment, hash) → wording, newest markup first to count: 1 query. Valid for all versions of the group."""
    languages = version.group.snapshots.order_by().values("language")
    rows = SegmentRevision.objects.filter(
        segment__group_id=version.group_id,
        segment__public_id__in=hashes,
        locale__language_code__in=languages,
        source_hash__in={one for pair in hashes.values() for one in pair},
    ).order_by("pk")
    found = {}
    for row in rows:
        if row.elements is not None and text_hash(row.text, row.elements) == row.source_hash:
            found[row.segment_id, row.source_hash] = Wording(row.text, row.elements)
    return found


def _made_for(row: SegmentTranslation, wanted: str) -> bool:
    return any(text is not None and text.source_hash == wanted for text in (row.live, row.latest))


@dataclass(slots=True)
class _Work:
    store: texts.Store
    hashes: Hashes
    wordings: Mapping[tuple[int, str], Wording]
    person: User | None
    reason: str
    # Public id → the text that readers get while `latest` waits for approval, where it is newer than what is live.
    spare: dict[str, SegmentRevision] = field(default_factory=dict)

    def left_alone(self, rows: Mapping[str, SegmentTranslation]) -> list[str]:
        """Sentences whose marks are others now, or of which a wording is unknown."""
        found = []
        for key, row in rows.items():
            old, new = (self.wordings.get((row.segment_id, one)) for one in self.hashes[key])
            if old is None or new is None or old.marks() != new.marks():
                found.append(key)
        return found

    def carry_live(self, rows: Mapping[str, SegmentTranslation]) -> dict[str, SegmentRevision]:
        """What readers see."""
        made_for_old = {key: row for key, row in rows.items() if self._is_old(key, row.live)}
        made = self._record({key: (row.live, row.live) for key, row in made_for_old.items()})
        for key, revision in made.items():
            row = rows[key]
            row.latest = revision if row.latest_id == row.live_id else row.latest
            row.live = revision
        return made

    def carry_latest(self, rows: Mapping[str, SegmentTranslation]) -> dict[str, SegmentRevision]:
        """Texts that are not live (yet). One that waits for approval is based on the carried text that readers get."""
        waiting = {key: row for key, row in rows.items() if self._is_old(key, row.latest)}
        self._carry_spare(waiting)
        made = self._record(
            {
                key: (row.latest, self.spare.get(key) or self._base(key, row, row.latest))
                for key, row in waiting.items()
                if row.latest is not None
            }
        )
        for key, revision in made.items():
            rows[key].latest = revision
        return made

    def _carry_spare(self, waiting: Mapping[str, SegmentTranslation]) -> None:
        drafts = {row.segment_id: key for key, row in waiting.items() if row.latest and not row.latest.may_be_live}
        if not drafts:
            return
        found = {drafts[pk]: text for pk, text in texts.spare_texts(self.store).items() if pk in drafts}
        before = {key: waiting[key].live for key in found}
        ahead = {
            key: (text, text)
            for key, text in found.items()
            if self._is_old(key, text) and not _says_same(before[key], text)
        }
        self.spare = self._record(ahead)

    def _base(self, key: str, row: SegmentTranslation, latest: SegmentRevision) -> SegmentRevision:
        """What the carried text is based on: a draft on what is live, where that was carried, too."""
        live = row.live
        if live is None or latest.may_be_live or live.source_hash != self.hashes[key][1]:
            return latest
        return live

    def _is_old(self, key: str, text: SegmentRevision | None) -> bool:
        return text is not None and text.source_hash == self.hashes[key][0]

    def _record(
        self, wanted: Mapping[str, tuple[SegmentRevision | None, SegmentRevision | None]]
    ) -> dict[str, SegmentRevision]:
        """New records of texts, by public id: the text, what it is based on."""
        copies = {
            key: copy_of(text, based_on=base, reason=self.reason, **self._for_new(key, text))
            for key, (text, base) in wanted.items()
            if text is not None
        }
        SegmentRevision.objects.bulk_create(copies.values())
        return copies

    def _for_new(self, key: str, text: SegmentRevision) -> dict[str, Any]:
        """Hash of the new wording; markup of its own where the numbers of the tags mean something else there."""
        old_hash, new_hash = self.hashes[key]
        old = self.wordings[text.segment_id, old_hash].elements
        new = self.wordings[text.segment_id, new_hash].elements
        own = text.elements_data
        if own is None and old != new:
            own = [[e.tag, [list(pair) for pair in e.attrs], e.void] for e in old]
        return {"source_hash": new_hash, "elements_data": own, "made_at": text.moment, "carried_by": self.person}


def _says_same(live: SegmentRevision | None, text: SegmentRevision) -> bool:
    """Whether a text is the one that is live, or was before it was carried."""
    return live is not None and text.pk in (live.pk, live.based_on_id)


def copy_of(text: SegmentRevision, /, **changes: Any) -> SegmentRevision:
    """An unsaved record with the same text and the same facts, but for `changes`."""
    kept = {
        column.attname: getattr(text, column.attname)
        for column in SegmentRevision._meta.concrete_fields
        if not column.primary_key and column.name not in {"created_at", "undoes", *changes}
    }
    return SegmentRevision(**kept, **changes)
