"""The page of a sentence's record: read it, compare two of its texts, put one back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from i18n.models import LanguageVersion
from i18n.review import record, screen
from i18n.review.actions import Done, number, tell
from i18n.review.views import telling
from i18n.services import permissions, restoring
from i18n.services.chips import TextRefused
from i18n.services.review import Outcome
from i18n.services.sentences import UnknownSentence


@require_http_methods(["GET", "POST"])
@telling
def sentence(request: HttpRequest, version_id: int, public_id: str) -> HttpResponse:
    """The record of one sentence of a translation, for those who may read its drafts."""
    version = screen.find(version_id)
    if version is None or permissions.is_source(version):
        raise Http404
    if not permissions.may_read_drafts(request.user, version=version):
        raise Http404
    if request.method == "POST":
        return _put_back(request, version, public_id)
    chosen = number(request.GET.get("from")) or 0, number(request.GET.get("to")) or 0
    found = record.build(
        version=version, public_id=public_id, user=request.user, chosen=chosen, page=request.GET.get("p", "1")[:9]
    )
    if found is None:
        raise Http404
    return render(request, "i18n/review/record.html", {"record": found, "screen": {"version": version}})


def _put_back(request: HttpRequest, version: LanguageVersion, public_id: str) -> HttpResponse:
    try:
        outcome = restoring.put_back(
            version=version,
            public_id=public_id,
            revision_id=number(request.POST.get("text")) or 0,
            person=request.user,
            approve=request.POST.get("action") == "approve",
            base_revision_id=number(request.POST.get("revision")),
        )
    except UnknownSentence:
        raise Http404 from None
    except TextRefused as error:
        tell(request, Done(str(error), "error"))
    else:
        tell(request, _said(outcome, approved=request.POST.get("action") == "approve"))
    return redirect(reverse("translations:record", args=[version.pk, public_id]))


def _said(outcome: Outcome, *, approved: bool) -> Done:
    if outcome.conflict is not None:
        return Done(_("Somebody else changed this sentence meanwhile: look again."), "warning")
    if outcome.stored is None:
        return Done(_("This text stands there already."), "info")
    if approved:
        return Done(_("The text is back and counts as checked. The page follows in a few seconds."))
    return Done(_("The text is back as a suggestion: it waits for approval."))
