"""Short adapters from Wagtail's signals to services."""

import logging
from typing import Any

from django.db import transaction
from django.db.models.signals import pre_delete
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page
from wagtail.signals import (
    copy_for_translation_done,
    page_published,
    page_unpublished,
    post_page_move,
    pre_page_move,
)

from i18n.services import adoption, content, jobs, moves, open_sentences, removal, showing, versions
from i18n.signals import idle

logger = logging.getLogger(__name__)


def connect() -> None:
    """Connect the handlers (called once, when the apps are ready)."""
    page_published.connect(on_page_published, dispatch_uid="i18n.page_published")
    # After the one above: a version's own publication is noted by it.
    page_published.connect(on_visibility_changed, dispatch_uid="i18n.page_is_public")
    page_unpublished.connect(on_visibility_changed, dispatch_uid="i18n.page_unpublished")
    post_page_move.connect(on_visibility_changed, dispatch_uid="i18n.page_is_elsewhere")
    pre_page_move.connect(on_page_moves, dispatch_uid="i18n.pre_page_move")
    post_page_move.connect(on_page_moved, dispatch_uid="i18n.post_page_move")
    pre_delete.connect(on_page_deleted, sender=Page, dispatch_uid="i18n.page_deleted")
    copy_for_translation_done.connect(on_copied_for_translation, dispatch_uid="i18n.copied_for_translation")
    idle.connect(on_idle, dispatch_uid="i18n.measure")


def on_idle(sender: Any, **kwargs: Any) -> bool:
    return open_sentences.measure_next()


def on_page_published(sender: Any, instance: Any, revision: Any = None, **kwargs: Any) -> None:
    """Plan in a savepoint of the publication: if planning fails, the page is published and a "plan" job remains.

    A publication of our own (services/own_revisions) shows what the store says: there is nothing to read.
    """
    if kwargs.get("ours") or instance.alias_of_id or not content.is_translatable(instance):
        return
    if not instance.live:
        _prepare(instance, revision)
        return
    publisher = get_active_log_context().user
    try:
        with transaction.atomic():
            versions.after_publication(page=instance, revision=revision, publisher=publisher)
    except Exception:
        logger.exception("Planning the versions of page %s failed; a job will try again", instance.pk)
        jobs.enqueue(purpose=jobs.Purpose.PLAN, page=instance)


def on_visibility_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    """What readers can open by now, with everything below it, goes into the disclosure record."""
    if not kwargs.get("ours"):
        showing.changed(instance)


def on_page_moves(sender: Any, instance: Any, parent_page_after: Any, **kwargs: Any) -> None:
    """A move across languages is refused, whoever asks for it."""
    moves.check(page=instance, parent=parent_page_after)


def on_page_moved(sender: Any, instance: Any, parent_page_before: Any, parent_page_after: Any, **kwargs: Any) -> None:
    """The versions of an original follow it."""
    if content.is_translatable(instance.specific_class or Page):
        person = get_active_log_context().user
        moves.follow(page=instance, before=parent_page_before, after=parent_page_after, person=person)


def on_page_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    """What belongs to a page that goes is settled, whoever deletes it."""
    removal.page_gone(instance)


def on_copied_for_translation(sender: Any, source_obj: Any, target_obj: Any, **kwargs: Any) -> None:
    """A copy made for translation is the page of its version, still in the words of the original."""
    if content.is_translatable(target_obj):
        adoption.adopt(page=target_obj)


def _prepare(page: Any, revision: Any) -> None:
    """A page that was never public is scheduled: its translations are made before, to go out with it."""
    if revision is None or revision.approved_go_live_at is None or page.first_published_at is not None:
        return
    try:
        with transaction.atomic():
            versions.prepare(page=page, revision=revision)
    except Exception:
        logger.exception("Preparing the translations of page %s failed; they are planned when it is public", page.pk)
