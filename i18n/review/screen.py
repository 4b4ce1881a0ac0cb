"""Everything that the review screen of one version shows: a fixed number of queries for 20 sentences or 200."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.functions import JSONObject
from wagtail.models import Page

from i18n.models import (
    Decision,
    ErrorReport,
    LanguageVersion,
    SegmentRevision,
    SegmentTranslation,
    State,
    TranslationJob,
)
from i18n.models.states import Counts
from i18n.review import ordering, outlook, public_pages, tabs, typing, undo_button, words, work_set_here
from i18n.review.rows import Facts, Rights, Row, make, rights_of
from i18n.review.work_set_here import SetHere
from i18n.segments import Sentence
from i18n.services import (
    acts,
    arrangements,
    comments,
    covering,
    engines,
    gate,
    permissions,
    policy,
    reports,
    suggestions,
    texts,
    unchanged,
)
from i18n.services.json_rows import read
from i18n.services.sentences import RELATED


@dataclass(slots=True)
class Screen:
    """The review of one version. `counts` are what would be public if it were published now."""

    version: LanguageVersion
    source: LanguageVersion | None
    rows: list[Row]
    rights: Rights
    counts: Counts
    waiting: int
    publish_label: str
    nothing_new: bool
    may_publish: bool
    may_start_machine: bool
    may_correct_urgently: bool = False
    may_paste: bool = False
    may_comment: bool = False
    # The newest text of all (its id): what comes after it is news.
    newest: int = 0
    shut: str = ""
    awaits_source: bool = False
    job: TranslationJob | None = None
    may_try: bool = False
    engine_known: bool = False
    any_engine: bool = False
    person_id: int = 0
    # What of the address is kept: which sentences are shown (`show`), and the set of work (`set`).
    asked: Mapping[str, str] = field(default_factory=dict)
    work_set: SetHere | None = None
    share: unchanged.Share = field(default_factory=unchanged.Share)

    @property
    def show(self) -> str:
        return tabs.known(self.asked.get("show", ""))

    @property
    def query(self) -> str:
        """For addresses of this screen, so that it stays as it is."""
        return tabs.address({**self.asked, "show": self.show})

    @property
    def tabs(self) -> list[tabs.Tab]:
        found = tabs.tabs(self.rows, self.show, self.asked)
        return tabs.with_set(found, self.set_rows, self.asked) if self.work_set else found

    @property
    def shown(self) -> list[Row]:
        return self.set_rows if self.work_set and not self.show else tabs.chosen(self.rows, self.show)

    @property
    def set_rows(self) -> list[Row]:
        """The sentences of the person's set of work; all, where the address names none."""
        return self.work_set.rows(self.rows) if self.work_set else self.rows

    @property
    def set_number(self) -> int:
        return self.work_set.number(self.rows) if self.work_set else 0

    @property
    def quotes(self) -> str:
        return typing.quotes(self.version.locale.language_code)

    @property
    def narrow(self) -> str:
        return typing.narrow(self.version.locale.language_code)

    @property
    def page(self) -> Page | None:
        return self.version.page

    @property
    def last_act(self) -> undo_button.LastAct | None:
        """What the person did last here, where it can be taken back."""
        return undo_button.of(getattr(self.version, "last_act", None), {row.id: row.number for row in self.rows})

    @property
    def of_the_site(self) -> bool:
        """Whether readers can be shown its language at all."""
        return public_pages.of_the_site(self.version)

    @property
    def page_address(self) -> str:
        """Where readers find the page, where they do."""
        return public_pages.address(self.version)

    @property
    def source_address(self) -> str:
        """Where readers find the original, where they do."""
        return public_pages.address(self.source)

    @property
    def total(self) -> int:
        return sum(row.counted for row in self.rows)

    @property
    def besides(self) -> int:
        """Texts that wait for a person as well and keep no label up: descriptions of pictures, credits, labels."""
        return len(self.rows) - self.total

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
    def urgent(self) -> int:
        """Sentences that an urgent correction is about."""
        return sum(row.urgent for row in self.rows)

    @property
    def reported(self) -> int:
        return sum(bool(row.reports) for row in self.rows)

    @property
    def first_open(self) -> str:
        return next((row.id for row in self.set_rows if row.open), "")

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
        return words.listed(words.shares(self.counts))

    def row(self, public_id: str) -> Row | None:
        return next((row for row in self.rows if row.id == public_id), None)

    def after(self, public_id: str) -> str:
        """The next sentence with something to do, else the sentence itself."""
        rows = self.set_rows
        ids = [row.id for row in rows]
        if public_id not in ids:
            return self.first_open
        at = ids.index(public_id)
        ordered = rows[at + 1 :] + rows[:at]
        return next((row.id for row in ordered if row.open), public_id)


def find(version_id: int, *, person: Any = None) -> LanguageVersion | None:
    """A version with all that the screen needs of it, its newest job, the comments on it and a person's last act
    included: 1 query.
    """
    newest = TranslationJob.objects.filter(version=OuterRef("pk")).order_by("-pk")
    facts = {name: F(name) for name in ("pk", "purpose", "status", "reason")}
    versions = LanguageVersion.objects.select_related(*RELATED).annotate(
        newest_job=Subquery(newest.values(facts=JSONObject(**facts))[:1]),
        all_comments=comments.of_version(),
        has_reports=Exists(ErrorReport.objects.filter(version=OuterRef("pk"))),
        last_act=Subquery(acts.last_of(person).values(facts=JSONObject(**acts.FACTS))[:1]),
    )
    return versions.filter(pk=version_id).first()


def build(*, version: LanguageVersion, user: Any, asked: Mapping[str, str] | None = None) -> Screen:
    """The screen of a version for a person: 3 queries and those for the rights, whatever the number of sentences."""
    snapshot = version.group.current_snapshot or version.snapshot
    source = version.group.source
    rights = _rights(user, version)
    loaded = _load(version)
    facts = _facts(version, loaded, rights)
    made: list[Row] = []
    for _block, refs in arrangements.in_order(version.arrangement, snapshot.skeleton) if snapshot else ():
        for place, ref in enumerate(refs):
            made.append(make(len(made) + 1, ref, first=place == 0, facts=facts, rights=rights))
        ordering.allow(made[len(made) - len(refs) :], loaded.store.translations, rights)
    prospect = outlook.of(version, loaded.store, snapshot, record=loaded.record)
    for row in made:
        row.urgent, row.withheld = row.id in prospect.undecided, row.id in prospect.withheld
        row.live_differs = row.live_differs and version.page is not None and version.page.live
    made.sort(key=lambda row: not row.urgent)  # what is in question comes first
    language = source.locale.language_code if source else ""
    job = _job(version)
    return Screen(
        version=version,
        source=source,
        rows=made,
        rights=rights,
        counts=prospect.counts,
        waiting=prospect.waiting,
        publish_label=words.publish(prospect.counts, prospect.waiting),
        nothing_new=prospect.nothing_new,
        may_publish=permissions.may_publish(user, version=version),
        may_start_machine=permissions.may_start_machine(user, version=version),
        may_correct_urgently=permissions.may_correct_urgently(user, version=version),
        may_paste=permissions.may_paste(user, version=version),
        newest=max((revision.pk for revision in loaded.record), default=0),
        may_comment=permissions.may_comment(user, version=version),
        shut=gate.reason(version),
        awaits_source=gate.awaits_source(version),
        job=job,
        may_try=job is not None and permissions.may_try_again(user, job=job, version=version),
        engine_known=policy.best_route(language, version.locale.language_code) is not None,
        any_engine=engines.registry().available(),
        person_id=user.pk or 0,
        asked=asked or {},
        work_set=work_set_here.of(version=version, person=user, asked=asked or {}),
        share=_share(made, facts),
    )


def _share(rows: list[Row], facts: Facts) -> unchanged.Share:
    """How much of what counts as checked is the machine's words."""
    latest = {key: row.latest for key, row in facts.translations.items() if row.latest is not None}
    counted = [row.id for row in rows if row.counted and row.id in latest]
    reviewed = {row.id for row in rows if row.state == State.REVIEWED}
    checked = [(latest[key], facts.history.get(key, ())) for key in counted if key in reviewed]
    unseen = sum(latest[key].decision == Decision.APPROVED_UNSEEN for key in counted)
    return unchanged.share(checked, unseen=unseen)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The texts of a version and of its original, with their whole record."""

    store: texts.Store
    sources: dict[str, Sentence]
    # newest first
    record: list[SegmentRevision]
    source_record: list[SegmentRevision]
    ids: dict[int, str]


def _load(version: LanguageVersion) -> Loaded:
    """Pointers and record in both languages: 2 queries."""
    source_locale = version.group.source.locale_id if version.group.source else 0
    both = {"segment__group_id": version.group_id, "locale_id__in": [version.locale_id, source_locale]}
    record = list(
        SegmentRevision.objects.filter(**both)
        .select_related("author", "decided_by", "carried_by")
        .defer("folded")
        .order_by("-pk")
    )
    by_pk = {revision.pk: revision for revision in record}
    store = texts.Store(version, {}, {})
    sources: dict[str, Sentence] = {}
    ids: dict[int, str] = {}
    for row in SegmentTranslation.objects.filter(**both).select_related("segment"):
        ids[row.segment_id] = row.segment.public_id
        for name in ("live", "latest", "conflict"):
            setattr(row, name, by_pk.get(getattr(row, f"{name}_id") or 0))
        if row.locale_id == version.locale_id:
            store.translations[row.segment.public_id] = row
        elif row.live is not None:
            sources[row.segment.public_id] = Sentence(row.live.text, row.live.elements or (), row.live.source_hash)
        store.segments[row.segment.public_id] = row.segment
    texts.note_before(store, record)
    return Loaded(
        store,
        sources,
        [revision for revision in record if revision.locale_id == version.locale_id],
        [revision for revision in record if revision.locale_id == source_locale],
        ids,
    )


def _rights(user: Any, version: LanguageVersion) -> Rights:
    roles = permissions.roles_of(user)
    return rights_of(
        user,
        edit=permissions.may_suggest(user, version=version),
        approve=permissions.may_approve(user, version=version),
        moderate=roles.moderates,
        answer=permissions.may_close_reports(user, version=version),
        second_eyes=version.locale_id in roles.second_eyes,
    )


def _facts(version: LanguageVersion, loaded: Loaded, rights: Rights) -> Facts:
    history: dict[str, list[SegmentRevision]] = {}
    for revision in loaded.record:
        history.setdefault(loaded.ids.get(revision.segment_id, ""), []).append(revision)
    # Oldest last: for one hash, the newest markup counts.
    old_sources = {(r.segment_id, r.source_hash): r for r in reversed(loaded.source_record)}
    return Facts(
        sources=loaded.sources,
        translations=loaded.store.translations,
        history=history,
        old_sources=old_sources,
        reports=_reports(version, rights),
        unsaid=_unsaid(version, loaded),
        equals=_equals(version, loaded, rights),
        comments=comments.by_sentence(read(getattr(version, "all_comments", None))),
    )


def _reports(version: LanguageVersion, rights: Rights) -> dict[str, list[ErrorReport]]:
    """What readers say; not asked for where the version says that there is nothing."""
    if not (rights.edit or rights.answer) or not getattr(version, "has_reports", True):
        return {}
    return reports.at_sentences(version, rights.person_id)


def _equals(version: LanguageVersion, loaded: Loaded, rights: Rights) -> suggestions.Equals:
    snapshot = version.group.current_snapshot or version.snapshot
    if snapshot is None:
        return suggestions.Equals()
    return suggestions.equals(version, snapshot.skeleton, loaded.store.translations, look=rights.edit)


def _unsaid(version: LanguageVersion, loaded: Loaded) -> frozenset[str]:
    snapshot = version.group.current_snapshot or version.snapshot
    if snapshot is None:
        return frozenset()
    store = loaded.store
    return covering.unsaid(snapshot.skeleton, {key: store.latest(key) for key in store.segments}, store.segments)


def _job(version: LanguageVersion) -> TranslationJob | None:
    """The newest job, unless it is done."""
    facts: dict[str, Any] | None = getattr(version, "newest_job", None)
    if not facts or facts["status"] == TranslationJob.Status.DONE:
        return None
    return TranslationJob(**facts)
