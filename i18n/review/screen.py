"""Everything that the review screen of one version shows: a fixed number of queries for 20 sentences or 200."""

from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page

from i18n.conf import conf
from i18n.models import (
    LanguageVersion,
    SegmentRevision,
    SegmentTranslation,
    SourceSnapshot,
    State,
    TranslationJob,
)
from i18n.models.states import COUNTED_KINDS, Counts, TextFacts, count
from i18n.review import rows, words
from i18n.segments import Sentence, Skeleton
from i18n.services import engines, permissions, policy, reports, texts
from i18n.services.sentences import RELATED


@dataclass(slots=True)
class Screen:
    """The review of one version. `counts` are what would be public if it were published now."""

    version: LanguageVersion
    source: LanguageVersion | None
    rows: list[rows.Row]
    rights: rows.Rights
    counts: Counts
    waiting: int
    publish_label: str
    may_publish: bool
    may_start_machine: bool
    jobs: list[TranslationJob] = field(default_factory=list)
    engine_known: bool = False
    any_engine: bool = False

    @property
    def page(self) -> Page | None:
        return self.version.page

    @property
    def total(self) -> int:
        return sum(row.counted for row in self.rows)

    @property
    def checked(self) -> int:
        """Counted sentences whose newest text is approved for the present original."""
        return sum(row.counted and row.state == State.REVIEWED for row in self.rows)

    @property
    def left(self) -> int:
        return sum(row.open for row in self.rows)

    @property
    def outdated(self) -> int:
        return sum(row.state == State.OUTDATED for row in self.rows)

    @property
    def reported(self) -> int:
        return sum(bool(row.reports) for row in self.rows)

    @property
    def first_open(self) -> str:
        return next((row.id for row in self.rows if row.open), "")

    @property
    def open_texts(self) -> str:
        """Open sentences with the texts shown, for approving them all: `id:revision id:revision`."""
        return " ".join(
            f"{row.id}:{row.revision_id}"
            for row in self.rows
            if row.revision_id and row.state != State.REVIEWED and row.may_approve and not row.outdated
        )

    @property
    def shares(self) -> str:
        return ", ".join(words.shares(self.counts))

    def row(self, public_id: str) -> rows.Row | None:
        return next((row for row in self.rows if row.id == public_id), None)

    def after(self, public_id: str) -> str:
        """The next sentence with something to do, else the sentence itself."""
        ids = [row.id for row in self.rows]
        if public_id not in ids:
            return self.first_open
        at = ids.index(public_id)
        ordered = self.rows[at + 1 :] + self.rows[:at]
        return next((row.id for row in ordered if row.open), public_id)


def find(version_id: int) -> LanguageVersion | None:
    """A version with all that the screen needs of it: 1 query."""
    return LanguageVersion.objects.select_related(*RELATED).filter(pk=version_id).first()


def build(*, version: LanguageVersion, user: Any) -> Screen:
    """The screen of a version for a person: 9 queries, whatever the number of sentences."""
    store = texts.load(version)
    snapshot = version.group.current_snapshot or version.snapshot
    source = version.group.source
    rights = _rights(user, version)
    facts = _facts(version, store, snapshot, rights)
    made = []
    for block in snapshot.skeleton.blocks() if snapshot else ():
        for place, ref in enumerate(block.sentences):
            made.append(rows.make(len(made) + 1, ref, first=place == 0, facts=facts, rights=rights))
    counts, waiting = _prospect(store, snapshot)
    language = source.locale.language_code if source else ""
    return Screen(
        version=version,
        source=source,
        rows=made,
        rights=rights,
        counts=counts,
        waiting=waiting,
        publish_label=words.publish(counts, waiting),
        may_publish=permissions.may_publish(user, version=version),
        may_start_machine=permissions.may_start_machine(user, version=version),
        jobs=_jobs(version),
        engine_known=policy.best_route(language, version.locale.language_code) is not None,
        any_engine=engines.registry().available(),
    )


def _rights(user: Any, version: LanguageVersion) -> rows.Rights:
    roles = permissions.roles_of(user)
    return rows.rights_of(
        user,
        edit=permissions.may_suggest(user, version=version),
        approve=permissions.may_approve(user, version=version),
        moderate=roles.moderates,
        answer=permissions.may_close_reports(user, version=version),
        second_eyes=version.locale.language_code in conf.second_eyes,
    )


def _facts(
    version: LanguageVersion, store: texts.Store, snapshot: SourceSnapshot | None, rights: rows.Rights
) -> rows.Facts:
    by_pk = {segment.pk: public_id for public_id, segment in store.segments.items()}
    history: dict[str, list[SegmentRevision]] = {}
    record = SegmentRevision.objects.filter(segment__group_id=version.group_id, locale_id=version.locale_id)
    for revision in record.select_related("author", "decided_by").order_by("-pk"):
        history.setdefault(by_pk[revision.segment_id], []).append(revision)
    _share_people(store, history)
    return rows.Facts(
        sources=_sources(version, by_pk),
        translations=store.translations,
        history=history,
        old_sources=_old_sources(version, store, snapshot.skeleton if snapshot else None),
        reports=reports.open_reports(version) if rights.edit or rights.answer else {},
    )


def _share_people(store: texts.Store, history: dict[str, list[SegmentRevision]]) -> None:
    """Pointers take the objects of the record, which have their people with them."""
    loaded = {revision.pk: revision for record in history.values() for revision in record}
    for row in store.translations.values():
        row.latest = loaded.get(row.latest_id or 0, row.latest)
        row.live = loaded.get(row.live_id or 0, row.live)
        row.conflict = loaded.get(row.conflict_id or 0, row.conflict)


def _sources(version: LanguageVersion, by_pk: dict[int, str]) -> dict[str, Sentence]:
    source = version.group.source
    found = SegmentTranslation.objects.filter(
        segment__group_id=version.group_id, locale_id=source.locale_id if source else 0, live__isnull=False
    )
    return {
        by_pk[row.segment_id]: Sentence(row.live.text, row.live.elements or (), row.live.source_hash)
        for row in found.select_related("live")
        if row.live is not None
    }


def _old_sources(
    version: LanguageVersion, store: texts.Store, skeleton: Skeleton | None
) -> dict[tuple[int, str], SegmentRevision]:
    """The originals that outdated texts were made for: 1 query, none where all are current."""
    source = version.group.source
    old = []
    for ref in skeleton.sentences() if skeleton else ():
        latest = store.latest(ref.id)
        if latest is not None and latest.source_hash != ref.hash:
            old.append(latest)
    if source is None or not old:
        return {}
    found = SegmentRevision.objects.filter(
        segment_id__in=[text.segment_id for text in old],
        source_hash__in={text.source_hash for text in old},
        locale_id=source.locale_id,
    ).order_by("pk")
    return {(revision.segment_id, revision.source_hash): revision for revision in found}


def _prospect(store: texts.Store, snapshot: SourceSnapshot | None) -> tuple[Counts, int]:
    """What a publication would show, and how many sentences have no text for it."""
    if snapshot is None:
        return Counts(), 0
    spare = texts.spare_texts(store, snapshot.skeleton)
    refs = list(snapshot.skeleton.sentences())
    chosen = {ref.id: texts.candidate(store, ref.id, spare) for ref in refs}
    found = []
    for ref in refs:
        text = chosen[ref.id]
        counted = ref.kind in COUNTED_KINDS
        found.append(text and TextFacts(text.origin, text.decision, text.source_hash, ref.hash, counted))
    return count(found), len(texts.without_text(chosen=chosen, snapshot=snapshot))


def _jobs(version: LanguageVersion) -> list[TranslationJob]:
    """Open jobs, and the newest failed one if nothing succeeded since: 1 query."""
    recent = list(version.jobs.order_by("-pk")[:10])
    shown = []
    for job in recent:
        if job.status == TranslationJob.Status.DONE:
            break
        shown.append(job)
        if job.status == TranslationJob.Status.FAILED:
            break
    return shown
