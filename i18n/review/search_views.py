"""Search in what was translated before: a page of its own, and a panel beside the sentences."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from i18n.review.views import telling, translation_for
from i18n.services import concordance


@require_GET
@telling
def concordance_view(request: HttpRequest, version_id: int) -> HttpResponse:
    """`?q=` words; `?part=1` answers with the results alone, for the panel."""
    version = translation_for(request, version_id)
    text = request.GET.get("q", "")[:400]
    found = concordance.search(version=version, person=request.user, text=text)
    name = "concordance_results" if request.GET.get("part") else "concordance"
    context = {"version": version, "source": version.group.source, "q": text.replace("\x00", ""), "found": found}
    return render(request, f"i18n/review/{name}.html", context)
