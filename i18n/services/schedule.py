"""Scheduled publication and expiry, each in one transaction (Wagtail's own command is not atomic)."""

import logging

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

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
        done += _safely(_publish, pk)
    return done


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
    revision.publish(log_action="wagtail.publish.scheduled")
    return [int(revision.object_id)]
