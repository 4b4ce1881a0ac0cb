"""Our own Wagtail revision of a page, saved and published in few queries: what is in memory is not read again.

Wagtail's `save_revision().publish()` reads the page back from the revision, saves the row twice and indexes it twice.
Here the row is saved once, with the same validation, signals, entries in the log and indexes.
"""

from django.contrib.auth.models import User
from django.utils import timezone
from wagtail.actions.base import BaseAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, Revision
from wagtail.signals import page_published, published


class PublishOwnRevision(PublishPageRevisionAction):
    """Publishes a page in memory, of which a revision was just made.

    A running workflow goes on: it belongs to the people in it. `ours` tells our handler that there is nothing to read.
    """

    def __init__(self, page: Page, revision: Revision, user: User | None) -> None:
        BaseAction.__init__(self, page, user=user)
        self.object, self.revision = page, revision
        self.changed, self.log_action, self.previous_revision = True, True, None

    def _after_publish(self) -> None:
        page = self.object
        page_published.send(sender=page.specific_class, instance=page, revision=self.revision, ours=True)
        published.send(sender=type(page), instance=page, revision=self.revision)
        page.update_aliases(revision=self.revision, _content=self.revision.content)


def save(page: Page, *, user: User | None, goes_live: bool) -> Revision:
    """Save a revision of a page in memory; `publish` follows where it goes live, and saves the page."""
    if not goes_live or (page.go_live_at is not None and page.go_live_at > timezone.now()):
        return page.save_revision(user=user, changed=True, clean=False)
    revision = Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        user=user,
        content=page.serializable_data(),
        object_str=str(page),
    )
    page.latest_revision, page.latest_revision_created_at = revision, revision.created_at
    page.draft_title, page.has_unpublished_changes = page.title, True
    return revision


def publish(page: Page, revision: Revision, *, user: User | None) -> None:
    """Publish a revision that `save` made of this page."""
    PublishOwnRevision(page, revision, user).execute(skip_permission_checks=True)
