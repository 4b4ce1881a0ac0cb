"""What readers can open has changed by other ways than a version's own publication: the disclosure record says it."""

from django.db import transaction
from django.db.models import OuterRef, Subquery
from wagtail.models import Page

from i18n.models import DisclosureEntry, LanguageVersion
from i18n.services import standing, visibility


@transaction.atomic
def changed(page: Page) -> int:
    """A page was published, unpublished or moved: note it for its version and those below it, where readers are shown
    something else by now. Returns how many versions that are. 1 query where nothing has changed.
    """
    last = DisclosureEntry.objects.filter(version=OuterRef("pk")).order_by("-pk").values("shown")[:1]
    rows = (
        LanguageVersion.objects.filter(page__path__startswith=page.path)
        .annotate(was_shown=Subquery(last), below=visibility.below_unpublished("page__path"))
        .select_related("group__current_snapshot", "snapshot", "locale", "page")
        .order_by("pk")
    )
    found = 0
    for version in rows:
        live = version.page is not None and version.page.live and not version.below
        if live != bool(version.was_shown):
            standing.refresh(version=version)
            found += 1
    return found
