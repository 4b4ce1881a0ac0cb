"""Small files that machines look for at fixed addresses."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles import languages
from articles.view_models.site import site_facts

_DAY = 86_400
_VALID = timedelta(days=180)  # RFC 9116 asks for less than a year


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything that readers may read may be found; which texts are left out, each page says itself."""
    origin = f"{request.scheme}://{request.get_host()}"
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "",
        f"Sitemap: {origin}/sitemap.xml",
        f"Sitemap: {origin}/sitemap-news.xml",
    ]
    return _text(lines)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116: where to tell us of a hole. It never runs out as long as the site runs."""
    contact = settings.INTERURBAN_SECURITY_CONTACT or site_facts(request, languages.codes()[0]).contact_email
    contact = contact or settings.INTERURBAN_REPORT_EMAIL
    expires = (timezone.now() + _VALID).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
        f"Expires: {expires.isoformat()}",
        f"Preferred-Languages: {', '.join(languages.codes())}",
        f"Canonical: {request.scheme}://{request.get_host()}/.well-known/security.txt",
    ]
    return _text(lines)


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """For what does not read the head of a page."""
    response = HttpResponseRedirect(static("img/favicon.ico"))
    response["Cache-Control"] = f"public, max-age={_DAY}"
    return response


def _text(lines: list[str]) -> HttpResponse:
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={_DAY}"
    return response
