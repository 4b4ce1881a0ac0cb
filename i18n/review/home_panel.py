"""The first page of the admin says what waits for a person, and leads to the queue."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from i18n.services import permissions, queue


class WaitingPanel(Component):
    """What waits in the languages of the person who is logged in; nothing where she works in none."""

    name = "translations_waiting"
    template_name = "i18n/review/home_panel.html"
    order = 120

    class Media:
        css = {"all": ["css/review.css", "css/queue.css"]}

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The counts of the queue, with the queries that it needs for them."""
        request = (parent_context or {})["request"]
        return {"languages": queue.ranked(user=request.user, wanted=queue.Wanted()).languages}


@hooks.register("construct_homepage_panels")
def waiting(request: HttpRequest, panels: list[Any]) -> None:
    """Beside Wagtail's own panels, for those who use the translation screens."""
    if permissions.may_use_screens(request.user):
        panels.append(WaitingPanel())
