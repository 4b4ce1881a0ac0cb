"""Which sentences of a version wait for a person, why, and how risky each is: facts in, values out, no queries."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import pgettext_lazy

from i18n.models import Decision, LanguageVersion, Segment, SegmentRevision, SegmentTranslation, SourceSnapshot, State
from i18n.models.states import TextFacts, sentence_state
from i18n.quality import risk
from i18n.segments import SentenceRef, plain
from i18n.services import covering


class Work(models.TextChoices):
    """Why a sentence waits, the most urgent first; a reported one may be open for another reason, too."""

    REPORTED = "reported", pgettext_lazy("kind of work", "Reader reports")
    OUTDATED = "outdated", pgettext_lazy("kind of work", "Original changed")
    SUGGESTED = "suggested", pgettext_lazy("kind of work", "Suggestions")
    UNCHECKED = "unchecked", pgettext_lazy("kind of work", "Unchecked texts")
    MISSING = "missing", pgettext_lazy("kind of work", "No text yet")


@dataclass(frozen=True, slots=True)
class OpenSentence:
    """A sentence that waits. `number`: its place on the page; `since`: when its text (or its original) came;
    `made_for`: hash of the original that its text was made for.
    """

    public_id: str
    number: int
    work: Work
    risk: risk.Risk
    since: datetime
    segment_id: int = 0
    made_for: str = ""
    source: str = ""
    # Who wrote the suggestion that waits.
    author_id: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence of the original: its coded text, and whether something in it must not be translated."""

    text: str
    protected: bool = False


def sources(rows: Iterable[tuple[str, str | None, Any]]) -> dict[str, Source]:
    """Public id → sentence of the original, from (public id, coded text, `elements_data`)."""
    return {
        public_id: Source(text, any(["translate", "no"] in attrs for _tag, attrs, _void in elements or ()))
        for public_id, text, elements in rows
        if text is not None
    }


def of_version(
    snapshot: SourceSnapshot,
    *,
    translations: Mapping[str, SegmentTranslation],
    segments: Mapping[str, Segment],
    originals: Mapping[str, Source],
    reported: Mapping[str, datetime] | None = None,
) -> Iterator[OpenSentence]:
    """The sentences of an original that wait in one language, in the order of the page.

    `translations` and `originals` by public id, with `latest` and `live` loaded; `reported`: ids with open reports
    and when the oldest came.
    """
    reported = reported or {}
    latest = {key: row.latest for key, row in translations.items()}
    unsaid = covering.unsaid(snapshot.skeleton, latest, segments)
    for number, ref in enumerate(snapshot.skeleton.sentences(), 1):
        row = translations.get(ref.id)
        work = _work(row, ref, said=ref.id not in unsaid)
        if ref.id in reported:
            work = Work.REPORTED
        if work is None:
            continue
        text = row.latest if row else None
        original = originals.get(ref.id, Source(""))
        yield OpenSentence(
            public_id=ref.id,
            number=number,
            work=work,
            risk=_risk(original, text, ref, snapshot.language),
            since=reported.get(ref.id) or _since(work, text, snapshot),
            segment_id=row.segment_id if row else 0,
            made_for=text.source_hash if text else "",
            source=original.text,
            author_id=text.author_id if text and text.decision == Decision.SUGGESTED else None,
        )


def _work(row: SegmentTranslation | None, ref: SentenceRef, *, said: bool) -> Work | None:
    """Why a sentence waits, reports apart; nothing where a person has handled it."""
    text = row.latest if row else None
    if row is None or text is None:
        return Work.MISSING
    if row.conflict_id is not None or text.decision == Decision.SUGGESTED:
        return Work.SUGGESTED
    state = _state(text, ref, said)
    if state == State.REVIEWED:
        return None
    if not text.may_be_live and row.live is not None and _state(row.live, ref, said) == State.REVIEWED:
        return None  # somebody's draft over a text that is checked
    return {State.MISSING: Work.MISSING, State.OUTDATED: Work.OUTDATED, State.WITHHELD: Work.OUTDATED}.get(
        state, Work.UNCHECKED
    )


def _state(text: SegmentRevision, ref: SentenceRef, said: bool) -> State:
    return sentence_state(TextFacts(text.origin, text.decision, text.source_hash, ref.hash, said=said))


def _risk(original: Source, text: SegmentRevision | None, ref: SentenceRef, language: str) -> risk.Risk:
    findings = [found for found in text.findings if isinstance(found, dict)] if text else []
    return risk.of_sentence(
        plain(original.text),
        language,
        kind=ref.kind,
        findings=findings,
        chained=bool(text and text.chained),
        protected=original.protected,
    )


def _since(work: Work, text: SegmentRevision | None, snapshot: SourceSnapshot) -> datetime:
    return snapshot.created_at if text is None or work == Work.OUTDATED else text.moment


@dataclass(frozen=True, slots=True)
class Measure:
    """What the queue ranks a version by: the highest risk of its open sentences (0: none is), and since when the
    oldest waits.
    """

    risk: float = 0.0
    since: datetime | None = None


def measure(
    version: LanguageVersion, translations: Mapping[str, SegmentTranslation], segments: Mapping[str, Segment]
) -> Measure:
    """Measure a version: 1 query for the original's texts. An original waits for nobody."""
    newest, source = version.group.current_snapshot, version.group.source
    if newest is None or source is None or source.pk == version.pk:
        return Measure()
    rows = SegmentTranslation.objects.filter(segment__group_id=version.group_id, locale_id=source.locale_id)
    originals = sources(rows.values_list("segment__public_id", "live__text", "live__elements_data"))
    found = list(of_version(newest, translations=translations, segments=segments, originals=originals))
    if not found:
        return Measure()
    return Measure(max(one.risk.value for one in found), min(one.since for one in found))


def measure_next() -> bool:
    """Measure a version that nobody has measured yet (one of an older release); whether there was one."""
    rows = LanguageVersion.objects.filter(open_risk=None).select_related("group__current_snapshot", "group__source")
    version = rows.order_by("pk").first()
    if version is None:
        return False
    found = SegmentTranslation.objects.filter(segment__group_id=version.group_id, locale_id=version.locale_id)
    by_id = {row.segment.public_id: row for row in found.select_related("segment", "live", "latest")}
    waits = measure(version, by_id, {key: row.segment for key, row in by_id.items()})
    rows.filter(pk=version.pk).update(open_risk=waits.risk, open_since=waits.since)
    return True
