"""Texts that may serve for a sentence: what is known about the very same sentence elsewhere.

Only equal sentences for now; those that are merely alike come with the translation memory.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db.models import Exists, F, OuterRef, Window
from django.db.models.functions import RowNumber

from i18n.models import Decision, LanguageVersion, SegmentRevision, SegmentTranslation
from i18n.segments import SentenceRef, Skeleton

#: So many articles are looked at for one sentence, the newest first.
_EACH = 3
_ALL = 120

# Hash of the sentence before and of the one after, in the whole text.
Neighbours = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """An approved text of an equal sentence: where it stands, and how many of its neighbours are equal, too (0–2)."""

    revision: SegmentRevision
    title: str
    context: int


def neighbours(skeleton: Skeleton) -> dict[str, Neighbours]:
    """Public id → hashes of the sentences around it."""
    refs: list[SentenceRef] = list(skeleton.sentences())
    hashes = ["", *(ref.hash for ref in refs), ""]
    return {ref.id: (hashes[place], hashes[place + 2]) for place, ref in enumerate(refs)}


def alike(one: Neighbours, other: Neighbours) -> int:
    """How many neighbours are the same."""
    return sum(bool(mine) and mine == theirs for mine, theirs in zip(one, other, strict=True))


def elsewhere(version: LanguageVersion, wanted: Mapping[str, Neighbours]) -> dict[str, list[Known]]:
    """Approved texts of equal sentences in other articles of this pair of languages, by hash; those with equal
    neighbours first: 1 query for all. `wanted`: hash of the source sentence → its neighbours.
    """
    source = version.group.source
    if not wanted or source is None:
        return {}
    in_use = SegmentTranslation.objects.filter(latest=OuterRef("pk"))
    place = Window(RowNumber(), partition_by=[F("source_hash")], order_by=F("pk").desc())
    rows = (
        SegmentRevision.objects.filter(
            Exists(in_use),
            locale_id=version.locale_id,
            source_hash__in=wanted,
            decision=Decision.APPROVED,
            segment__group__source__locale_id=source.locale_id,
        )
        .exclude(segment__group_id=version.group_id)
        .annotate(place=place)
        .filter(place__lte=_EACH)
        .select_related("segment__group__current_snapshot", "segment__group__source__page", "author")
        .order_by("-pk")[:_ALL]
    )
    around: dict[int, dict[str, Neighbours]] = {}
    found: dict[str, list[Known]] = {}
    for row in rows:
        group = row.segment.group
        if group.pk not in around:
            around[group.pk] = neighbours(group.current_snapshot.skeleton) if group.current_snapshot else {}
        context = alike(wanted[row.source_hash], around[group.pk].get(row.segment.public_id, ("", "")))
        page = group.source.page if group.source else None
        found.setdefault(row.source_hash, []).append(Known(row, page.title if page else "", context))
    return {key: sorted(texts, key=lambda known: -known.context) for key, texts in found.items()}


def on_the_page(
    translations: Mapping[str, SegmentTranslation], ref: SentenceRef, twins: Collection[str]
) -> list[SegmentRevision]:
    """Approved texts of equal sentences of the same article; no query."""
    texts = [translations[key].latest for key in twins if key != ref.id and key in translations]
    return [
        text
        for text in texts
        if text is not None and text.decision == Decision.APPROVED and text.source_hash == ref.hash and text.text
    ]


@dataclass(frozen=True, slots=True)
class Equals:
    """By hash of the source: the equal sentences of the page, and approved texts of those of other articles."""

    twins: Mapping[str, list[str]] = field(default_factory=dict)
    known: Mapping[str, list[Known]] = field(default_factory=dict)


def equals(
    version: LanguageVersion, skeleton: Skeleton, translations: Mapping[str, SegmentTranslation], *, look: bool = True
) -> Equals:
    """What is known of sentences equal to those that are still to be handled: 1 query, none where all are handled."""
    twins: dict[str, list[str]] = {}
    wanted: dict[str, Neighbours] = {}
    around = neighbours(skeleton)
    for ref in skeleton.sentences():
        twins.setdefault(ref.hash, []).append(ref.id)
        row = translations.get(ref.id)
        latest = row.latest if row else None
        if latest is None or latest.decision != Decision.APPROVED or latest.source_hash != ref.hash:
            wanted.setdefault(ref.hash, around[ref.id])
    return Equals(twins, elsewhere(version, wanted) if look else {})
