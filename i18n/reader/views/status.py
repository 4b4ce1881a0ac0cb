"""The private page of one report."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from i18n.conf import conf
from i18n.models import ErrorReport
from i18n.reader import pages, senders
from i18n.reader.forms import DetailsForm
from i18n.segments import diff_words, plain
from i18n.services import report_words, reports

Status = ErrorReport.Status


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a report; without a moment it is still to come."""

    word: str
    when: datetime | None
    current: bool = False


# Whoever knows the address owns the report; Origin and Sec-Fetch-Site keep other sites from pressing its buttons.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest, language: str, token: str) -> HttpResponse:
    """GET: what became of it. POST: add details, or take the report back."""
    report = (
        ErrorReport.objects.filter(token=token, version__locale__language_code=language)
        .select_related("version__locale", "segment", "revision", "answered_by_revision")
        .first()
    )
    if report is None:
        raise Http404(_("There is no page at this address"))
    if request.method != "POST":
        return _page(request, report, DetailsForm())
    if not senders.is_from_our_pages(request):
        problem = _("The form came from another site. Nothing was sent; please send it from here.")
        return _page(request, report, DetailsForm(), problems=[("", problem)], code=403)
    if request.POST.get("withdraw"):
        reports.withdraw(report=report)
        return _back(language, token)
    form = DetailsForm(request.POST)
    if not form.is_valid():
        return _page(request, report, form, problems=form.problems, code=400)
    try:
        reports.add_details(report=report, **form.details())
    except reports.AlreadyClosed:
        problem = _("The report is closed meanwhile, so nothing was added. Below you see what became of it.")
        return _page(request, report, form, problems=[("", problem)], code=409)
    return _back(language, token, "?added")


def _back(language: str, token: str, query: str = "") -> HttpResponse:
    address = reverse("report-status", kwargs={"language": language, "token": token})
    return HttpResponseRedirect(address + query, status=303)


def _page(
    request: HttpRequest,
    report: ErrorReport,
    form: DetailsForm,
    *,
    problems: list[tuple[str, str]] | None = None,
    code: int = 200,
) -> HttpResponse:
    language = report.version.locale.language_code
    version = pages.of_page(language, str(report.version.page_id or ""))
    # Once the page is no longer public, nor are its sentences.
    before = report.revision.text if report.revision and version else ""
    answer = report.answered_by_revision if report.status == Status.CORRECTED and version else None
    is_open = report.status in reports.OPEN
    sent = "sent" in request.GET and is_open and not problems
    context = {
        "report": report,
        "steps": _steps(report),
        "is_open": is_open,
        "added": "added" in request.GET and is_open,
        "before": plain(before),
        "changes": diff_words(before, answer.text) if answer else [],
        "said_elsewhere": answer is not None and not answer.text,
        "said": report_words.to_reader(report),
        "kept_months": conf.report_words_months if report.better_wording or report.comment else 0,
        "version": version,
        "article_url": iri_to_uri(pages.url_of(version, language)) if version else "",
        "address": reverse("report-status", kwargs={"language": language, "token": report.token}),
        "form": form,
        "problems": problems or [],
        "email": conf.report_email,
        "erasable": bool(is_open or report.email or report.better_wording or report.comment or report.reason),
        "noindex": True,
    }
    return render(request, "i18n/reader/thanks.html" if sent else "i18n/reader/status.html", context, status=code)


def _steps(report: ErrorReport) -> list[Step]:
    if report.status == Status.WITHDRAWN:
        return [
            Step(_("Received"), report.created_at),
            Step(_("Withdrawn by you"), report.closed_at, current=True),
        ]
    return [
        Step(_("Received"), report.created_at, current=report.status == Status.RECEIVED),
        Step(_("Being looked at"), report.looked_at, current=report.status == Status.LOOKED_AT),
        Step(_outcome(report), report.closed_at, current=report.status not in reports.OPEN),
    ]


def _outcome(report: ErrorReport) -> str:
    if report.status == Status.KEPT:
        return _("Kept as it is")
    if report.status == Status.CORRECTED:
        return _("Corrected") if report.answered_by_revision_id else _("No longer part of the article")
    return _("Answer")
