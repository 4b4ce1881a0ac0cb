"""Several items chosen in a list: the screen that merges them."""

from typing import Any, ClassVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from tags.models import ContentKind, Tag


class MergeBulkAction(SnippetBulkAction):
    """Leads on with what was chosen; rights are asked for there."""

    display_name = _("Merge")
    action_type = "merge"
    aria_label = _("Merge what is chosen into one")
    template_name = "tags/admin/merge.html"  # never shown
    action_priority = 20

    models: ClassVar[list[Any]] = [Tag, ContentKind]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        chosen = [("item", value) for value in request.GET.getlist("id") if value.isdecimal()]
        url = reverse(self.model.snippet_viewset.get_url_name("merge"))
        return redirect(f"{url}?{urlencode(chosen)}")
