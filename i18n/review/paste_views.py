"""Views of a whole translation from outside: paste it, check it pair by pair, take it over, take it back."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from i18n.models import LanguageVersion, PastedTranslation
from i18n.review import paste_screen, screen
from i18n.review.actions import Done, number, tell
from i18n.review.paste_words import conflicts, finished, outcome
from i18n.review.views import review_url, telling, wants_json
from i18n.services import pasting, permissions
from i18n.services.chips import TextRefused

_WHOLE = {"confirm_sure", "pair_again", "finish", "discard", "take_back"}


def _version(request: HttpRequest, version_id: int) -> LanguageVersion:
    """A translation into which this person may paste; one that they may not read does not exist for them."""
    version = screen.find(version_id)
    if version is None or not permissions.may_read_drafts(request.user, version=version):
        raise Http404
    permissions.require(permissions.may_paste(request.user, version=version))
    return version


def _draft(request: HttpRequest, draft_id: int) -> PastedTranslation:
    """A draft of this person's own, while they may paste into its version."""
    draft = pasting.find(draft_id=draft_id, person=request.user)
    if draft is None or not permissions.may_paste(request.user, version=draft.version):
        raise Http404
    return draft


@require_http_methods(["GET", "POST"])
@telling
def paste(request: HttpRequest, version_id: int) -> HttpResponse:
    """Paste or upload a whole translation; who has one under way goes on with it."""
    version = _version(request, version_id)
    if request.method == "POST":
        return _begin(request, version)
    going_on = pasting.under_way(version=version, person=request.user)
    if going_on is not None:
        return redirect("translations:pasted", going_on.pk)
    return _form(request, version)


def _form(request: HttpRequest, version: LanguageVersion, error: str = "", status: int = 200) -> HttpResponse:
    context = {
        "version": version,
        "source": version.group.source,
        "error": error,
        "text": request.POST.get("text", ""),
        "html": request.POST.get("html", ""),
        "credit": request.POST.get("credit", ""),
        "going_on": pasting.under_way(version=version, person=request.user) if error else None,
        "endings": ",".join(pasting.ENDINGS),
    }
    return render(request, "i18n/review/paste.html", context, status=status)


def _begin(request: HttpRequest, version: LanguageVersion) -> HttpResponse:
    """What was typed stays in the form where the text cannot be taken."""
    try:
        draft = pasting.begin(
            version=version, person=request.user, given=_given(request), credit=request.POST.get("credit", "")
        )
    except pasting.PasteRefused as error:
        return _form(request, version, str(error), 422)
    return redirect("translations:pasted", draft.pk)


def _given(request: HttpRequest) -> pasting.Given:
    """The file where there is one, else the text of the clipboard with its links, else what stands in the field."""
    upload = request.FILES.get("file")
    if upload is not None:
        if (upload.size or 0) > pasting.MAX_FILE:
            return pasting.read_file(name=upload.name or "", data=b" " * (pasting.MAX_FILE + 1))
        return pasting.read_file(name=upload.name or "", data=upload.read())
    if request.POST.get("html", "").strip():
        return pasting.Given(request.POST["html"], "html")
    text = request.POST.get("text", "")
    return pasting.Given(text, "markdown" if pasting.looks_like_markdown(text) else "plain")


@require_http_methods(["GET", "POST"])
@telling
def pasted(request: HttpRequest, draft_id: int) -> HttpResponse:
    """The pairs of a draft, or what became of it; a step on one pair or on the whole."""
    draft = _draft(request, draft_id)
    if request.method == "POST":
        try:
            return _act(request, draft)
        except pasting.PasteRefused as error:
            return _told(request, draft, Done(str(error), "error"))
    if not draft.open:
        context: dict[str, Any] = {"draft": draft, "version": draft.version, "source": draft.version.group.source}
        context["left"] = [row["text"] for row in draft.rows if row["text"] and row["mark"] != pasting.OK]
        return render(request, "i18n/review/pasted_done.html", context)
    acted = pasting.refresh(draft=draft, person=request.user)
    return _shown(request, paste_screen.build(acted=acted, person=request.user))


def _shown(request: HttpRequest, shown: paste_screen.PasteScreen, status: int = 200) -> HttpResponse:
    return render(request, "i18n/review/pasted.html", {"screen": shown}, status=status)


def _act(request: HttpRequest, draft: PastedTranslation) -> HttpResponse:
    action = request.POST.get("action", "")
    if action in _WHOLE:
        return _whole(request, draft, action)
    if action not in pasting.STEPS:
        raise Http404
    return _step(request, draft, action)


def _whole(request: HttpRequest, draft: PastedTranslation, action: str) -> HttpResponse:
    """A step on the whole text."""
    person = request.user
    if action == "finish":
        done = pasting.finish(draft=draft, person=person)
        return _told(request, draft, Done(finished(done), "warning" if conflicts(done) else "success"))
    if action == "take_back":
        pasting.take_back(draft=draft, person=person)
        return _told(request, draft, Done(_("Undone: the texts from before are back.")))
    if action == "discard":
        pasting.discard(draft=draft, person=person)
        message = _("Put away: nothing of it is stored as a translation.")
        return _told(request, draft, Done(message), review_url(draft.version))
    try:
        if action == "pair_again":
            acted, message = pasting.pair_again(draft=draft, person=person), _("Paired again around what is confirmed.")
        else:
            seen = frozenset(key for key in map(number, request.POST.get("opened", "").split()) if key)
            acted, message = pasting.confirm_sure(draft=draft, person=person, seen=seen), ""
            message = outcome(acted)
    except pasting.Stale as error:
        return _told(request, draft, Done(str(error), "warning"))
    return _told(request, acted.draft, Done(message))


def _step(request: HttpRequest, draft: PastedTranslation, action: str) -> HttpResponse:
    """A step on one pair; what was typed stays in the field, whatever happens."""
    key, typed = number(request.POST.get("key")) or 0, request.POST.get("text")
    try:
        acted = pasting.act(
            draft=draft,
            person=request.user,
            action=action,
            key=key,
            n=number(request.POST.get("n")) or 0,
            text=typed,
        )
    except (TextRefused, LookupError) as error:
        return _refused(request, draft, key, str(error) if isinstance(error, TextRefused) else "", typed or "")
    shown = paste_screen.build(acted=acted, person=request.user)
    if acted.problem:
        if (row := shown.row(key)) is not None:
            row.error = acted.problem
        return (
            _parts(request, shown, acted.changed or [key], 422) if wants_json(request) else _shown(request, shown, 422)
        )
    if wants_json(request):
        return _parts(request, shown, acted.changed)
    return redirect(f"{pasted_url(draft)}#p-{shown.after(key) if action != 'save' else key}")


def _refused(request: HttpRequest, draft: PastedTranslation, key: int, message: str, typed: str) -> HttpResponse:
    gone = _("This pair is not here any more: load the page again. Your text is still in the field.")
    if wants_json(request):
        return JsonResponse({"message": message or gone}, status=409)
    shown = paste_screen.build(acted=pasting.refresh(draft=draft, person=request.user), person=request.user)
    row = shown.row(key)
    if row is None:
        raise PermissionDenied(gone)  # shown with the typed text
    row.error, row.text = message or gone, typed
    return _shown(request, shown, 409)


def _parts(
    request: HttpRequest, shown: paste_screen.PasteScreen, changed: list[int], status: int = 200
) -> JsonResponse:
    """The rows that are not as they were, the order of all, and how far it is, for the script."""

    def drawn(template: str, **context: Any) -> str:
        return render(request, f"i18n/review/{template}.html", {"screen": shown, **context}).content.decode()

    rows = {str(row.key): drawn("pasted_row", row=row) for row in shown.rows if row.key in set(changed)}
    return JsonResponse(
        {
            "rows": rows,
            "order": [row.key for row in shown.rows],
            "progress": drawn("pasted_progress"),
            "end": drawn("pasted_end"),
            "message": next((row.error for row in shown.rows if row.error), ""),
        },
        status=status,
    )


def _told(request: HttpRequest, draft: PastedTranslation, done: Done, url: str = "") -> HttpResponse:
    tell(request, done)
    return redirect(url or pasted_url(draft))


def pasted_url(draft: PastedTranslation) -> str:
    """The screen of a draft."""
    return reverse("translations:pasted", args=[draft.pk])
