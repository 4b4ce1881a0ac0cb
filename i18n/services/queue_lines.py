"""The sentences of the versions that the queue shows: which wait, why, and what is said of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F, Q

from i18n.models import Decision, ErrorReport, LanguageVersion, Segment, SegmentRevision, SegmentTranslation
from i18n.services import open_sentences, ranking
from i18n.services.open_sentences import OpenSentence, Work
from i18n.services.queue import Queue, Ranked, Rights
from i18n.services.reports import OPEN


@dataclass(frozen=True, slots=True)
class Line:
    """A version with its open sentences, in the order of the page. `reports`: id of a sentence → how many."""

    ranked: Ranked
    version: LanguageVersion
    open: list[OpenSentence]
    reports: Mapping[str, int] = field(default_factory=dict)

    @property
    def reported(self) -> list[OpenSentence]:
        return [one for one in self.open if one.work == Work.REPORTED]

    def of(self, work: Work) -> list[OpenSentence]:
        """Its open sentences of a kind."""
        return [one for one in self.open if one.work == work]

    def score(self, one: OpenSentence, now: datetime) -> float:
        """The rank of one sentence (services/ranking)."""
        return ranking.score(
            work=one.work,
            risk=one.risk.value,
            views=self.ranked.views,
            days=(now - one.since).total_seconds() / 86_400,
            reports=self.reports.get(one.public_id, 0),
            left=self.ranked.left,
            hidden=self.version.page is None or not self.version.page.live,
        )


def load(ranked: Iterable[Ranked], *, queue: Queue, work: str = "") -> list[Line]:
    """The lines of some versions: 3 queries. Those without anything to do for this person (it was done a moment ago,
    say) are left out.
    """
    wanted = list(ranked)
    versions = {
        version.pk: version
        for version in LanguageVersion.objects.filter(pk__in=[one.version_id for one in wanted]).select_related(
            "group__current_snapshot", "group__source__page", "group__source__locale", "locale", "page"
        )
    }
    texts = _texts(list(versions.values()))
    reports = _reports(list(versions))
    lines = []
    for one in wanted:
        version = versions.get(one.version_id)
        if version is None:
            continue
        said = reports.get(version.pk, {})
        found = [
            sentence
            for sentence in _open(version, texts, said)
            if _is_for(sentence, version, queue.rights) and _is_asked(sentence, work)
        ]
        if found:
            lines.append(Line(one, version, found, {key: len(found_here) for key, found_here in said.items()}))
    return lines


def former_sources(sentences: Mapping[int, OpenSentence]) -> dict[int, str]:
    """Version → what the original said when the text of a sentence was made, for one sentence each: 1 query."""
    wanted = {one.segment_id: one.made_for for one in sentences.values() if one.made_for}
    if not wanted:
        return {}
    rows = SegmentRevision.objects.filter(
        segment_id__in=wanted, source_hash__in=set(wanted.values()), locale_id=F("segment__group__source__locale_id")
    )
    found = {(key, made_for): text for key, made_for, text in rows.values_list("segment_id", "source_hash", "text")}
    return {
        version: found[one.segment_id, one.made_for]
        for version, one in sentences.items()
        if (one.segment_id, one.made_for) in found
    }


def _is_for(one: OpenSentence, version: LanguageVersion, rights: Rights) -> bool:
    """Whether this person may do something about a sentence."""
    if one.work == Work.REPORTED:
        return True  # who sees the version in the queue may answer its reports
    if not rights.works_in(version.locale_id):
        return False
    return one.work != Work.SUGGESTED or rights.approves(version.locale_id, one.author_id)


def _is_asked(one: OpenSentence, work: str) -> bool:
    return not work or one.work == work or (work == Work.UNCHECKED and one.work == Work.MISSING)


Texts = Mapping[tuple[int, int], list[SegmentTranslation]]


def _texts(versions: list[LanguageVersion]) -> Texts:
    """(Group, language) → texts of the versions and of their originals: 1 query."""
    places: dict[int, set[int]] = {}
    for version in versions:
        places.setdefault(version.locale_id, set()).add(version.group_id)
        if version.group.source is not None:
            places.setdefault(version.group.source.locale_id, set()).add(version.group_id)
    condition = Q(pk__in=())
    for locale, groups in places.items():
        condition |= Q(locale_id=locale, segment__group_id__in=groups)
    found: dict[tuple[int, int], list[SegmentTranslation]] = {}
    for row in SegmentTranslation.objects.filter(condition).select_related("segment", "live", "latest"):
        found.setdefault((row.segment.group_id, row.locale_id), []).append(row)
    return found


def _open(version: LanguageVersion, texts: Texts, reports: Mapping[str, list[ErrorReport]]) -> list[OpenSentence]:
    snapshot, source = version.group.current_snapshot, version.group.source
    if snapshot is None or source is None:
        return []
    originals = texts.get((version.group_id, source.locale_id), [])
    mine = {row.segment.public_id: row for row in texts.get((version.group_id, version.locale_id), [])}
    segments: dict[str, Segment] = {row.segment.public_id: row.segment for row in (*originals, *mine.values())}
    facts = (
        (row.segment.public_id, row.live.text if row.live else None, row.live.elements_data if row.live else None)
        for row in originals
    )
    found = open_sentences.of_version(
        snapshot,
        translations=mine,
        segments=segments,
        originals=open_sentences.sources(facts),
        reported={key: said[0].created_at for key, said in reports.items()},
    )
    hashes = snapshot.hashes
    return [
        one
        for one in found
        if one.work != Work.REPORTED
        or not _is_answered(reports[one.public_id], mine.get(one.public_id), hashes[one.public_id])
    ]


def _is_answered(said: list[ErrorReport], row: SegmentTranslation | None, hash_now: str) -> bool:
    """Whether somebody approved another text than readers reported: its publication, seconds later, answers them."""
    text = row.latest if row else None
    if text is None or text.decision not in (Decision.APPROVED, Decision.COVERED) or text.source_hash != hash_now:
        return False
    return all(one.revision.text != text.text if one.revision else text.created_at > one.created_at for one in said)


def _reports(version_ids: list[int]) -> dict[int, dict[str, list[ErrorReport]]]:
    """Version → sentence → its open reports, the oldest first: 1 query."""
    found: dict[int, dict[str, list[ErrorReport]]] = {}
    rows = ErrorReport.objects.filter(version_id__in=version_ids, status__in=OPEN).order_by("created_at", "pk")
    for report in rows.select_related("segment", "revision"):
        found.setdefault(report.version_id, {}).setdefault(report.segment.public_id, []).append(report)
    return found
