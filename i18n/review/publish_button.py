"""The way from Wagtail's page editor to the panel before publishing.

On an original, "Publish…" stands in the place of Wagtail's "Publish": it saves the draft, checked as for publishing,
and leads to the panel. A plain Publish POST (API, bulk action, workflow, schedule) publishes with the defaults.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from i18n.review import publishing
from i18n.services import content
from i18n.services.page_permissions import version_of
from i18n.services.permissions import is_source

BUTTON = "action-before-publishing"


class BeforePublishingMenuItem(PublishMenuItem):
    """Saves the draft and leads to the panel."""

    label = gettext_lazy("Publish…")
    name = BUTTON
    template_name = "i18n/review/publish_button.html"


@hooks.register("construct_page_action_menu")
def look_before_publishing(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """In the editor of an original, Publish leads to the panel."""
    if not _is_original(request, context):
        return
    for place, item in enumerate(menu_items):
        if type(item) is PublishMenuItem:
            menu_items[place] = BeforePublishingMenuItem(order=item.order)


def _is_original(request: HttpRequest, context: dict[str, Any]) -> bool:
    page = context.get("page")
    if page is None:
        match = request.resolver_match
        named = match.kwargs if match else {}
        names = (named.get("content_type_app_name", ""), named.get("content_type_model_name", ""))
        try:
            return content.is_translatable(apps.get_model(*names))
        except (LookupError, ValueError):
            return False
    return _is_source(page)


def _is_source(page: Page) -> bool:
    if page.pk is None or page.alias_of_id or not content.is_translatable(page):
        return False
    version = version_of(page)
    return version is None or is_source(version)


@hooks.register("after_create_page", order=100)
@hooks.register("after_edit_page", order=100)
def lead_to_panel(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The draft is saved: on to the panel."""
    if not request.POST.get(BUTTON) or not _is_source(page):
        return None
    if not page.permissions_for_user(request.user).can_publish():
        return None
    return redirect(publishing.url(page))


@hooks.register("register_page_header_buttons")
def header_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """To the panel without saving: for what was said about the last publication, and before a workflow ends."""
    if view_name == "edit" and _is_source(page) and page.permissions_for_user(user).can_publish():
        yield Button(_("Before publishing"), publishing.url(page), icon_name="globe", priority=6)
