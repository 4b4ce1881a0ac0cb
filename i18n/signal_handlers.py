"""Short adapters from Wagtail's signals to services."""

import logging
from typing import Any

from django.db import transaction
from wagtail.log_actions import get_active_log_context
from wagtail.signals import page_published

from i18n.services import content, jobs, versions

logger = logging.getLogger(__name__)


def connect() -> None:
    """Connect the handlers (called once, when the apps are ready)."""
    page_published.connect(on_page_published, dispatch_uid="i18n.page_published")


def on_page_published(sender: Any, instance: Any, revision: Any = None, **kwargs: Any) -> None:
    """Plan in a savepoint of the publication: if planning fails, the page is published and a "plan" job remains."""
    if instance.alias_of_id or not instance.live or not content.is_translatable(instance):
        return
    publisher = get_active_log_context().user
    try:
        with transaction.atomic():
            versions.after_publication(page=instance, revision=revision, publisher=publisher)
    except Exception:
        logger.exception("Planning the versions of page %s failed; a job will try again", instance.pk)
        jobs.enqueue(purpose=jobs.Purpose.PLAN, page=instance)
