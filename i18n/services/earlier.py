"""The source says again what it said before: the texts made for that wording are right again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q

from i18n.models import Decision, LanguageVersion, SegmentRevision, SegmentTranslation, SourceSnapshot
from i18n.services.texts import Store, is_persons

_DECIDED = (Decision.APPROVED, Decision.APPROVED_UNSEEN, Decision.COVERED)


@dataclass(frozen=True, slots=True)
class Recalled:
    """Rows whose `latest` is a text of the record again; `waiting`: of those, the ones where a person's unapproved
    text stood, which now waits beside it.
    """

    rows: list[SegmentTranslation] = field(default_factory=list)
    waiting: list[SegmentTranslation] = field(default_factory=list)


def recall(
    *, snapshot: SourceSnapshot, previous: SourceSnapshot | None, versions: Sequence[LanguageVersion]
) -> Recalled:
    """Make texts of the record `latest` again where the source went back to their wording: 3 queries for all versions.

    A text that a person decided on comes first. Any other comes back only where no person's text stands. What readers
    see changes with the next publication of the version.
    """
    changed = changed_since(previous, snapshot)
    if not changed or not versions:
        return Recalled()
    record = texts_for(changed, versions)
    done = Recalled()
    if not record:
        return done
    rows = SegmentTranslation.objects.filter(
        segment__group_id=snapshot.group_id,
        segment_id__in={segment for segment, _locale in record},
        locale_id__in={locale for _segment, locale in record},
    )
    for row in rows.select_related("segment", "latest"):
        digest = changed[row.segment.public_id]
        found = _right_one(record.get((row.segment_id, row.locale_id), ()), row, digest)
        if found is None:
            continue
        if row.latest is not None and not row.latest.may_be_live and row.conflict_id is None:
            row.conflict = row.latest
            done.waiting.append(row)
        row.latest = found
        done.rows.append(row)
    SegmentTranslation.objects.bulk_update(done.rows, ["latest", "conflict"])
    return done


def changed_since(previous: SourceSnapshot | None, snapshot: SourceSnapshot) -> dict[str, str]:
    """Public id → hash of the sentences with a new or another wording."""
    before = previous.hashes if previous else {}
    return {key: digest for key, digest in snapshot.hashes.items() if before.get(key) != digest}


def imagine(
    *,
    store: Store,
    changed: Mapping[str, str],
    record: Mapping[tuple[int, int], Sequence[SegmentRevision]],
) -> None:
    """What `recall` would do, in a store that is only looked at."""
    for key in changed:
        row = store.translations.get(key)
        if row is not None:
            row.latest = _right_one(record.get((row.segment_id, row.locale_id), ()), row, changed[key]) or row.latest


def texts_for(
    changed: Mapping[str, str], versions: Sequence[LanguageVersion]
) -> dict[tuple[int, int], list[SegmentRevision]]:
    """(Segment, language) → texts made for the present wording that may be shown, newest first."""
    taken_back = SegmentRevision.objects.filter(undoes=OuterRef("pk"))
    texts = SegmentRevision.objects.filter(
        ~Exists(taken_back),
        Q(decision__in=_DECIDED) | Q(decision=Decision.STORED),
        segment__group_id=versions[0].group_id,
        segment__public_id__in=changed,
        source_hash__in=set(changed.values()),
        locale_id__in=[version.locale_id for version in versions],
    )
    found: dict[tuple[int, int], list[SegmentRevision]] = {}
    for text in texts.select_related("segment").order_by("-pk"):
        if text.source_hash == changed[text.segment.public_id] and text.may_be_live:
            found.setdefault((text.segment_id, text.locale_id), []).append(text)
    return found


def _right_one(record: Iterable[SegmentRevision], row: SegmentTranslation, digest: str) -> SegmentRevision | None:
    """The text of the record that is right again, if `latest` is not."""
    latest = row.latest
    if latest is not None and latest.source_hash == digest and latest.may_be_live:
        return None
    texts = list(record)
    decided = next((text for text in texts if text.decision in _DECIDED), None)
    if decided is not None:
        return decided
    if latest is not None and is_persons(latest):
        return None
    return next(iter(texts), None)
