"""In the page editor of an original: urgent correction, withdrawal, preparation; and what a shut page says."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from i18n.models import LanguageVersion
from i18n.services import content, gate, permissions
from i18n.services.page_permissions import version_of


@hooks.register("register_page_header_buttons")
def article_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """What is done with an article in all its languages."""
    if page.pk is None or page.alias_of_id or not content.is_translatable(page.specific_class or page):
        return
    version = version_of(page)
    if page.first_published_at is None:
        if (version is None or permissions.is_source(version)) and page.permissions_for_user(user).can_publish():
            address = reverse("translations:prepare", args=[page.pk])
            yield Button(_("Prepare translations"), address, icon_name="globe", priority=60)
        return
    if version is None or version.pk is None or not permissions.is_source(version):
        return
    if not permissions.may_withdraw(user, version=version):
        return
    if version.group.withdrawn_at is None:
        address = reverse("translations:urgent", args=[version.group_id])
        yield Button(_("Urgent correction"), address, icon_name="warning", priority=61)
    label = _("Withdraw in all languages") if version.group.withdrawn_at is None else _("Restore in all languages")
    address = reverse("translations:withdraw", args=[version.group_id])
    yield Button(label, address, icon_name="download", priority=62)


@hooks.register("before_edit_page", order=-1)
def say_that_it_is_shut(request: HttpRequest, page: Page) -> None:
    """Publishing saves a draft while something keeps the page from readers: nothing that was typed is lost."""
    reason = _why_shut(page)
    if not reason:
        return
    if request.method == "POST" and "action-publish" in request.POST:
        data = request.POST.copy()
        del data["action-publish"]
        request.POST = data  # type: ignore[assignment]
        messages.warning(request, _("Saved as a draft, not published. %(reason)s") % {"reason": reason})
    elif request.method == "GET":
        messages.warning(request, reason)


@hooks.register("before_bulk_action", order=-1)
def publish_nothing_that_is_shut(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action_class_instance: Any
) -> HttpResponse | None:
    if action_type != "publish" or getattr(action_class_instance, "models", None) != [Page]:
        return None
    for page in objects:
        if reason := _why_shut(page):
            messages.error(request, f"{page.get_admin_display_title()}: {reason}")
            return redirect("translations:list")
    return None


def _why_shut(page: Page) -> str:
    if page.pk is None or not content.is_translatable(page.specific_class or page):
        return ""
    found = LanguageVersion.objects.select_related("group__source__page", "urgent").filter(page_id=page.pk).first()
    if found is None:
        return ""
    if not gate.reason(found) and gate.awaits_source(found):
        return _("The original is not public yet: this translation goes out together with it.")
    return gate.reason(found)
