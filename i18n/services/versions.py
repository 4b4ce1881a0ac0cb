"""Versions of a group: planning after a publication, creating one by hand, taking one down."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from wagtail.models import Locale, Page, Revision

from i18n.conf import conf
from i18n.models import (
    DeclaredChange,
    LanguageVersion,
    PublicationKind,
    SegmentRevision,
    SourceSnapshot,
    State,
    TranslationGroup,
    TranslationJob,
)
from i18n.services import (
    adoption,
    declaring,
    earlier,
    jobs,
    policy,
    publication_kinds,
    readback,
    reports,
    snapshots,
    standing,
    texts,
)
from i18n.services.course import course
from i18n.services.permissions import may_approve

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Planned:
    """What a publication leads to."""

    group: TranslationGroup
    snapshot: SourceSnapshot | None = None
    new_snapshot: bool = False
    queued: list[TranslationJob] = field(default_factory=list)
    read: readback.Read | None = None


def site_locales() -> list[Locale]:
    """The languages of the site that have a locale, in the order of the setting."""
    from django.conf import settings

    by_code = {locale.language_code: locale for locale in Locale.objects.all()}
    return [by_code[code] for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES if code in by_code]


@transaction.atomic
def after_publication(*, page: Page, revision: Revision | None, publisher: User | None = None) -> Planned:
    """The one door for a published page: a source makes a snapshot and jobs, a translation is read back."""
    group, _created = TranslationGroup.objects.get_or_create(translation_key=page.translation_key)
    group = (
        TranslationGroup.objects.select_for_update(of=("self",))
        .select_related("source", "current_snapshot")
        .get(pk=group.pk)
    )
    version, _created = LanguageVersion.objects.get_or_create(
        group=group, locale=page.locale, defaults={"page_id": page.pk}
    )
    if version.page_id is None:
        version.page_id, version.removed = page.pk, False
        version.save(update_fields=["page", "removed"])
    version.group = group
    if group.source_id is None:
        group.source = version
        group.save(update_fields=["source"])
    if group.source_id == version.pk:
        return _plan(group, version, page, revision)
    return _read(group, version, page, revision, publisher)


@transaction.atomic
def prepare(*, page: Page, revision: Revision) -> Planned | None:
    """Make the translations of an original that was never public, from one of its drafts: they are filled by policy and
    go out together with it. Nothing for a page that is no such original.
    """
    group, _created = TranslationGroup.objects.get_or_create(translation_key=page.translation_key)
    group = TranslationGroup.objects.select_for_update(of=("self",)).select_related("current_snapshot").get(pk=group.pk)
    version, _created = LanguageVersion.objects.get_or_create(
        group=group, locale=page.locale, defaults={"page_id": page.pk}
    )
    if page.first_published_at is not None or group.source_id not in (None, version.pk):
        return None
    if group.source_id is None or version.page_id != page.pk:
        version.page_id = page.pk
        version.save(update_fields=["page"])
        group.source = version
        group.save(update_fields=["source"])
    version.group = group
    group.source = version
    return _plan(group, version, page, revision)


def _release_waiting(versions: Iterable[LanguageVersion]) -> list[TranslationJob]:
    """The original is public: what waited for it comes before all other work."""
    first = timedelta(days=-1)
    return [
        jobs.enqueue(purpose=jobs.Purpose.REPUBLISH, version=version, delay=first)
        for version in versions
        if version.with_source and version.page_id is not None
    ]


def _plan(group: TranslationGroup, version: LanguageVersion, page: Page, revision: Revision | None) -> Planned:
    previous = group.current_snapshot
    declared = declaring.about(revision)
    typos = declared is not None and declared.kind == PublicationKind.TYPOS
    taken = snapshots.take(group=group, page=page, revision=revision, only_typos=typos)
    version.snapshot = taken.snapshot
    version.own_revision = revision
    version.problem = ""
    version.save()
    standing.refresh(version=version)
    others = _others(version)
    if taken.is_new:
        _take_effect(group, declared, previous, taken.snapshot, list(others.values()))
    queued = _plan_languages(page, group, others, taken.snapshot, begin=version.state == State.ORIGINAL)
    if page.live:
        queued += _release_waiting(others.values())
    for other in others.values():
        other.group = group
        standing.refresh(version=other)
    return Planned(group, taken.snapshot, taken.is_new, queued)


def _others(source: LanguageVersion) -> dict[int, LanguageVersion]:
    rows = LanguageVersion.objects.filter(group_id=source.group_id).exclude(pk=source.pk)
    return {version.locale_id: version for version in rows.select_related("locale", "snapshot", "page")}


@transaction.atomic
def plan_again(*, source: LanguageVersion, only: frozenset[int] | None = None) -> list[TranslationJob]:
    """Queue what the languages (`only`: some of them) need for the newest published original: something else about it
    has changed.
    """
    group, page = source.group, source.page
    if page is None or group.current_snapshot is None:
        return []
    begin = source.state == State.ORIGINAL
    return _plan_languages(page, group, _others(source), group.current_snapshot, begin=begin, only=only)


def _plan_languages(
    page: Page,
    group: TranslationGroup,
    others: dict[int, LanguageVersion],
    snapshot: SourceSnapshot,
    *,
    begin: bool,
    only: frozenset[int] | None = None,
) -> list[TranslationJob]:
    """`begin`: languages without a version, too. None is begun from a copied text that nobody has checked."""
    rules = policy.rules(group=group, key=page.specific.translation_policy_key())
    found = [
        _plan_language(rules, group, others.get(locale.pk), locale, snapshot)
        for locale in site_locales()
        if locale.pk != page.locale_id and (begin or locale.pk in others) and (only is None or locale.pk in only)
    ]
    return [job for job in found if job is not None]


def _take_effect(
    group: TranslationGroup,
    declared: DeclaredChange | None,
    previous: SourceSnapshot | None,
    snapshot: SourceSnapshot,
    others: list[LanguageVersion],
) -> None:
    """Texts of an earlier wording come back, and what the editor said takes effect, before anything is queued."""
    for other in others:
        other.group = group
    earlier.recall(snapshot=snapshot, previous=previous, versions=others)
    declaring.note_snapshot(declared, snapshot)
    publication_kinds.take_effect(declaring.Change(group, snapshot, previous, others, declared))


def _plan_language(
    rules: policy.Rules,
    group: TranslationGroup,
    version: LanguageVersion | None,
    locale: Locale,
    snapshot: SourceSnapshot,
) -> TranslationJob | None:
    """Queue what a language needs after its source was published: machine text by policy, else a rebuild."""
    decided = rules.decide(locale=locale, route=policy.best_route(snapshot.language, locale.language_code))
    shows_newest = version is not None and version.snapshot_id == snapshot.pk
    needs = version is None or bool(texts.needed(store=texts.load(version), snapshot=snapshot))
    todo = course(policy=decided.policy, version=version, shows_newest=shows_newest, needs_text=needs)
    if not todo.purpose:
        return None
    if version is None:
        version = LanguageVersion(group=group, locale=locale)
    version.group = group
    if version.pk is None or todo.held not in (None, version.held):
        version.held = bool(todo.held)
        version.save()
    return jobs.enqueue(purpose=todo.purpose, version=version, snapshot=snapshot if todo.asks_machine else None)


def _read(
    group: TranslationGroup,
    version: LanguageVersion,
    page: Page,
    revision: Revision | None,
    publisher: User | None,
) -> Planned:
    """A published translation is read back; for our own revision the store shows the same texts, so nothing follows."""
    if revision is None:
        return Planned(group)
    if version.snapshot_id is None and adoption.learn(version=version, page=page, revision=revision) is None:
        return Planned(group)
    person = revision.user or publisher
    approver = publisher or revision.user
    approver = approver if approver and may_approve(approver, version=version, author=person) else None
    store = texts.load(version)
    try:
        read = readback.read_revision(
            version=version, page=page, revision=revision, store=store, person=person, approver=approver
        )
    except readback.StructureChanged as error:
        version.problem = str(error)[:500]
        version.save(update_fields=["problem"])
        logger.warning("Page %s differs in structure from its original: %s", page.pk, error)
        return Planned(group)
    left = adoption.without_translation(version, store, read.shown)
    if left:
        adoption.take_down(version=version, page=page, left=len(left))
        return Planned(group, read=read)
    _is_its_own(version, page)
    differs = {key: text for key, text in read.shown.items() if store.live(key) != text}
    # An older revision (scheduled, or at the end of a workflow) does not bring back what was replaced meanwhile.
    older = {key for key, text in differs.items() if _is_replaced(store.live(key), text)}
    differs = {key: text for key, text in differs.items() if key not in older}
    if older:
        republish(version=version, soon=True)
    if differs or read.reordered:
        _show_edit(version, store, read, differs, approver)
    return Planned(group, read=read)


def _show_edit(
    version: LanguageVersion,
    store: texts.Store,
    read: readback.Read,
    differs: Mapping[str, SegmentRevision],
    approver: User | None,
) -> None:
    """Readers get what a person published; where a text is in question, the worker puts the page right."""
    if read.reordered and approver is None:
        republish(version=version, soon=True)  # nobody with the right to approve wants another order
    # Of a sentence in question, an urgent correction decides what readers get.
    if version.urgent_id or read.conflicts or not all(text.may_be_live for text in differs.values()):
        republish(version=version, soon=True)
        if read.reordered:
            standing.refresh(version=version, store=store)  # until then, readers get the texts of before in one order
        return
    for key, text in differs.items():
        store.translations[key].live = text
    texts.save_rows(store.translations[key] for key in differs)
    standing.refresh(version=version, store=store)
    reports.settle(version=version)


def _is_replaced(live: SegmentRevision | None, text: SegmentRevision) -> bool:
    return live is not None and live.pk > text.pk


def _is_its_own(version: LanguageVersion, page: Page) -> None:
    """A page that came from elsewhere (a copy made for translation) is public, and the page of this version."""
    if page.texts_of != version.pk:
        type(page).objects.filter(pk=page.pk).update(texts_of=version.pk)
    if version.held or version.removed:
        version.held = version.removed = False
        version.save(update_fields=["held", "removed", "changed_at"])


def republish(*, version: LanguageVersion, soon: bool = False) -> TranslationJob:
    """Queue a publication of corrections; those of a few seconds are gathered into one."""
    delay = timedelta(0) if soon else conf.republish_delay
    return jobs.enqueue(purpose=jobs.Purpose.REPUBLISH, version=version, delay=delay)


@transaction.atomic
def create(*, group: TranslationGroup, locale: Locale) -> LanguageVersion:
    """A version to be written by hand: no page yet, its sentences wait in the review screen."""
    version, _created = LanguageVersion.objects.get_or_create(group=group, locale=locale)
    standing.refresh(version=version)
    return version


@transaction.atomic
def translate(*, version: LanguageVersion) -> TranslationJob | None:
    """Ask for machine text for what a version lacks; nothing where no engine knows the pair."""
    group = version.group
    if group.current_snapshot is None:
        return None
    route = policy.best_route(group.current_snapshot.language, version.locale.language_code)
    if route is None:
        return None
    return jobs.enqueue(purpose=jobs.Purpose.TRANSLATE, version=version, snapshot=group.current_snapshot)
