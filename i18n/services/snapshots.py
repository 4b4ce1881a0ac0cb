"""Snapshots of a source: its sentences, matched with those that were there before."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from wagtail.models import Page, Revision

from i18n.models import (
    Decision,
    Origin,
    Segment,
    SegmentRevision,
    SegmentTranslation,
    SourceSnapshot,
    TranslationGroup,
)
from i18n.segments import Matched, Sentence, extract, heirs, match
from i18n.services import content, copies

# No vowels and no look-alikes: ids are read aloud and must not spell anything.
_ALPHABET = "bcdfghjkmnpqrstvwxz23456789"


def new_public_id() -> str:
    """A random id for a segment: 8 characters, about 38 bits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(8))


@dataclass(frozen=True, slots=True)
class Taken:
    """The snapshot that is current now, and whether it is new."""

    snapshot: SourceSnapshot
    is_new: bool
    changes: Mapping[str, str]


def take(*, group: TranslationGroup, page: Page, revision: Revision | None, only_typos: bool = False) -> Taken:
    """Make a snapshot of a published source; an equal publication keeps the current one.

    Unchanged and moved sentences keep their ids and their translations; changed ones keep their id, so that their
    texts become outdated and stay.
    """
    found = preview(group=group, page=page)
    if found.matched is None:
        return Taken(found.snapshot, False, {})
    snapshot = found.snapshot
    snapshot.source_revision = revision
    if (previous := group.current_snapshot) is not None:
        snapshot.updated_at = previous.updated_at if only_typos else timezone.now()
    snapshot.save()
    _store_sources(group, page, revision, found.matched, found.before, copies.origins(group=group, page=page))
    group.current_snapshot = snapshot
    group.save(update_fields=["current_snapshot"])
    return Taken(snapshot, True, found.matched.changes)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a publication would make: an unsaved snapshot with its sentences, or the one that is current (no `matched`).

    `before`: the sentences as the original last had them.
    """

    snapshot: SourceSnapshot
    matched: Matched | None
    before: Mapping[str, Sentence]

    @property
    def changes(self) -> Mapping[str, str]:
        """Public id → same, moved, changed or new."""
        return self.matched.changes if self.matched else {}


def preview(*, group: TranslationGroup, page: Page) -> Preview:
    """The snapshot that a page in memory would make, if it were published now: at most 2 queries for its sentences."""
    fields = content.read_fields(page)
    previous = group.current_snapshot
    content_hash = fingerprint(page)
    if previous is not None and previous.content_hash == content_hash:
        return Preview(previous, None, {})
    language = page.locale.language_code
    before = source_sentences(group=group, locale_id=page.locale_id) if group.pk else {}
    matched = match(
        previous.skeleton if previous and previous.language == language else None,
        before,
        extract(fields, language=language),
        new_id=new_public_id,
        former=_former(group, page.locale_id, previous),
    )
    snapshot = SourceSnapshot(
        group=group,
        number=(previous.number if previous else 0) + 1,
        language=language,
        skeleton_data=matched.skeleton.to_json(),
        splitter=matched.skeleton.splitter,
        content_hash=content_hash,
        heirs=heirs(previous.skeleton, previous.heirs, matched.skeleton) if previous else {},
    )
    return Preview(snapshot, matched, before)


def source_sentences(*, group: TranslationGroup, locale_id: int) -> dict[str, Sentence]:
    """Public id → sentence as the source last had it."""
    rows = SegmentTranslation.objects.filter(segment__group=group, locale_id=locale_id, live__isnull=False)
    return {
        row.segment.public_id: Sentence(row.live.text, row.live.elements or (), row.live.source_hash)
        for row in rows.select_related("segment", "live")
        if row.live is not None
    }


def _former(
    group: TranslationGroup, locale_id: int, previous: SourceSnapshot | None
) -> dict[tuple[str, str], list[str]]:
    """Sentences that the source no longer has, by kind and hash of each wording that they had; the newest first."""
    found: dict[tuple[str, str], list[str]] = {}
    if previous is None:
        return found
    gone = Segment.objects.filter(group=group).exclude(public_id__in=previous.hashes)
    rows = SegmentRevision.objects.filter(segment__in=gone, locale_id=locale_id).order_by("-pk")
    for kind, digest, public_id in rows.values_list("segment__kind", "source_hash", "segment__public_id"):
        ids = found.setdefault((kind, digest), [])
        if public_id not in ids:
            ids.append(public_id)
    return found


def fingerprint(page: Page) -> str:
    """Hash of all that a page says and of what its translations take over from it."""
    texts = [(field.path, field.kind, field.value) for field in content.read_fields(page)]
    data = json.dumps([texts, content.other_content(page)], sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(data.encode()).hexdigest()


def _store_sources(
    group: TranslationGroup,
    page: Page,
    revision: Revision | None,
    matched: Matched,
    before: Mapping[str, Sentence],
    origins: copies.Origins | None,
) -> None:
    """Store new segments and each new wording of the source as a text in its language: a person's, but for a copy."""
    known = {segment.public_id: segment for segment in group.segments.all()}
    kinds = {ref.id: ref.kind for ref in matched.skeleton.sentences()}
    Segment.objects.bulk_create(
        Segment(group=group, public_id=public_id, kind=kind)
        for public_id, kind in kinds.items()
        if public_id not in known
    )
    segments = {segment.public_id: segment for segment in group.segments.all()}
    author = revision.user if revision else None
    changed = {public_id: text for public_id, text in matched.texts.items() if before.get(public_id) != text}
    written = {"origin": Origin.PERSON, "decision": Decision.APPROVED, "author": author, "decided_by": author}
    revisions = SegmentRevision.objects.bulk_create(
        SegmentRevision(
            segment=segments[public_id],
            locale_id=page.locale_id,
            text=sentence.text,
            elements_data=[[e.tag, [list(pair) for pair in e.attrs], e.void] for e in sentence.elements],
            source_hash=sentence.hash,
            **(copies.facts_of(origins.of(sentence)) if origins else {}) or written,
        )
        for public_id, sentence in changed.items()
    )
    SegmentTranslation.objects.bulk_create(
        [SegmentTranslation(segment_id=r.segment_id, locale_id=page.locale_id, live=r, latest=r) for r in revisions],
        update_conflicts=True,
        unique_fields=["segment", "locale"],
        update_fields=["live", "latest"],
    )
