"""Views of the panel before publishing."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page, Revision

from i18n.models import LanguageVersion
from i18n.review import panel
from i18n.review.actions import number
from i18n.review.views import telling
from i18n.services import content, permissions, source_publishing, taking_back


@require_http_methods(["GET", "HEAD", "POST"])
@telling
def before_publishing(request: HttpRequest, page_id: int) -> HttpResponse:
    """What publishing a draft will do in each language; the POST does it."""
    page, source = _source(request, page_id)
    revision = source_publishing.latest_draft(page)
    if revision is None:
        return redirect("wagtailadmin_pages:edit", page.pk)
    if request.method == "POST":
        return _post(request, page, source, revision)
    return _show(request, panel.build(page=page, revision=revision, source=source))


def url(page: Page) -> str:
    return reverse("translations:before_publishing", args=[page.pk])


def _source(request: HttpRequest, page_id: int) -> tuple[Page, LanguageVersion]:
    """An original that this person may publish; any other page has no such panel."""
    page = get_object_or_404(Page, pk=page_id).specific
    source = source_publishing.source_of(page) if content.is_translatable(page) else None
    if source is None or not permissions.may_read_drafts(request.user, version=source):
        raise Http404
    permissions.require(page.permissions_for_user(request.user).can_publish())
    return page, source


def _show(request: HttpRequest, shown: panel.Panel, status: int = 200) -> HttpResponse:
    return render(request, "i18n/review/before_publishing.html", {"panel": shown}, status=status)


def _post(request: HttpRequest, page: Page, source: LanguageVersion, revision: Revision) -> HttpResponse:
    action = request.POST.get("action", "")
    if action == "take_back":
        return _take_back(request, page, source)
    order = panel.order_of(request.POST)
    if action == "look":
        return _show(request, panel.build(page=page, revision=revision, source=source, order=order))
    if action not in ("publish", "keep"):
        raise Http404
    seen: dict[str, Any] = {
        "revision_id": number(request.POST.get("revision")) or 0,
        "content_at": request.POST.get("content_at", ""),
    }
    try:
        if action == "keep":
            source_publishing.keep(page=page, order=order, person=request.user, **seen)
            messages.success(request, _("Kept. Nothing is published yet."))
            return redirect(url(page))
        return _publish(request, page, order, seen)
    except source_publishing.DraftMoved:
        shown = panel.build(page=page, revision=revision, source=source, order=order)
        shown.errors = [_("Somebody has saved this page since you opened this panel. Look again: this is the newest.")]
        return _show(request, shown, 409)
    except ValidationError as error:
        shown = panel.build(page=page, revision=revision, source=source, order=order)
        shown.errors = [_("This draft cannot be published yet."), *error.messages]
        return _show(request, shown, 422)


def _publish(request: HttpRequest, page: Page, order: Any, seen: dict[str, Any]) -> HttpResponse:
    """Publish with the hooks of Wagtail's editor around it, all in one transaction."""
    with transaction.atomic():
        answer = _hooked("before_publish_page", request, page)
        if answer is None:
            done = source_publishing.publish(page=page, order=order, person=request.user, **seen)
            answer = _hooked("after_publish_page", request, done.page)
    if answer is not None:
        return answer
    _tell(request, done)
    return redirect("wagtailadmin_explore", done.page.get_parent().pk)


def _hooked(name: str, request: HttpRequest, page: Page) -> HttpResponse | None:
    """What other apps hang on Wagtail's hooks; the first answer counts, as in Wagtail's editor."""
    for call in hooks.get_hooks(name):
        answer = call(request, page)
        if isinstance(answer, HttpResponse):
            return answer
    return None


def _tell(request: HttpRequest, done: source_publishing.Done) -> None:
    title = done.page.get_admin_display_title()
    edit = messages.button(reverse("wagtailadmin_pages:edit", args=[done.page.pk]), _("Edit"))
    others = messages.button(reverse("translations:list"), _("Translations"))
    if done.scheduled is not None:
        when = date_format(timezone.localtime(done.scheduled), "DATETIME_FORMAT")
        text = _("Page '%(title)s' has been scheduled for %(when)s.") % {"title": title, "when": when}
        messages.success(request, text, buttons=[edit, others])
        return
    live = [messages.button(done.page.url, _("View live"))] if done.page.url else []
    text = _("Page '%(title)s' has been published.") % {"title": title}
    messages.success(request, text, buttons=[*live, edit, others])


def _take_back(request: HttpRequest, page: Page, source: LanguageVersion) -> HttpResponse:
    done = taking_back.take_back(source=source, person=request.user)
    if done is None:
        messages.warning(request, _("There is nothing to take back."))
        return redirect(url(page))
    marked = sum(done.outdated.values())
    text = ngettext(
        "%(count)d sentence of the translations is marked as older than the original.",
        "%(count)d sentences of the translations are marked as older than the original.",
        marked,
    )
    messages.success(request, text % {"count": marked})
    return redirect(url(page))
