"""What must hold in the database after every act and every fault: the invariants of the design, as one check.

before = invariants.persons_texts()
…
invariants.assert_hold()
invariants.assert_kept(before)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.models import IndexEntry

from i18n.models import (
    Decision,
    LanguageVersion,
    Origin,
    RenderedText,
    SegmentRevision,
    SegmentTranslation,
    TranslationJob,
)
from i18n.models.states import count, version_state
from i18n.segments import rebuild
from i18n.services import content, standing, texts

_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
_DECIDED = (Decision.APPROVED, Decision.APPROVED_UNSEEN, Decision.COVERED)
_WENT_LIVE = {
    "wagtail.publish",
    "wagtail.publish.scheduled",
    "wagtail.unpublish",
    "wagtail.unpublish.scheduled",
}


@dataclass(frozen=True, slots=True)
class PersonsTexts:
    """The texts that people wrote or decided on, and which sentences show them."""

    revisions: dict[int, tuple[Any, ...]]
    shown: dict[tuple[int, int, str], int]


def persons_texts(*languages: str) -> PersonsTexts:
    """All texts of people as they are now (in some languages, or in all), with the pointers that lead to them."""
    rows = SegmentRevision.objects.all()
    if languages:
        rows = rows.filter(locale__language_code__in=languages)
    revisions = {row.pk: _facts(row) for row in rows if texts.is_persons(row)}
    shown = {
        (row.segment_id, row.locale_id, name): pk
        for row in SegmentTranslation.objects.all()
        for name in ("live", "latest")
        if (pk := getattr(row, f"{name}_id")) in revisions
    }
    return PersonsTexts(revisions, shown)


def _facts(row: SegmentRevision) -> tuple[Any, ...]:
    return (row.segment_id, row.locale_id, row.text, row.elements_data, row.source_hash, row.origin, row.decision)


def assert_kept(before: PersonsTexts) -> None:
    """I1, I3 between two moments without a person in between: no text of a person is gone or replaced."""
    now = persons_texts()
    lost = [pk for pk, facts in before.revisions.items() if now.revisions.get(pk) != facts]
    assert not lost, f"texts of people changed or went: {lost}"
    words = {pk: facts[2] for pk, facts in now.revisions.items()}
    for place, pk in before.shown.items():
        assert place in now.shown, f"a person's text {before.revisions[pk][2]!r} is no longer shown at {place}"
        assert words[now.shown[place]] == words[pk], f"{words[pk]!r} became {words[now.shown[place]]!r} at {place}"


def assert_hold() -> None:
    """I2, I3, I5, I6, I7 and I8; the message lists every violation."""
    found = violations()
    assert not found, "\n".join(found)


def violations() -> list[str]:
    """What is wrong in the database, each with the number of its invariant."""
    checks = (_one_page, _people_first, _labels, _page_texts, _schedules, _jobs, _tree, _indexes)
    return [problem for check in checks for problem in check()]


def _one_page() -> Iterator[str]:
    """I2: one page per key and language, and the version of a page is of its key and language."""
    twice = Page.objects.filter(depth__gt=1).values("translation_key", "locale").annotate(n=Count("pk")).filter(n__gt=1)
    yield from (f"I2: {row['n']} pages of {row['translation_key']} in one language" for row in twice)
    rows = LanguageVersion.objects.filter(page__isnull=False).select_related("page", "group", "group__source")
    for row in rows:
        if row.page.locale_id != row.locale_id or row.page.translation_key != row.group.translation_key:
            yield f"I2: page {row.page_id} is not what its version {row.pk} says"
        if row.group.source is not None and row.group.source.group_id != row.group_id:
            yield f"I2: the original of group {row.group_id} belongs to another"


def _people_first() -> Iterator[str]:
    """I3: no text of a machine in the place of an earlier one that a person decided on; none goes live undecided."""
    decided: dict[tuple[int, int], int] = {}
    for pk, segment, locale in (
        SegmentRevision.objects.filter(decision__in=_DECIDED)
        .order_by("pk")
        .values_list("pk", "segment_id", "locale_id")
    ):
        decided[segment, locale] = pk
    for row in SegmentTranslation.objects.select_related("live", "latest"):
        if row.live is not None and not row.live.may_be_live:
            yield f"I3: a text that nobody approved is live: {row.live.text!r}"
        last = decided.get((row.segment_id, row.locale_id), 0)
        for text in (row.live, row.latest):
            # A person who undoes an act may bring a machine's text back: that entry says so.
            by_machine = text is not None and not texts.is_persons(text) and not text.reason
            if by_machine and last and text.origin == Origin.MACHINE and text.pk > last:
                yield f"I3: a machine's text stands over a person's: {text.text!r}"


def _versions() -> Iterator[tuple[LanguageVersion, texts.Store]]:
    rows = LanguageVersion.objects.select_related(
        "group__source", "group__current_snapshot", "locale", "snapshot", "page"
    )
    for version in rows:
        yield version, texts.load(version)


def _labels() -> Iterator[str]:
    """I5: counts, state and label say what the texts are."""
    for version, store in _versions():
        facts = standing._facts(store, version.snapshot, version.group.current_snapshot)
        missing = standing._not_here_yet(version.snapshot, version.group.current_snapshot)
        counts = count(facts.values(), counted_missing=missing)
        is_source = version.group.source_id == version.pk
        state = version_state(counts, is_source=is_source, has_page=version.page_id is not None)
        if state != version.state:
            yield f"I5: version {version.pk} is {state}, and says {version.state}"
        if not is_source and (counts.machine_open > 0) != version.machine_translated:
            yield f"I5: version {version.pk} is labelled wrongly: {counts.machine_open} machine texts"
        if version.page is not None and version.page.live and version.snapshot is not None:
            rendered = RenderedText.objects.filter(version=version).first()
            if rendered is None:
                yield f"I5: nothing is rendered for the public version {version.pk}"


def _page_texts() -> Iterator[str]:
    """I5: a public translation shows the live texts of one snapshot, and nothing else."""
    for version, store in _versions():
        if version.group.source_id == version.pk or version.page is None or not version.page.live or version.problem:
            continue
        if version.snapshot is None:
            yield f"I5: page {version.page_id} is public, and the store does not know what it shows"
            continue
        live = {ref.id: store.live(ref.id) for ref in version.snapshot.skeleton.sentences()}
        if any(text is None for text in live.values()):
            yield f"I5: a sentence of page {version.page_id} has no text"
            continue
        texts.load_old_markup(store, version.snapshot.skeleton, live.values())
        refs = {ref.id: ref for ref in version.snapshot.skeleton.sentences()}
        shown = rebuild(
            version.snapshot.skeleton,
            {key: store.target(text, refs[key].hash) for key, text in live.items()},
            language=version.locale.language_code,
            order=version.arrangement or None,
        )
        # Keys that the page editor puts into paragraphs say nothing.
        page = {k: _BLOCK_KEY.sub("", v) for k, v in content.read_values(version.page.specific).items()}
        yield from (
            f"I5: {path} of page {version.page_id} shows {page.get(path)!r}, the store has {value!r}"
            for path, value in shown.items()
            if page.get(path) != value
        )


def _schedules() -> Iterator[str]:
    """I6: schedule, audit entry and live state agree."""
    last = dict(PageLogEntry.objects.filter(action__in=_WENT_LIVE).order_by("pk").values_list("page_id", "action"))
    ids = set()
    for page in Page.objects.filter(depth__gt=1):
        ids.add(str(page.pk))
        action = last.get(page.pk)
        if action is not None and page.alias_of_id is None and page.live != action.startswith("wagtail.publish"):
            yield f"I6: page {page.pk} is {'live' if page.live else 'not live'} after {action}"
        if page.live and page.live_revision_id is None and page.latest_revision_id and page.alias_of_id is None:
            yield f"I6: page {page.pk} is live without a revision"
    for revision in Revision.page_revisions.filter(approved_go_live_at__isnull=False):
        if revision.object_id not in ids:
            yield f"I6: a page that is gone is scheduled: {revision.object_id}"
    now = timezone.now()
    for page in Page.objects.filter(live=True, go_live_at__gt=now):
        if not Revision.page_revisions.filter(object_id=str(page.pk), approved_go_live_at__isnull=False).exists():
            yield f"I6: page {page.pk} has a date in the future and no schedule"


def _jobs() -> Iterator[str]:
    """I7: nothing runs past its lease; what ended has a time, what failed a reason."""
    for job in TranslationJob.objects.all():
        if job.status == TranslationJob.Status.RUNNING and (not job.lease_until or job.lease_until < timezone.now()):
            yield f"I7: job {job.pk} runs past its lease"
        if job.status in (TranslationJob.Status.DONE, TranslationJob.Status.FAILED) and not job.finished_at:
            yield f"I7: job {job.pk} ended at no time"
        if job.status == TranslationJob.Status.FAILED and not job.reason.strip():
            yield f"I7: job {job.pk} failed without a reason"
        if job.status == TranslationJob.Status.FAILED and job.reason.split(":")[0].endswith(("Error", "Exception")):
            yield f"I7: the reason of job {job.pk} is for programmers: {job.reason}"


def _tree() -> Iterator[str]:
    """I8: the tree is sound, and addresses follow it."""
    problems = Page.find_problems()
    yield from (f"I8: the page tree has problems: {part}" for part in problems if part)
    paths = {page.path: page for page in Page.objects.all()}
    for page in paths.values():
        above = paths.get(page.path[: -Page.steplen])
        if above is not None and above.depth > 1 and page.url_path != f"{above.url_path}{page.slug}/":
            yield f"I8: page {page.pk} has the path {page.url_path} below {above.url_path}"
        if page.depth > 2 and above is not None and above.locale_id != page.locale_id:
            yield f"I8: page {page.pk} is in another language than the page above it"


def _indexes() -> Iterator[str]:
    """I8: the search index and the index of references know every page, and no page that is gone."""
    pages = {page.pk: page for page in Page.objects.filter(depth__gt=1).specific()}
    types = {page.cached_content_type.pk for page in pages.values()}
    indexed = {
        int(row.object_id): row.content_type_id
        for row in IndexEntry.objects.select_related("content_type")
        if row.content_type.model_class() is not None and issubclass(row.content_type.model_class(), Page)
    }
    # Wagtail's welcome page, made by its migration, is in no index.
    wanted = {pk for pk, page in pages.items() if type(page) is not Page}
    yield from (f"I8: page {pk} is not in the search index" for pk in wanted - indexed.keys())
    gone = {pk for pk in indexed.keys() - pages.keys() if indexed[pk] in types}
    yield from (f"I8: the search index knows page {pk}, which is gone" for pk in gone)
    for pk, page in pages.items():
        stored = set(
            ReferenceIndex.get_references_for_object(page).values_list(
                "to_content_type_id", "to_object_id", "model_path"
            )
        )
        there = {(row[0], str(row[1]), row[2]) for row in ReferenceIndex._extract_references_from_object(page)}
        if {(row[0], str(row[1]), row[2]) for row in stored} != there:
            yield f"I8: the references of page {pk} are out of date"
