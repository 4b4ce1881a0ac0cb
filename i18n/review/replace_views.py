"""Find and replace in a translation: looked at first, applied to what is ticked."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from i18n.models import Decision, LanguageVersion
from i18n.review import tabs
from i18n.review.actions import Done, number, tell
from i18n.review.views import review_url, telling, translation_for
from i18n.services import permissions, replacing
from i18n.services.chips import TextRefused


def _wanted(data: QueryDict) -> replacing.Wanted:
    return replacing.Wanted(data.get("q", ""), data.get("with", ""), bool(data.get("case")), bool(data.get("words")))


@require_http_methods(["GET", "HEAD", "POST"])
@telling
def replace(request: HttpRequest, version_id: int) -> HttpResponse:
    """`?q=` words, `with=` what takes their place, `case=`, `words=` (whole ones). A POST changes what is ticked."""
    version = translation_for(request, version_id)
    permissions.require(permissions.may_suggest(request.user, version=version))
    if request.method == "POST":
        return _apply(request, version)
    return _page(request, version, request.GET)


def _page(
    request: HttpRequest, version: LanguageVersion, data: QueryDict, error: str = "", status: int = 200
) -> HttpResponse:
    wanted = _wanted(data)
    context = {
        "version": version,
        "source": version.group.source,
        "wanted": wanted,
        "preview": replacing.preview(version=version, wanted=wanted, person=request.user),
        "may_approve": permissions.may_approve(request.user, version=version, author=request.user),
        "error": error,
        "back": tabs.address(request.GET.dict()),
        "kept": tabs.kept(request.GET.dict()).items(),
    }
    return render(request, "i18n/review/replace.html", context, status=status)


def _apply(request: HttpRequest, version: LanguageVersion) -> HttpResponse:
    pairs = (value.partition(":") for value in request.POST.getlist("change")[:5000])
    chosen = {public_id: number(revision) or 0 for public_id, _colon, revision in pairs}
    if not chosen:
        return _page(request, version, request.POST, _("Tick at least one sentence."), 422)
    wanted, how = _wanted(request.POST), request.POST.get("how", "")
    try:
        done = replacing.replace(version=version, wanted=wanted, chosen=chosen, how=how, person=request.user)
    except TextRefused as error:
        return _page(request, version, request.POST, str(error), 422)
    tell(request, _said(done))
    return redirect(
        review_url(version) + tabs.address(request.GET.dict()) + (f"#s-{done.changed[0]}" if done.changed else "")
    )


def _said(done: replacing.Replaced) -> Done:
    count = len(done.changed)
    words = {
        Decision.STORED: ngettext("Replaced in %(count)d draft.", "Replaced in %(count)d drafts.", count),
        Decision.SUGGESTED: ngettext("Replaced in %(count)d suggestion.", "Replaced in %(count)d suggestions.", count),
        Decision.APPROVED: ngettext(
            "Replaced and approved in %(count)d sentence.", "Replaced and approved in %(count)d sentences.", count
        ),
    }
    said = words[Decision(done.decision)] % {"count": count}
    if done.left:
        left = ngettext(
            "%(count)d sentence was changed meanwhile, and stays.",
            "%(count)d sentences were changed meanwhile, and stay.",
            len(done.left),
        )
        said += " " + left % {"count": len(done.left)}
    if count:
        said += " " + _("“Undo” takes all of it back.")
    return Done(said, "success" if count else "warning")
