"""One press files a report. The same address shows the form to those who come from elsewhere."""

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from i18n import public
from i18n.conf import conf
from i18n.models import LanguageVersion
from i18n.reader import pages, senders, tokens
from i18n.reader.forms import DetailsForm
from i18n.reader.languages import LanguageLink, how_to_report_menu, report_menu
from i18n.services import parallel, report_limits, reports


@dataclass(slots=True)
class Asked:
    """What a request is about: a public translation and one of its sentences, as far as they exist."""

    language: str
    version: LanguageVersion | None
    sentence: str
    row: parallel.Row | None = None
    source_language: str = ""
    problems: list[tuple[str, str]] = field(default_factory=list)


# No cookie is set, so Django's token has nothing to compare with: Origin, Sec-Fetch-Site and a signed token stand in.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, language: str) -> HttpResponse:
    """GET: the form, or how to report. POST: file the report, then lead to its private address."""
    given = request.POST if request.method == "POST" else request.GET
    asked = _asked(language, given.get("page", ""), given.get("sentence", ""))
    if request.method != "POST":
        lost = bool(given.get("page") and not asked.version) or bool(given.get("sentence") and not asked.row)
        return _page(request, asked, DetailsForm(), status=404 if lost else 200)
    form = DetailsForm(request.POST)
    if asked.version is None or asked.row is None:
        return _page(request, asked, form, status=404)
    if not senders.is_from_our_pages(request):
        asked.problems.append(("", _("The form came from another site. Nothing was sent; please send it from here.")))
        return _page(request, asked, DetailsForm(), status=403)
    problem = _token_problem(given.get("token", ""), given.get("website", ""), asked.version)
    if problem:
        asked.problems.append(("", problem))
        return _page(request, asked, form, status=400)
    if not form.is_valid():
        asked.problems += form.problems
        return _page(request, asked, form, status=400)
    return _file(request, asked, asked.version, form)


def _file(request: HttpRequest, asked: Asked, version: LanguageVersion, form: DetailsForm) -> HttpResponse:
    try:
        filed = reports.file(
            version=version,
            public_id=asked.sentence,
            seen=request.POST.get("seen", "")[:12],
            sender=report_limits.sender_key(senders.address_of(request)),
            details=form.details(),
        )
    except reports.UnknownSentence:
        asked.row = None
        return _page(request, asked, form, status=404)
    except report_limits.TooManyReports as limit:
        minutes = -(-limit.retry_after // 60)
        asked.problems.append(("", _too_many(minutes)))
        response = _page(request, asked, form, status=429)
        response["Retry-After"] = str(limit.retry_after)
        return response
    address = reverse("report-status", kwargs={"language": asked.language, "token": filed.token})
    # See Other: a reload of the answer shows the report, and files nothing twice.
    return HttpResponseRedirect(f"{address}?sent", status=303)


def _too_many(minutes: int) -> str:
    return ngettext(
        "Many reports came from your network or for this page just now. Please try again in %(count)d minute, "
        "or write to us.",
        "Many reports came from your network or for this page just now. Please try again in %(count)d minutes, "
        "or write to us.",
        minutes,
    ) % {"count": minutes}


def _token_problem(token: str, honeypot: str, version: LanguageVersion) -> str:
    """Why a form is not accepted as it is; a press on the fresh one sends it."""
    if honeypot:
        return _("A field that people do not see was filled in. Please send the form once more.")
    try:
        tokens.check(token, version.pk)
    except tokens.Expired:
        return _("The page was open for more than two days. Your text is still here; please send it once more.")
    except tokens.Forged:
        return _("The form was incomplete. Your text is still here; please send it once more.")
    return ""


def _asked(language: str, page: str, sentence: str) -> Asked:
    version = pages.of_page(language, page)
    if version is None or pages.is_source(version):
        return Asked(language, None, "")
    wanted = pages.sentence_id(sentence)
    shown = parallel.read(version, only=[wanted]) if wanted else None
    rows = [row for paragraph in shown.paragraphs for row in paragraph.rows] if shown else []
    return Asked(language, version, wanted, rows[0] if rows else None, shown.source_language if shown else "")


def _languages(asked: Asked) -> list[LanguageLink]:
    if asked.version is None or asked.version.page is None or asked.row is None:
        return how_to_report_menu(asked.language)
    versions = public.alternates_of([asked.version.page])[asked.version.page.pk]
    return report_menu(versions, asked.language, asked.row.public_id)


def _page(request: HttpRequest, asked: Asked, form: DetailsForm, *, status: int) -> HttpResponse:
    """The form with the sentence quoted, or how to report where there is none; whatever was typed is in it."""
    version = asked.version
    context = {
        "version": version,
        "row": asked.row,
        "source_language": asked.source_language,
        "sentence": asked.sentence,
        "lost": asked.row is None and status == 404,
        "form": form,
        "problems": asked.problems,
        "email": conf.report_email,
        "email_subject": f"{pages.short_url(version)} {asked.sentence}".strip() if version else "",
        "article_url": iri_to_uri(pages.url_of(version, asked.language)) if version else "",
        "token": tokens.make(version.pk) if version else "",
        "seen": request.POST.get("seen", "")[:12] or (asked.row.seen if asked.row else ""),
        "menu_languages": _languages(asked),
        "noindex": True,
    }
    return render(request, "i18n/reader/report.html", context, status=status)
