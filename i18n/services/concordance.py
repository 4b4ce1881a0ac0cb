"""Concordance: how words were translated before, in all articles that a person may read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from i18n.models import LanguageVersion, SegmentTranslation, State
from i18n.models.states import COUNTED_KINDS, TextFacts, sentence_state
from i18n.segments import fold, highlight, plain
from i18n.services import permissions
from i18n.services.standing import data_state

#: Sentences that are shown.
LIMIT = 50
#: Words that are looked for; a sentence that is pasted whole has enough with these.
WORDS = 12
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence with the words, in its source or in its translation; both cut where the words stand."""

    version_id: int
    public_id: str
    title: str
    state: State
    source: list[tuple[str, bool]]
    target: list[tuple[str, bool]]

    @property
    def data_state(self) -> str:
        """The word of the stylesheet for its state."""
        return data_state(self.state)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found; `words` are those that were looked for, `more` that there is more than is shown."""

    hits: tuple[Hit, ...] = ()
    words: tuple[str, ...] = ()
    more: bool = False


def words_of(text: str) -> tuple[str, ...]:
    """What is looked for: the first words, folded, each once."""
    return tuple(dict.fromkeys(fold(text[:_LONGEST].encode("utf-8", "ignore").decode()).split()))[:WORDS]


def search(*, version: LanguageVersion, person: Any, text: str, limit: int = LIMIT) -> Found:
    """Sentences whose source has all the words, or whose translation has, in the pair of languages of a version: 4
    queries, and those for the rights. Newest texts first. Only what the person may read.
    """
    permissions.require(permissions.may_read_drafts(person, version=version))
    words = words_of(text)
    source = version.group.source
    if not words or source is None:
        return Found(words=words)
    pair = (source.locale_id, version.locale_id)
    groups = permissions.visible_versions(person).filter(
        locale_id=version.locale_id, group__source__locale_id=source.locale_id
    )
    matching = Q()
    for word in words:
        matching &= Q(latest__folded__contains=word)
    segments: dict[int, None] = {}
    for locale_id in reversed(pair):
        rows = SegmentTranslation.objects.filter(
            matching, locale_id=locale_id, segment__group_id__in=groups.values("group_id")
        )
        segments |= dict.fromkeys(rows.order_by("-latest_id").values_list("segment_id", flat=True)[: limit + 1])
    hits = _hits(_current(segments, pair), pair, words)
    return Found(tuple(hits[:limit]), words, len(hits) > limit)


def _current(segments: Iterable[int], pair: tuple[int, int]) -> QuerySet[SegmentTranslation]:
    """The texts of these sentences in both languages, as far as they are part of the newest original."""
    skeleton = Cast("segment__group__current_snapshot__skeleton_data", TextField())
    named = Concat(Value('"'), F("segment__public_id"), Value('"'))
    rows = SegmentTranslation.objects.filter(segment_id__in=list(segments), locale_id__in=pair)
    return rows.alias(skeleton=skeleton).filter(skeleton__contains=named).select_related("latest", "segment")


def _hits(rows: Iterable[SegmentTranslation], pair: tuple[int, int], words: tuple[str, ...]) -> list[Hit]:
    by_language: dict[int, dict[int, SegmentTranslation]] = {locale_id: {} for locale_id in pair}
    for row in rows:
        by_language[row.locale_id][row.segment_id] = row
    sources, targets = (by_language[locale_id] for locale_id in pair)
    both = [(sources[pk], target) for pk, target in targets.items() if pk in sources and target.latest is not None]
    both.sort(key=lambda each: -(each[1].latest_id or 0))
    versions = _versions({target.segment.group_id for _source, target in both}, pair[1])
    return [
        Hit(
            versions[target.segment.group_id].pk,
            target.segment.public_id,
            _title(versions[target.segment.group_id]),
            _state(source, target),
            highlight(plain(source.latest.text) if source.latest else "", words),
            highlight(plain(target.latest.text) if target.latest else "", words),
        )
        for source, target in both
        if target.segment.group_id in versions
    ]


def _versions(groups: set[int], locale_id: int) -> Mapping[int, LanguageVersion]:
    rows = LanguageVersion.objects.filter(group_id__in=groups, locale_id=locale_id)
    return {row.group_id: row for row in rows.select_related("group__source__page", "page")}


def _title(version: LanguageVersion) -> str:
    page = version.group.source.page if version.group.source else None
    return page.title if page is not None else version.page.title if version.page is not None else ""


def _state(source: SegmentTranslation, target: SegmentTranslation) -> State:
    text, original = target.latest, source.latest
    if text is None or original is None:
        return State.MISSING
    counted = target.segment.kind in COUNTED_KINDS
    return sentence_state(TextFacts(text.origin, text.decision, text.source_hash, original.source_hash, counted))
