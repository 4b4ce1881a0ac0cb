"""Scheduled publication and expiry, each in one transaction (Wagtail's own command is not atomic)."""

import logging

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from i18n.models import LanguageVersion
from i18n.services import content, gate, jobs, publishing, readback

logger = logging.getLogger(__name__)


def publish_due() -> list[int]:
    """Take down what has expired and publish what is due. Returns the ids of the pages; one failure stops no other."""
    now = timezone.now()
    done: list[int] = []
    for pk in list(Page.objects.filter(live=True, expire_at__lt=now).values_list("pk", flat=True)):
        done += _safely(_expire, pk)
    for pk in list(
        Revision.objects.filter(approved_go_live_at__lt=now)
        .order_by("approved_go_live_at")
        .values_list("pk", flat=True)
    ):
        published = _safely(_publish, pk)
        done += published
        for version_id in _waiting_for(published):
            done += _safely(_publish_version, version_id)
    due = LanguageVersion.objects.filter(publish_at__lte=now, group__withdrawn_at=None)
    for pk in list(due.order_by("publish_at").values_list("pk", flat=True)):
        done += _safely(_publish_due_version, pk)
    return done


def _waiting_for(page_ids: list[int]) -> list[int]:
    """Versions that go out together with one of these pages, in the same run: their original does not wait for them."""
    waiting = LanguageVersion.objects.filter(with_source=True, group__source__page_id__in=page_ids, page__isnull=False)
    return list(waiting.order_by("pk").values_list("pk", flat=True))


def _publish_version(pk: int) -> list[int]:
    done = publishing.publish(version=LanguageVersion.objects.get(pk=pk))
    if not done.published or done.version.page_id is None:
        return []
    # The same work waits in the queue, for the case that this run had been killed.
    jobs.settle(version=done.version, purpose=jobs.Purpose.REPUBLISH, reason="It went out together with the original.")
    return [done.version.page_id]


def _publish_due_version(pk: int) -> list[int]:
    """Once, whatever the clock does: the moment is cleared by the publication."""
    version = LanguageVersion.objects.select_for_update().filter(pk=pk, publish_at__lte=timezone.now()).first()
    if version is None:
        return []
    try:
        with transaction.atomic():
            done = publishing.publish(version=version, release=True)
    except (readback.StructureChanged, publishing.NoPlace) as error:
        version.publish_at, version.problem = None, str(error)[:500]
        version.save(update_fields=["publish_at", "problem", "changed_at"])
        return []
    return [done.version.page_id] if done.published and done.version.page_id else []


def _safely(action, pk: int) -> list[int]:  # type: ignore[no-untyped-def]
    try:
        with transaction.atomic():
            return list(action(pk))
    except Exception:
        logger.exception("The schedule of %s could not be carried out", pk)
        return []


def _expire(pk: int) -> list[int]:
    page = Page.objects.select_for_update().filter(pk=pk, live=True, expire_at__lt=timezone.now()).first()
    if page is None:
        return []
    page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return [pk]


def _publish(pk: int) -> list[int]:
    revision = Revision.objects.select_for_update().filter(pk=pk, approved_go_live_at__lt=timezone.now()).first()
    if revision is None:
        return []
    page = revision.as_object()
    if content.is_translatable(page) and gate.is_shut(page):
        return []  # it waits until the article is restored
    revision.publish(log_action="wagtail.publish.scheduled")
    return [int(revision.object_id)]
