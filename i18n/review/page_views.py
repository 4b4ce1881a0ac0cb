"""Questions about whole articles: what a deletion means, another original, a copy that somebody has read."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Page

from i18n.models import LanguageVersion
from i18n.review import screen
from i18n.review.actions import number
from i18n.review.views import list_url, telling
from i18n.services import copies, languages, permissions, removal, source_change

_MOST_PAGES = 200


def deletion_url(pages: list[Page], next_url: str = "") -> str:
    """Where the question about the versions of some pages is asked."""
    query = "&".join([*(f"page={page.pk}" for page in pages), *([f"next={next_url}"] if next_url else [])])
    return f"{reverse('translations:delete')}?{query}"


@require_http_methods(["GET", "POST"])
@telling
def delete(request: HttpRequest) -> HttpResponse:
    """What becomes of the versions of originals that are to be deleted: asked, then done."""
    data = request.POST if request.method == "POST" else request.GET
    pages = _pages(data.getlist("page"), request.user)
    error = removal.obstacle(pages)
    if request.method == "POST" and not error:
        fates = {number(name[5:]) or 0: str(data[name]) for name in data if name.startswith("fate-")}
        try:
            done = removal.delete(pages=pages, fates=fates, person=request.user)
        except removal.DeletionRefused as refused:
            error = str(refused)
        else:
            _tell_deleted(request, done)
            return redirect(_back(request, str(data.get("next", ""))))
    context = {
        "pages": pages,
        "affected": removal.affected(pages),
        "error": error,
        "next": _back(request, str(data.get("next", ""))),
    }
    return render(
        request, "i18n/review/delete.html", context, status=422 if error and request.method == "POST" else 200
    )


def _pages(values: list[str], user: Any) -> list[Page]:
    """The pages that are to be deleted; one that the person may not delete ends it all."""
    ids = [found for value in values[:_MOST_PAGES] if (found := number(value))]
    pages = list(Page.objects.filter(pk__in=ids).specific().order_by("path"))
    if not pages or len(pages) != len(set(ids)):
        raise Http404
    for page in pages:
        permissions.require(not isinstance(user, AnonymousUser) and page.permissions_for_user(user).can_delete())
    return pages


def _back(request: HttpRequest, wanted: str) -> str:
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return wanted
    return list_url()


def _tell_deleted(request: HttpRequest, done: removal.Deleted) -> None:
    said = ngettext("%(count)d page was deleted.", "%(count)d pages were deleted.", len(done.titles)) % {
        "count": len(done.titles)
    }
    for heir in done.heirs:
        said += " " + _("%(language)s is the original now.") % {"language": languages.name(heir.locale)}
    messages.success(request, said)


@require_http_methods(["GET", "POST"])
@telling
def source(request: HttpRequest, version_id: int) -> HttpResponse:
    """Whether this version is to be the original: what would change, then the change."""
    version = _version(version_id, request.user)
    permissions.require(permissions.may_change_source(request.user, version=version))
    error = source_change.obstacle(version)
    if request.method == "POST" and not error:
        try:
            source_change.change_source(group=version.group, to=version, person=request.user)
        except source_change.ChangeRefused as refused:
            error = str(refused)
        else:
            messages.success(
                request,
                _("%(language)s is the original now. The other versions follow it; their texts are what they were.")
                % {"language": languages.name(version.locale)},
            )
            return redirect(list_url())
    others = version.group.versions.exclude(pk=version.pk).filter(page__isnull=False).select_related("locale")
    context = {"version": version, "before": version.group.source, "others": others, "error": error}
    return render(
        request, "i18n/review/source.html", context, status=422 if error and request.method == "POST" else 200
    )


@require_http_methods(["GET", "POST"])
@telling
def checked(request: HttpRequest, version_id: int) -> HttpResponse:
    """The sentences of a copied article that nobody has checked, and the word of a person who has read them."""
    version = _version(version_id, request.user)
    permissions.require(permissions.is_source(version) and permissions.may_edit(request.user, version=version))
    if request.method == "POST":
        shown = [found for value in request.POST.get("shown", "").split()[:5000] if (found := number(value))]
        done = copies.check(version=version, shown=shown, person=request.user)
        messages.success(
            request,
            ngettext("%(count)d sentence is checked.", "%(count)d sentences are checked.", len(done.sentences))
            % {"count": len(done.sentences)},
        )
        return redirect("wagtailadmin_pages:edit", version.page_id) if version.page_id else redirect(list_url())
    context = {"version": version, "texts": copies.open_texts(version)}
    return render(request, "i18n/review/checked.html", context)


def _status(request: HttpRequest, error: str) -> int:
    return 422 if error and request.method == "POST" else 200


def _version(version_id: int, user: Any) -> LanguageVersion:
    version = screen.find(version_id)
    if version is None or not permissions.may_read_drafts(user, version=version):
        raise Http404
    return version
