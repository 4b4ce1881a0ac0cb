"""The page of a version with the newest texts of its translators, to be looked at while correcting.

Nothing of it is written, and nothing of it is public: it is served to those who may read drafts.
"""

from django.db import models
from wagtail.models import Page

from i18n.models import LanguageVersion, Origin, SegmentRevision, SegmentTranslation, SourceSnapshot
from i18n.segments import MissingText
from i18n.services import publishing, standing, texts
from i18n.services.arrangements import fitted


class NothingToShow(Exception):
    """There is no page to look at: no original, no place for it, or texts that do not fit together."""


def build(*, version: LanguageVersion) -> Page:
    """The page in memory, with `texts_shown` for `i18n.public.preview_reading`. Sentences without a text show the
    original, marked as missing. Raises `NothingToShow`.

    `version` is changed in memory, to what it would be: it must not be saved.
    """
    snapshot = version.group.current_snapshot or version.snapshot
    if snapshot is None:
        raise NothingToShow
    store = texts.load(version)
    for row in store.translations.values():
        row.live = row.latest or row.live
    _fill(store, snapshot)
    moved_on = version.snapshot_id != snapshot.pk or version.page is None or not version.page.live
    version.snapshot, version.arrangement = snapshot, fitted(version.arrangement, snapshot.skeleton)
    try:
        structure = publishing.source_page(version) if moved_on else None
        page = publishing.page_in_memory(version, store, snapshot, structure, only_look=True)
        version.page = _placed(version, page)
        page.texts_shown = (version, standing.foresee(version=version, store=store))
    except (publishing.NoPlace, MissingText) as error:
        raise NothingToShow from error
    return page


def _placed(version: LanguageVersion, page: Page) -> Page:
    """The page with an address, where it has none yet."""
    if page.pk is None:
        parent = publishing.source_page(version).get_parent().get_translation_or_none(version.locale)
        if parent is None:
            raise publishing.NoPlace
        page.slug = page.slug or version.group.short_id
        page.path, page.depth = f"{parent.path}{'Z' * Page.steplen}", parent.depth + 1
        page.set_url_path(parent)
    return page


def _fill(store: texts.Store, snapshot: SourceSnapshot) -> None:
    """The original's words where there is no text: 1 query, or none."""
    lacking = [ref for ref in snapshot.skeleton.sentences() if store.live(ref.id) is None]
    if not lacking:
        return
    rows = SegmentTranslation.objects.filter(
        segment__group_id=store.version.group_id,
        segment__public_id__in=[ref.id for ref in lacking],
        locale_id=models.F("segment__group__source__locale_id"),
    ).select_related("segment", "live")
    words = {row.segment.public_id: row.live for row in rows if row.live is not None}
    for ref in lacking:
        source = words.get(ref.id)
        if source is None:
            raise NothingToShow
        stand_in = SegmentRevision(
            pk=0, segment=source.segment, text=source.text, source_hash=ref.hash, origin=Origin.IMPORT
        )
        row = store.translations.setdefault(ref.id, SegmentTranslation(segment=source.segment))
        row.live = stand_in
