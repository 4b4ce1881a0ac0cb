"""Views about an article in all its languages: urgent correction, withdrawal, preparation of its translations."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from i18n.conf import conf
from i18n.models import LanguageVersion, TranslationGroup, UrgentMode
from i18n.review import article_actions
from i18n.review.actions import Done, tell
from i18n.review.views import list_url, telling
from i18n.services import permissions, versions


def _group(request: HttpRequest, group_id: int, allowed: Callable[..., bool]) -> TranslationGroup:
    """An article that this person may see; who sees it and may not change it is told so."""
    group = TranslationGroup.objects.select_related("source__page", "source__locale").filter(pk=group_id).first()
    if group is None or group.source is None or group.source.page is None:
        raise Http404
    group.source.group = group
    if not permissions.may_read_drafts(request.user, version=group.source):
        raise Http404
    permissions.require(allowed(request.user, version=group.source))
    return group


def _rows(group: TranslationGroup) -> list[LanguageVersion]:
    """The versions of an article that have a page, the original first: 1 query."""
    rows = group.versions.filter(page__isnull=False).select_related("locale", "page", "urgent").order_by("pk")
    return sorted(rows, key=lambda version: version.pk != group.source_id)


@require_http_methods(["GET", "POST"])
@telling
def urgent(request: HttpRequest, group_id: int) -> HttpResponse:
    """Choose what an urgent correction does in each language, and begin it."""
    group = _group(request, group_id, permissions.may_correct_urgently)
    rows = [version for version in _rows(group) if version.pk != group.source_id]
    if request.method == "POST":
        return _done(request, article_actions.begin_urgent(group=group, person=request.user, data=request.POST))
    lines = [
        (version, version.urgent.mode if version.urgent else conf.urgent_mode(version.locale.language_code))
        for version in rows
        if version.urgent is not None or (version.page is not None and version.page.live)
    ]
    context = {"group": group, "lines": lines, "modes": UrgentMode.choices}
    return render(request, "i18n/review/article_urgent.html", context)


@require_http_methods(["GET", "POST"])
@telling
def withdraw(request: HttpRequest, group_id: int) -> HttpResponse:
    """Confirm the withdrawal of an article in all languages, which are named, or its restoration."""
    group = _group(request, group_id, permissions.may_withdraw)
    if request.method == "POST":
        return _done(request, article_actions.withdraw(group=group, person=request.user, data=request.POST))
    rows = _rows(group)
    live = [row for row in rows if row.page is not None and row.page.live]
    context = {
        "group": group,
        "public": live if group.withdrawn_at is None else [row for row in rows if row.live_when_withdrawn],
        "others": [row for row in rows if row not in live and not row.live_when_withdrawn],
        "locales": versions.site_locales(),
    }
    return render(request, "i18n/review/article_withdraw.html", context)


@require_http_methods(["GET", "POST"])
@telling
def prepare(request: HttpRequest, page_id: int) -> HttpResponse:
    """Make the translations of a draft before it is public."""
    page = article_actions.draft(page_id=page_id, person=request.user)
    if page is None:
        raise Http404
    if request.method == "POST":
        return _done(request, article_actions.prepare(page=page, person=request.user))
    return render(request, "i18n/review/article_prepare.html", {"page": page})


def _done(request: HttpRequest, done: Done) -> HttpResponse:
    tell(request, done)
    return redirect(_next(request))


def _next(request: HttpRequest) -> Any:
    """Back to the page editor where the person came from there."""
    page_id = request.POST.get("page", "")
    if page_id.isascii() and page_id.isdigit() and len(page_id) < 12:
        return redirect("wagtailadmin_pages:edit", int(page_id)).url
    return list_url()
