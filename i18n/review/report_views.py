"""Views of readers' reports: list, page of one, closing several, tables for others."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from i18n.models import ErrorReport
from i18n.review import report_actions, report_detail, report_listing
from i18n.review.done import number, tell
from i18n.review.views import telling
from i18n.services import permissions, report_export, report_joining, report_queries, reports, versions
from i18n.services.chips import TextRefused
from i18n.services.hidden_characters import without_controls

_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json; charset=utf-8"}
_AT_ONCE = 100


@require_GET
@telling
def index(request: HttpRequest) -> HttpResponse:
    """The list of reports."""
    permissions.require(permissions.may_use_screens(request.user))
    listing = report_listing.build(user=request.user, query=request.GET)
    return render(request, "i18n/review/reports.html", {"listing": listing})


@require_http_methods(["GET", "POST"])
@telling
def report(request: HttpRequest, report_id: int) -> HttpResponse:
    """One report: read, answered, joined, taken apart, opened again."""
    found = _find(request, report_id)
    if request.method != "POST":
        looked_at = _look_at(found, request.user)
        return _page(request, _find(request, report_id) if looked_at else found)
    try:
        tell(request, report_actions.on_report(report=found, person=request.user, data=request.POST))
    except TextRefused as error:
        return _page(request, found, error=str(error), status=422)
    return redirect("translations:report", found.pk)


def _look_at(found: ErrorReport, person: Any) -> int:
    group = list(report_joining.group_of(found))
    for one in group:
        one.version = found.version
    return reports.look_at(reports=group, person=person)


def _find(request: HttpRequest, report_id: int) -> ErrorReport:
    """A report that this person may see; any other does not exist for them."""
    found = report_detail.find(user=request.user, report_id=report_id)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, found: ErrorReport, *, error: str = "", status: int = 200) -> HttpResponse:
    detail = report_detail.build(report=found, user=request.user)
    if error:  # what was typed stays, with the reason beside it
        detail.error, detail.because = error, request.POST.get("because", "")
        detail.answer = without_controls(request.POST.get("answer", ""))
    return render(request, "i18n/review/report.html", {"detail": detail}, status=status)


@require_POST
@telling
def close(request: HttpRequest) -> HttpResponse:
    """Close the chosen reports of the list with one reason."""
    permissions.require(permissions.may_use_screens(request.user))
    keys = [number(value) or 0 for value in request.POST.getlist("report")[:_AT_ONCE]]
    visible = report_queries.with_facts(report_queries.visible(request.user))
    found = list(visible.filter(pk__in=keys))
    if len(found) < len(set(keys)):
        raise Http404  # a report that is not there for this person: nothing is closed
    done = report_actions.close_many(found=found, person=request.user, because=request.POST.get("because", ""))
    tell(request, done)
    query = report_listing.as_query(_filters(QueryDict(request.POST.get("back", "")[:2000])))
    return redirect(reverse("translations:reports") + (f"?{query}" if query else ""))


def _filters(query: Any) -> report_queries.Filters:
    return report_listing.filters_of(query, versions.site_locales())


@require_GET
@telling
def table(request: HttpRequest, kind: str) -> StreamingHttpResponse | HttpResponse:
    """The reports of the list, each by itself, as CSV or JSON."""
    permissions.require(permissions.may_use_screens(request.user))
    if kind not in _TYPES:
        raise Http404
    found = report_queries.matching(request.user, _filters(request.GET))
    lines = report_export.as_csv(found) if kind == "csv" else report_export.as_json(found)
    response = StreamingHttpResponse(lines, content_type=_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="reports-{timezone.localdate():%Y-%m-%d}.{kind}"'
    add_never_cache_headers(response)
    return response
