"""What people have in hand on a translated page while it is published from the store: their draft and its schedule."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from i18n.models import LanguageVersion

# Fields of a page that say how it stands, and nothing that a person wrote.
_STANDING = frozenset(
    {
        "live", "has_unpublished_changes", "latest_revision", "live_revision", "latest_revision_created_at",
        "last_published_at", "first_published_at", "draft_title", "expired", "locked", "locked_at", "locked_by",
        "path", "depth", "numchild", "url_path", "texts_of",
    }
)  # fmt: skip
#: An open page editor pings every ten seconds.
_SEEN = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class InHand:
    """A person's draft that is newer than what is live, and the revision that is scheduled, with its moment."""

    draft: Revision | None = None
    scheduled: Revision | None = None
    moment: datetime | None = None
    was_live: bool = False


def in_hand(version: LanguageVersion) -> InHand:
    """What must survive a publication: 1 query, or none for a page without a draft."""
    page = version.page
    if page is None or not page.has_unpublished_changes or page.latest_revision_id is None:
        return InHand()
    latest = page.latest_revision
    persons = latest.user_id is not None and latest.pk != page.live_revision_id
    scheduled = Revision.objects.for_instance(page).filter(approved_go_live_at__isnull=False).order_by("-pk").first()
    return InHand(
        latest if persons else None, scheduled, scheduled.approved_go_live_at if scheduled else None, page.live
    )


def says_the_same(draft: Page, live: Page) -> bool:
    """Whether a draft differs from the page in nothing that a person could have written or set."""
    one, other = (
        {key: value for key, value in page.serializable_data().items() if key not in _STANDING}
        for page in (draft, live)
    )
    return bool(one == other)


def keep_schedule(*, held: InHand, page: Page, draft: Revision | None) -> None:
    """A publication ends every schedule of a page: that of a person's draft goes on, with the draft as it is saved now.

    A page that was never public and is published before its time needs none any more.
    """
    before, moment = held.scheduled, held.moment
    if before is None or moment is None:
        return
    page.refresh_from_db(fields=["live"])
    if page.live and not held.was_live:
        return
    moves = draft is not None and held.draft is not None and held.draft.pk == before.pk
    keeper = draft if moves and draft is not None else before
    Revision.objects.for_instance(page).exclude(pk=keeper.pk).update(approved_go_live_at=None)
    Revision.objects.filter(pk=keeper.pk).update(approved_go_live_at=moment)
    if moves:
        facts = {"id": keeper.pk, "created": keeper.created_at, "go_live_at": moment, "has_live_version": page.live}
        log(
            instance=page.specific,
            action="wagtail.publish.schedule",
            user=before.user,
            revision=keeper,
            data={"revision": {key: str(value) for key, value in facts.items()}},
        )


def is_being_edited(page: Page) -> bool:
    """Whether somebody has the page open in the page editor just now."""
    sessions = EditingSession.objects.filter(
        object_id=str(page.pk), last_seen_at__gte=timezone.now() - _SEEN, content_type=page.cached_content_type
    )
    return sessions.exists()
