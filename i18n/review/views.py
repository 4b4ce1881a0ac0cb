"""Views of the translation screens. Each checks the right to read; what a person may change, the services check."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from i18n.models import LanguageVersion
from i18n.review import actions, listing, screen, tabs
from i18n.services import permissions, reports, versions
from i18n.services.chips import TextRefused
from i18n.services.sentences import UnknownSentence

View = Callable[..., HttpResponseBase]


def wants_json(request: HttpRequest) -> bool:
    """Whether the page's script asks (it replaces the row), or the browser itself (it loads the page again)."""
    return "application/json" in request.headers.get("Accept", "")


def telling(view: View) -> View:
    """A refusal is said with status 403, and gives the typed text back."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied as error:
            message = str(error) or _("You do not have the right to do this here.")
            if wants_json(request):
                return JsonResponse({"message": message}, status=403)
            context = {"message": message, "text": request.POST.get("text", "")}
            return render(request, "i18n/review/refused.html", context, status=403)

    return wrapped


def version_for(request: HttpRequest, version_id: int) -> LanguageVersion:
    """A version that this person may see; any other does not exist for them."""
    version = screen.find(version_id, person=request.user)
    if version is None or not permissions.may_read_drafts(request.user, version=version):
        raise Http404
    return version


def translation_for(request: HttpRequest, version_id: int) -> LanguageVersion:
    """A translation that this person may see; an original has no such screens."""
    version = version_for(request, version_id)
    if permissions.is_source(version):
        raise Http404
    return version


@require_GET
@telling
def index(request: HttpRequest) -> HttpResponse:
    """The list of translations."""
    permissions.require(permissions.may_use_screens(request.user))
    return render(request, "i18n/review/list.html", {"listing": listing.build(user=request.user, query=request.GET)})


@require_GET
@telling
def review(request: HttpRequest, version_id: int) -> HttpResponse:
    """The review of one version; an original is edited in the page editor."""
    version = version_for(request, version_id)
    if permissions.is_source(version):
        return redirect("wagtailadmin_pages:edit", version.page_id) if version.page_id else redirect(list_url())
    shown = screen.build(version=version, user=request.user, asked=request.GET.dict())
    _look_at(shown, request)
    return render(request, "i18n/review/review.html", {"screen": shown})


def _look_at(shown: screen.Screen, request: HttpRequest) -> None:
    fresh = [report for row in shown.rows for said in row.reports for report in said.all]
    for report in fresh:
        report.version = shown.version
    if fresh:
        reports.look_at(reports=fresh, person=request.user)


@require_POST
@telling
def sentence(request: HttpRequest, version_id: int) -> HttpResponse:
    """One decision about one sentence: the form of a row."""
    version = version_for(request, version_id)
    public_id = request.POST.get("sentence", "")
    try:
        done = actions.on_sentence(version=version, person=request.user, data=request.POST)
    except UnknownSentence:
        raise Http404 from None
    except TextRefused as error:
        return _refused(request, version, public_id, str(error))
    if wants_json(request):
        return _row(request, version, public_id, done)
    actions.tell(request, done)
    shown = screen.build(version=version, user=request.user, asked=request.GET.dict())
    place = shown.after(public_id) if done.moves_on else public_id
    return redirect(f"{review_url(version)}{shown.query}#s-{place}")


def _row(request: HttpRequest, version: LanguageVersion, public_id: str, done: actions.Done) -> HttpResponse:
    """The row as it is now, and what depends on it, for the script."""
    fresh = screen.find(version.pk, person=request.user) or version
    shown = screen.build(version=fresh, user=request.user, asked=request.GET.dict())
    row = shown.row(public_id)
    parts = {
        name: render(request, f"i18n/review/{name}.html", {"screen": shown, "row": row}).content.decode()
        for name in ("row", "progress", "release")
    }
    others = drawn(request, shown, done.changed)
    revision = row.revision_id if row else None
    said = {"message": done.message, "moves_on": done.moves_on, "revision": revision}
    return JsonResponse({**parts, **said, "rows": others})


def drawn(request: HttpRequest, shown: screen.Screen, ids: Iterable[str]) -> dict[str, str]:
    """Public id → the row as it is now."""
    found = ((public_id, shown.row(public_id)) for public_id in ids)
    return {
        public_id: render(request, "i18n/review/row.html", {"screen": shown, "row": row}).content.decode()
        for public_id, row in found
        if row is not None
    }


def _refused(request: HttpRequest, version: LanguageVersion, public_id: str, message: str) -> HttpResponse:
    """What was typed stays in the field, with the reason beside it."""
    if wants_json(request):
        return JsonResponse({"message": message}, status=422)
    shown = screen.build(version=version, user=request.user, asked={**request.GET.dict(), "show": ""})
    row = shown.row(public_id)
    if row is None:
        raise Http404
    row.text, row.error = request.POST.get("text", row.text), message
    return render(request, "i18n/review/review.html", {"screen": shown}, status=422)


@require_POST
@telling
def release(request: HttpRequest, version_id: int) -> HttpResponse:
    """A decision about the whole version: publish, hold, take down, approve what is left."""
    version = version_for(request, version_id)
    actions.tell(request, actions.on_version(version=version, person=request.user, data=request.POST))
    return redirect(review_url(version) + tabs.address(request.GET.dict()))


@require_POST
@telling
def create(request: HttpRequest) -> HttpResponse:
    """A version in a language that an article lacks: by hand, from a text made elsewhere, or by machine."""
    source = version_for(request, actions.number(request.POST.get("source")) or 0)
    done = actions.on_article(source=source, person=request.user, data=request.POST)
    actions.tell(request, done)
    if done.version is None or not done.moves_on:
        return redirect(_back(request))
    if request.POST.get("how") == "paste":
        return redirect("translations:paste", done.version.pk)
    return redirect(review_url(done.version))


@require_POST
@telling
def again(request: HttpRequest, job_id: int) -> HttpResponse:
    """Ask for a failed job once more."""
    done = actions.try_again(job_id=job_id, person=request.user)
    if done is None:
        raise Http404
    actions.tell(request, done)
    return redirect(review_url(done.version) if done.version is not None else list_url())


@require_POST
@telling
def all_again(request: HttpRequest) -> HttpResponse:
    """Ask once more for all that failed and that the list shows, or would show on a longer page."""
    permissions.require(permissions.may_use_screens(request.user))
    locales = versions.site_locales()
    filters = listing.filters_of(QueryDict(request.POST.get("back", "")), locales)
    failed = listing.failed_work(user=request.user, filters=filters, locales=locales)
    actions.tell(request, actions.try_all_again(failed=failed, person=request.user))
    return redirect(_back(request))


def list_url() -> str:
    return reverse("translations:list")


def _back(request: HttpRequest) -> str:
    """The list as it was filtered when the form was sent."""
    asked = QueryDict(request.POST.get("back", ""))
    kept = urlencode({name: asked[name] for name in ("language", "state", "p") if asked.get(name)})
    return f"{list_url()}?{kept}" if kept else list_url()


def review_url(version: LanguageVersion) -> str:
    return reverse("translations:review", args=[version.pk])
