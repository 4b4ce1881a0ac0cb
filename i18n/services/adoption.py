"""Pages of a group that our own publication did not make: copies made for translation, by hand or by code."""

from datetime import UTC, datetime

from django.db import transaction
from django.utils.translation import ngettext
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, Revision

from i18n.models import KnownRevision, LanguageVersion, SegmentRevision, SegmentTranslation, TranslationGroup
from i18n.services import content, standing
from i18n.services.texts import Store

# Older than any revision: what a person made of the page since is read.
_BEFORE = datetime(1970, 1, 1, tzinfo=UTC)


@transaction.atomic
def adopt(*, page: Page) -> LanguageVersion | None:
    """Make a copy for translation the page of its version: held, in the words of the original until they are replaced.

    What a person writes into it is read back as in any translation. Nothing where the original was never published.
    """
    group = (
        TranslationGroup.objects.select_related("source__page", "current_snapshot")
        .filter(translation_key=page.translation_key, current_snapshot__isnull=False)
        .first()
    )
    if group is None or page.alias_of_id or group.source is None or group.source.locale_id == page.locale_id:
        return None
    version, _created = LanguageVersion.objects.get_or_create(group=group, locale=page.locale)
    if version.page_id not in (None, page.pk):
        return None
    version.group, version.page, version.held, version.removed = group, page, True, False
    version.save(update_fields=["page", "held", "removed", "changed_at"])
    learn(version=version, page=page, revision=page.latest_revision)
    return standing.refresh(version=version, rerender=False)


def learn(*, version: LanguageVersion, page: Page, revision: Revision | None) -> KnownRevision | None:
    """Take the original's own sentences as what the page shows, so that reading it back finds what was translated."""
    snapshot = version.group.current_snapshot
    if snapshot is None or revision is None or version.group.source is None:
        return None
    version.snapshot, version.own_revision = snapshot, revision
    version.save(update_fields=["snapshot", "own_revision", "changed_at"])
    row, _created = KnownRevision.objects.update_or_create(
        revision=revision,
        defaults={
            "version": version,
            "snapshot": snapshot,
            "texts": _own_words(version, {ref.id for ref in snapshot.skeleton.sentences()}),
            "structure_hash": content.structure_hash(page),
            "content_at": _BEFORE,
        },
    )
    return row


def _own_words(version: LanguageVersion, wanted: set[str]) -> dict[str, int]:
    source = version.group.source
    rows = SegmentTranslation.objects.filter(
        segment__group_id=version.group_id, locale_id=source.locale_id if source else 0, live__isnull=False
    ).values_list("segment__public_id", "live_id")
    return {public_id: pk for public_id, pk in rows if public_id in wanted}


def without_translation(version: LanguageVersion, store: Store, shown: dict[str, SegmentRevision]) -> list[str]:
    """Public ids of the sentences that a page shows in the words of the original, or in words that wait for approval
    where there are no others to show.
    """
    foreign = [key for key, text in shown.items() if text.locale_id != version.locale_id]
    waiting = [key for key, text in shown.items() if not text.may_be_live and store.live(key) is None]
    return [*foreign, *waiting]


def take_down(*, version: LanguageVersion, page: Page, left: int) -> None:
    """A page that still shows sentences of the original is not public: they would stand there unlabelled."""
    version.held = True
    version.problem = ngettext(
        "%(count)d sentence is still in the words of the original, or waits for approval: until then the page is "
        "not public.",
        "%(count)d sentences are still in the words of the original, or wait for approval: until then the page is "
        "not public.",
        left,
    ) % {"count": left}
    version.save(update_fields=["held", "problem", "changed_at"])
    UnpublishPageAction(page.specific).execute(skip_permission_checks=True)


def take_over(*, version: LanguageVersion) -> None:
    """A page that has this key and language already becomes the version's, before one is made: an alias made for
    translation is converted, a copy is read back first.
    """
    page = Page.objects.filter(translation_key=version.group.translation_key, locale_id=version.locale_id).first()
    if page is None:
        return
    if page.alias_of_id:
        ConvertAliasPageAction(page.specific).execute(skip_permission_checks=True)
        version.page = Page.objects.get(pk=page.pk)
        version.save(update_fields=["page", "changed_at"])
        return
    adopt(page=page.specific)
    version.refresh_from_db(fields=["page", "snapshot", "own_revision", "held", "removed"])
