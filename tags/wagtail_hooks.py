"""Screens for tags and content types in Wagtail's admin: a panel per language of the site."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from tags.models import Labelled
from tags.screens.bulk import MergeBulkAction
from tags.screens.viewsets import ContentKindViewSet, TagViewSet
from tags.services import drafts_with, uses_of
from tags.services.merging import MERGE_ACTION


class VocabularyGroup(SnippetViewSetGroup):
    menu_label = _("Tags and types")
    menu_icon = "tag"
    menu_order = 250
    items = (TagViewSet, ContentKindViewSet)


register_snippet(VocabularyGroup)
hooks.register("register_bulk_action", MergeBulkAction)


@hooks.register("insert_global_admin_css")
def styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/vocabulary.css"))


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """A merge is part of the history of what remained."""

    @actions.register_action(MERGE_ACTION)
    class Merge(LogFormatter):
        label = _("Merge")

        def format_message(self, log_entry: Any) -> str:
            return now("Merged into this: %(names)s") % {"names": ", ".join(log_entry.data.get("names", []))}


@hooks.register("before_delete_snippet")
def refuse_what_is_in_use(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """Articles would lose a tag without a word: it is merged into another one, or taken off them first."""
    used = [item for item in instances if isinstance(item, Labelled) and _refused(request, item)]
    return redirect(used[0].snippet_viewset.get_url_name("list")) if used else None  # type: ignore[attr-defined]


def _refused(request: HttpRequest, item: Any) -> bool:
    """Says why an item is not deleted, with the way to merge it; False for one that nothing uses."""
    uses, drafts = uses_of(item), drafts_with(item)
    if not uses and not drafts:
        return False
    if uses:
        text = ngettext(
            "“%(name)s” is in use on %(count)d page and was not deleted.",
            "“%(name)s” is in use on %(count)d pages and was not deleted.",
            uses,
        )
    else:
        text = ngettext(
            "“%(name)s” is in use in %(count)d draft and was not deleted.",
            "“%(name)s” is in use in %(count)d drafts and was not deleted.",
            drafts,
        )
    url = f"{reverse(item.snippet_viewset.get_url_name('merge'))}?item={item.pk}"
    buttons = [messages.button(url, now("Merge it into another"))]
    messages.error(request, text % {"name": item, "count": uses or drafts}, buttons=buttons)
    return True
