"""Publication of a version: pull before push, rebuild, one Wagtail revision, one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.text import slugify
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, Revision
from wagtail.signals import page_published, published

from i18n.models import LanguageVersion, SegmentRevision, SourceSnapshot
from i18n.segments import MissingText, rebuild
from i18n.services import content, readback, reports, standing, texts


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


class PublishOwnRevision(PublishPageRevisionAction):
    """Publishing by program keeps a running workflow: it belongs to the people in it."""

    def _after_publish(self) -> None:
        page = self.object
        page_published.send(sender=page.specific_class, instance=page.specific, revision=self.revision)
        published.send(sender=type(page), instance=page, revision=self.revision)
        page.update_aliases(revision=self.revision, _content=self.revision.content)


@transaction.atomic
def publish(*, version: LanguageVersion, release: bool = False, user: User | None = None) -> Publication:
    """Rebuild a version from the store and publish it.

    The newest snapshot is rendered if each of its sentences has a text, else the one shown so far. A page that is not
    live (held, taken down) is only saved as a draft, unless `release`; of a live one whose update is held, only what a
    person has decided goes out. Raises `StructureChanged`, `NoPlace`.
    """
    version = (
        LanguageVersion.objects.select_for_update(of=("self",))
        .select_related("group", "locale", "snapshot", "page")
        .get(pk=version.pk)
    )
    if version.group.source_id == version.pk:
        return Publication(standing.refresh(version=version), False, False, 0)
    store = texts.load(version)
    readback.pull(version=version, store=store)
    pending = _pending_draft(version)
    restrained = version.held and not release and version.page is not None and version.page.live
    target = _snapshot_to_render(version, store, restrained)
    if target is None:
        newest = version.group.current_snapshot
        waiting = len(texts_missing(store, newest)) if newest else 0
        standing.refresh(version=version, store=store)
        return Publication(version, False, False, waiting)
    moved_on = version.snapshot_id != target.pk
    if not _set_live(store, target, restrained) and restrained and not moved_on:
        return Publication(standing.refresh(version=version, store=store), False, False, 0)
    version.snapshot = target
    version.problem = ""
    first = version.page is None
    page = _build(version, store, target, take_structure=moved_on)
    if first:
        version.page = _add(version, page)
        page = _specific(version)
    goes_live = release or (page.live if not first else not version.held)
    version.held = version.held and not (goes_live and target.pk == version.group.current_snapshot_id)
    version.save()
    _save(version, store, page, target, goes_live=goes_live, user=user)
    drafted = _redraft(version, store, page, target, pending)
    standing.refresh(version=version, store=store)
    reports.settle(version=version)
    return Publication(version, goes_live, moved_on, 0, drafted)


def _specific(version: LanguageVersion) -> Page:
    if version.page is None:
        raise ValueError("This version has no page.")
    return version.page.specific


def texts_missing(store: texts.Store, snapshot: SourceSnapshot) -> list[str]:
    """Public ids of the sentences of a snapshot that have no text that may be shown for it."""
    chosen = _chosen(store, snapshot)
    return [ref.id for ref in snapshot.skeleton.sentences() if not texts._fits(chosen.get(ref.id), ref.hash)]


def _chosen(
    store: texts.Store, snapshot: SourceSnapshot, restrained: bool = False
) -> dict[str, SegmentRevision | None]:
    """The texts that go out; `restrained`: of those that are not live yet, only what a person has decided."""
    spare = texts.spare_texts(store)
    chosen = {ref.id: texts.candidate(store, ref.id, spare) for ref in snapshot.skeleton.sentences()}
    if not restrained:
        return chosen
    return {key: text if text and texts.is_persons(text) else store.live(key) for key, text in chosen.items()}


def _snapshot_to_render(version: LanguageVersion, store: texts.Store, restrained: bool) -> SourceSnapshot | None:
    newest = version.group.current_snapshot
    if newest is not None and texts.is_complete(chosen=_chosen(store, newest, restrained), snapshot=newest):
        return newest
    return version.snapshot


def _set_live(store: texts.Store, snapshot: SourceSnapshot, restrained: bool) -> bool:
    """Move what readers see; whether anything moved."""
    chosen = _chosen(store, snapshot, restrained)
    moved = []
    for public_id, revision in chosen.items():
        if revision is None:
            raise MissingText(public_id)
        row = store.translations[public_id]
        if row.live_id != revision.pk:
            row.live = revision
            moved.append(row)
    texts.save_rows(moved)
    return bool(moved)


def _rebuilt(
    version: LanguageVersion, store: texts.Store, snapshot: SourceSnapshot, revisions: Mapping[str, SegmentRevision]
) -> dict[str, str]:
    texts.load_old_markup(store, snapshot.skeleton, revisions.values())
    return rebuild(
        snapshot.skeleton,
        {ref.id: store.target(revisions[ref.id], ref.hash) for ref in snapshot.skeleton.sentences()},
        language=version.locale.language_code,
        order=version.arrangement or None,
    )


def _live_texts(store: texts.Store, snapshot: SourceSnapshot) -> dict[str, SegmentRevision]:
    return {ref.id: r for ref in snapshot.skeleton.sentences() if (r := store.live(ref.id)) is not None}


def _latest_texts(store: texts.Store, snapshot: SourceSnapshot) -> dict[str, SegmentRevision]:
    """What a draft shows: the latest texts; a machine's that is held is no draft."""
    found = {}
    for ref in snapshot.skeleton.sentences():
        latest, live = store.latest(ref.id), store.live(ref.id)
        text = latest if latest is not None and (live is None or texts.is_persons(latest)) else live
        if text is not None:
            found[ref.id] = text
    return found


def _build(version: LanguageVersion, store: texts.Store, snapshot: SourceSnapshot, *, take_structure: bool) -> Page:
    """The page in memory with the live texts; structure and synchronised fields from the source where they moved on."""
    values = _rebuilt(version, store, snapshot, _live_texts(store, snapshot))
    source = _source_page(version)
    if version.page is None:
        page = _blank_copy(source, version)
        content.write_values(page, values, structure_from=source)
        content.synchronise(source, page)
    else:
        # The live row, not a draft: what a person has in hand stays in the draft.
        page = version.page.specific_class.objects.get(pk=version.page_id)
        content.write_values(page, values, structure_from=source if take_structure else None)
        if take_structure:
            content.synchronise(source, page)
    page.finish_translation(source)
    return page


def _source_page(version: LanguageVersion) -> Page:
    source = version.group.source
    if source is None or source.page is None:
        raise NoPlace("The original of this article no longer exists.")
    return source.page.specific


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
    parent = _source_page(version).get_parent().get_translation_or_none(version.locale)
    if parent is None:
        raise NoPlace(
            f"The site has no news section in {version.locale.language_code}: run `manage.py ensure_languages`."
        )
    page.slug = free_slug(page.title, parent, fallback=version.group.translation_key.hex[:8])
    parent.specific.add_child(instance=page)
    return Page.objects.get(pk=page.pk)


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
    """Save our revision, remember it, publish it."""
    revision = page.save_revision(user=user, changed=True, clean=False)
    readback.remember(version=version, revision=revision, page=page, texts=_live_texts(store, snapshot))
    if goes_live:
        PublishOwnRevision(revision, user=user, changed=True).execute(skip_permission_checks=True)
    return revision


def _pending_draft(version: LanguageVersion) -> Revision | None:
    """A person's draft that is newer than what is live."""
    page = version.page
    if page is None or not page.has_unpublished_changes or page.latest_revision_id is None:
        return None
    latest = page.latest_revision
    return latest if latest.user_id is not None and latest.pk != page.live_revision_id else None


def _redraft(
    version: LanguageVersion, store: texts.Store, page: Page, snapshot: SourceSnapshot, pending: Revision | None
) -> bool:
    """Save the draft again where a person's unapproved text or setting waits: publishing must not hide it."""
    latest = _latest_texts(store, snapshot)
    live = _live_texts(store, snapshot)
    if pending is None and all(latest[key].pk == live[key].pk for key in live):
        return False
    stored = page.specific_class.objects.get(pk=page.pk)
    draft = pending.as_object() if pending else stored
    content.write_values(draft, _rebuilt(version, store, snapshot, latest), structure_from=stored)
    draft.finish_translation(_source_page(version))
    revision = draft.save_revision(user=pending.user if pending else None, changed=True, clean=False)
    readback.remember(version=version, revision=revision, page=draft, texts=latest)
    return True
