"""Search: every public page can be found."""

from django.core.checks import CheckMessage, Warning
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.search import index


def check_index() -> list[CheckMessage]:
    """Pages that search does not know, or knows in the form of an earlier release."""
    missing = index.unindexed().count()
    if not missing:
        return []
    message = ngettext("Search does not find %(count)d page.", "Search does not find %(count)d pages.", missing)
    return [
        Warning(
            message % {"count": missing},
            hint=_("Run: manage.py rebuild_search --missing"),
            obj=_("Search"),
            id="articles.site.search",
        )
    ]
