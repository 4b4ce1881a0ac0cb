"""Publication of a version: pull before push, rebuild, one Wagtail revision, one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page, Revision

from i18n.models import LanguageVersion, SegmentRevision, SourceSnapshot, UrgentCorrection
from i18n.segments import MissingText, rebuild
from i18n.services import (
    adoption,
    content,
    drafts,
    gate,
    own_revisions,
    readback,
    reports,
    standing,
    texts,
    visibility,
    withholding,
)
from i18n.services.arrangements import Arrangement, fitted
from i18n.services.choosing import Choice, choose, ordinary


class NoPlace(Exception):
    """The source's parent has no version in this language, so the page has nowhere to be."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What a publication did. `waiting`: sentences that still have no text that may be shown."""

    version: LanguageVersion
    published: bool
    moved_on: bool
    waiting: int
    draft: bool = False


@transaction.atomic
def publish(*, version: LanguageVersion, release: bool = False, user: User | None = None) -> Publication:
    """Rebuild a version from the store and publish it.

    The newest snapshot is rendered if each of its sentences has a text, else the one shown so far. A page that is not
    live (held, taken down) is only saved as a draft, unless `release`; of a live one whose update is held, only what a
    person has decided goes out. Raises `StructureChanged`, `NoPlace`.
    """
    version = _lock(version)
    if version.group.source_id == version.pk:
        return Publication(standing.refresh(version=version), False, False, 0)
    if version.removed and not release:
        return Publication(version, False, False, 0)
    if version.page_id is None:
        adoption.take_over(version=version)
    store = texts.load(version)
    readback.pull(version=version, store=store)
    restrained = version.held and not release and version.page is not None and version.page.live
    target, choice = _target(version, store, restrained)
    if target is None:
        newest = version.group.current_snapshot
        waiting = len(texts_missing(store, newest)) if newest else 0
        standing.refresh(version=version, store=store)
        return Publication(version, False, False, waiting)
    public = version.page.live if version.page is not None else _may_begin(version)
    if version.urgent is not None and not choice.undecided:
        public = public or version.urgent.was_public
        _end_urgent(version)
    public = public or release or version.with_source
    # A page that was never public begins with the newest original: an older one may have been a draft.
    began = version.page is not None and version.page.first_published_at is not None
    newest = version.group.current_snapshot
    waiting = len(texts_missing(store, newest)) if newest and newest.pk != target.pk and not began else 0
    done = _carry_out(version, store, target, choice, public=public and not waiting, user=user, restrained=restrained)
    return replace(done, waiting=waiting)


@transaction.atomic
def restore(*, version: LanguageVersion, correction: UrgentCorrection, user: User | None = None) -> Publication:
    """Show again what readers saw before an urgent correction; what people have decided since stays decided."""
    version = _lock(version)
    store = texts.load(version)
    readback.pull(version=version, store=store)
    before = correction.snapshot_before
    if before is None:
        raise NoPlace("What readers saw before is no longer in the record.")
    seen = SegmentRevision.objects.in_bulk(list(correction.live_before.values()))
    shown: dict[str, SegmentRevision | None] = {}
    for key, text in ordinary(store, before).items():
        earlier = seen.get(correction.live_before.get(key, 0))
        decided = text is not None and texts.is_persons(text)
        shown[key] = text if earlier is None or decided else earlier
    structure = correction.revision_before.as_object() if correction.revision_before else None
    _end_urgent(version)
    return _carry_out(
        version, store, before, Choice(shown), public=correction.was_public, user=user, structure=structure
    )


def _lock(version: LanguageVersion) -> LanguageVersion:
    related = ("group__current_snapshot", "group__source__page", "locale", "snapshot", "page", "urgent")
    return LanguageVersion.objects.select_for_update(of=("self",)).select_related(*related).get(pk=version.pk)


def _may_begin(version: LanguageVersion) -> bool:
    """Whether a page that is to be made goes public by itself: not below one that was taken down."""
    source = version.group.source
    above = source.page.get_parent() if source is not None and source.page is not None else None
    parent = above.get_translation_or_none(version.locale) if above is not None else None
    return not version.held and (parent is None or visibility.is_public_place(parent))


def _end_urgent(version: LanguageVersion) -> None:
    """No sentence is in question any more. The correction stays in the record, with what came of it."""
    correction = version.urgent
    if correction is not None and correction.ended_at is None:
        correction.ended_at, correction.outcome = timezone.now(), UrgentCorrection.Outcome.DECIDED
        correction.save(update_fields=["ended_at", "outcome"])
    version.urgent = None
    version.save(update_fields=["urgent"])  # before the page is saved: the gate asks the database


def _carry_out(
    version: LanguageVersion,
    store: texts.Store,
    target: SourceSnapshot,
    choice: Choice,
    *,
    public: bool,
    user: User | None,
    structure: Page | None = None,
    restrained: bool = False,
) -> Publication:
    """Show the chosen texts of a snapshot; `public`: to readers, unless something keeps the page from them."""
    held = drafts.in_hand(version)
    moved_on = version.snapshot_id != target.pk or version.page_id is None
    version.arrangement = fitted(version.arrangement, target.skeleton)
    if not _set_live(store, target, choice) and restrained and not moved_on:
        return Publication(standing.refresh(version=version, store=store), False, False, 0)
    version.snapshot = target
    version.problem = ""
    first = version.page is None
    if structure is None and (moved_on or version.page is None or not version.page.live):
        newest = target.pk == version.group.current_snapshot_id
        structure = (source_page(version) if moved_on else _source_or_none(version)) if newest else None
    page = page_in_memory(version, store, target, structure)
    if first:
        version.page = _add(version, page)
    goes_live = public and not gate.reason(version) and not gate.awaits_source(version)
    version.held = version.held and not (goes_live and target.pk == version.group.current_snapshot_id)
    if goes_live:
        version.with_source, version.publish_at = False, None
    elif public and gate.awaits_source(version):
        version.with_source, version.held, version.publish_at = True, False, None
    version.removed = False
    version.save()
    if goes_live and page.go_live_at is not None and page.go_live_at > timezone.now():
        page.go_live_at = None  # published before its time
    _save(version, store, page, target, goes_live=goes_live, user=user)
    draft = _redraft(version, store, page, target, choice, held.draft)
    drafts.keep_schedule(held=held, page=page, draft=draft)
    standing.refresh(version=version, store=store, also=("own_revision",))
    reports.settle(version=version)
    return Publication(version, goes_live, moved_on, 0, draft is not None)


def texts_missing(store: texts.Store, snapshot: SourceSnapshot) -> list[str]:
    """Public ids of the sentences of a snapshot that have no text that may be shown for it."""
    return choose(store, snapshot).missing(snapshot)


def _target(version: LanguageVersion, store: texts.Store, restrained: bool) -> tuple[SourceSnapshot | None, Choice]:
    """The snapshot to render, and its texts."""
    newest = version.group.current_snapshot
    if newest is not None:
        choice = choose(store, newest, restrained=restrained)
        if not choice.missing(newest) or (version.snapshot_id == newest.pk and choice.is_whole):
            return newest, choice
    shown = version.snapshot
    choice = choose(store, shown, restrained=restrained) if shown else Choice({})
    # A page that is to be made has the structure of the newest original; a copy made for translation may lack texts.
    return (shown, choice) if version.page_id is not None and choice.is_whole else (None, choice)


def _set_live(store: texts.Store, snapshot: SourceSnapshot, choice: Choice) -> bool:
    """Move what readers see; whether anything moved."""
    chosen = {**choice.texts, **withholding.notes(store, snapshot, choice.withheld)}
    shown = {}
    for public_id, revision in chosen.items():
        if revision is None:
            raise MissingText(public_id)
        shown[public_id] = revision
    return texts.show(shown, store=store)


def _rebuilt(
    version: LanguageVersion,
    store: texts.Store,
    snapshot: SourceSnapshot,
    revisions: Mapping[str, SegmentRevision],
    order: Arrangement,
) -> dict[str, str]:
    texts.load_old_markup(store, snapshot.skeleton, revisions.values())
    return rebuild(
        snapshot.skeleton,
        {ref.id: store.target(revisions[ref.id], ref.hash) for ref in snapshot.skeleton.sentences()},
        language=version.locale.language_code,
        order=order,
    )


def _live_texts(store: texts.Store, snapshot: SourceSnapshot) -> dict[str, SegmentRevision]:
    return {ref.id: r for ref in snapshot.skeleton.sentences() if (r := store.live(ref.id)) is not None}


def _latest_texts(store: texts.Store, snapshot: SourceSnapshot, choice: Choice) -> dict[str, SegmentRevision]:
    """What a draft shows: the latest texts; a machine's that is held is no draft. Of a sentence in question, a person's
    text for the present source, and never an older one: a draft that is published must not bring it back.
    """
    found = _live_texts(store, snapshot)
    for ref in snapshot.skeleton.sentences():
        latest = store.latest(ref.id)
        if latest is None or (ref.id in found and not texts.is_persons(latest)):
            continue
        if ref.id in choice.undecided and (latest.source_hash != ref.hash or latest.may_be_live):
            continue
        found[ref.id] = latest
    return found


def page_in_memory(
    version: LanguageVersion,
    store: texts.Store,
    snapshot: SourceSnapshot,
    structure: Page | None,
    *,
    only_look: bool = False,
) -> Page:
    """The page in memory with the live texts; blocks and synchronised fields from `structure`, where that is given.

    `only_look`: it is not going to be saved, and nothing is written on the way.
    """
    values = _rebuilt(version, store, snapshot, _live_texts(store, snapshot), version.arrangement)
    source = _source_or_none(version)
    if version.page is None:
        source = source_page(version)
        page = _blank_copy(source, version)
        structure = structure or source
    else:
        # The live row, not a draft: what a person has in hand stays in the draft.
        page = version.page.specific_class.objects.get(pk=version.page_id)
        page.locale = version.locale
        if not only_look:
            _first_slug(version, page)
    content.write_values(page, values, structure_from=structure)
    if structure is not None:
        content.synchronise(structure, page, in_memory=only_look)
    page.texts_of = version.pk
    # Without its original (somebody deleted it) a page still gets its corrections.
    page.finish_translation(source or page)
    return page


def _source_or_none(version: LanguageVersion) -> Page | None:
    source = version.group.source
    if source is None or source.page is None:
        return None
    snapshot = version.group.current_snapshot
    if gate.awaits_source(version) and snapshot is not None and snapshot.source_revision is not None:
        return snapshot.source_revision.as_object()  # a draft: the row of a page that was never public may be older
    return source.page.specific


def source_page(version: LanguageVersion) -> Page:
    """The original. Raises `NoPlace` where somebody deleted it."""
    source = _source_or_none(version)
    if source is None:
        raise NoPlace("The original of this article was deleted: choose another original, or leave it as it is.")
    return source


def _first_slug(version: LanguageVersion, page: Page) -> None:
    """A copy made for translation has the slug of its original until it is published: then it gets one of its own."""
    source = _source_or_none(version)
    if page.texts_of is None and source is not None and page.slug.startswith(source.slug):
        parent = page.get_parent()
        page.slug = free_slug(page.title, parent, fallback=version.group.translation_key.hex[:8])


def _blank_copy(source: Page, version: LanguageVersion) -> Page:
    """A new page of the source's class with its plain fields; texts and relations follow."""
    page_class = source.specific_class
    own = {field.name for field in page_class._meta.concrete_fields} - {f.name for f in Page._meta.concrete_fields}
    own -= {field.name for field in page_class._meta.concrete_fields if field.primary_key}
    page = page_class(**{name: getattr(source, name) for name in own})
    page.locale = version.locale
    page.translation_key = source.translation_key
    page.show_in_menus = source.show_in_menus
    page.live = False
    return page


def _add(version: LanguageVersion, page: Page) -> Page:
    """Put a new page beneath the same parent in its language, with a slug made once from its own title."""
    parent = source_page(version).get_parent().get_translation_or_none(version.locale)
    if parent is None:
        raise NoPlace(
            f"The site has no news section in {version.locale.language_code}: run `manage.py ensure_languages`."
        )
    page.slug = _former_slug(version, parent) or free_slug(
        page.title, parent, fallback=version.group.translation_key.hex[:8]
    )
    parent.specific.add_child(instance=page)
    return page


def _former_slug(version: LanguageVersion, parent: Page) -> str:
    """The slug that a deleted page had, where no other page has taken it."""
    slug = version.former_slug
    return slug if slug and Page._slug_is_available(slug, parent) else ""


def free_slug(title: str, parent: Page, *, fallback: str) -> str:
    """A slug from a title that no sibling has; a title without letters gets the fallback. At most 80 characters."""
    stem = _short(slugify(title.replace("’", "-").replace("'", "-"), allow_unicode=True)) or fallback
    reserved = frozenset(getattr(type(parent.specific), "reserved_slugs", ()))
    taken = set(parent.get_children().filter(slug__startswith=stem).values_list("slug", flat=True)) | reserved
    number, slug = 2, stem
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug


def _short(slug: str, longest: int = 80) -> str:
    """A slug cut between words."""
    slug = slug.strip("-_")
    if len(slug) <= longest:
        return slug
    cut = slug[: longest + 1].rpartition("-")[0]
    return (cut or slug[:longest]).strip("-_")


def _save(
    version: LanguageVersion,
    store: texts.Store,
    page: Page,
    snapshot: SourceSnapshot,
    *,
    goes_live: bool,
    user: User | None,
) -> Revision:
    """Save our revision, remember it, publish it; the version's pointer to it is written with its counts."""
    revision = own_revisions.save(page, user=user, goes_live=goes_live)
    shown = _live_texts(store, snapshot)
    readback.remember(version=version, revision=revision, page=page, texts=shown, save=False)
    if goes_live:
        own_revisions.publish(page, revision, user=user)
    return revision


def _redraft(
    version: LanguageVersion,
    store: texts.Store,
    page: Page,
    snapshot: SourceSnapshot,
    choice: Choice,
    pending: Revision | None,
) -> Revision | None:
    """Save the draft again where a person's unapproved text or setting waits: publishing must not hide it."""
    latest = _latest_texts(store, snapshot, choice)
    live = _live_texts(store, snapshot)
    if pending is None and all(latest[key].pk == live[key].pk for key in live):
        return None
    stored = page.specific_class.objects.get(pk=page.pk)
    draft = pending.as_object() if pending else stored
    held = readback.known(pending.pk) if pending else None
    order = fitted(held.arrangement, snapshot.skeleton) if held else version.arrangement
    content.write_values(draft, _rebuilt(version, store, snapshot, latest, order), structure_from=stored)
    draft.texts_of = version.pk
    draft.finish_translation(_source_or_none(version) or draft)
    if all(latest[key].pk == live[key].pk for key in live) and drafts.says_the_same(draft, stored):
        return None
    revision = draft.save_revision(user=pending.user if pending else None, changed=True, clean=False)
    readback.remember(version=version, revision=revision, page=draft, texts=latest, arrangement=order)
    return revision
