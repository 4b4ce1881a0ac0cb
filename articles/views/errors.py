"""Answers for addresses where nothing is, or is no more, and for a site that cannot answer just now.

Each is in the language of its address. Those of a broken site ask no database.
"""

import logging
import sys
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.encoding import iri_to_uri

from articles import languages
from articles.view_models.elsewhere import Unknown, elsewhere, in_each_language
from articles.view_models.frame import bare_frame

logger = logging.getLogger(__name__)

_RETRY_AFTER = 30  # seconds
# What readers type into a form of ours: it must not be lost with the database.
_TYPED = ("better", "comment", "email")
_LAST_RESORT = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>500</title>"
    "<h1>Something went wrong</h1><p>Please try again in a minute.</p>"
)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 in the language of the address, with versions of the page in other languages; in each of the site's
    languages where the address names none of them.
    """
    language = _language_of(request)
    if language is None:
        return _unknown_language(request)
    return render(request, "404.html", _elsewhere(request, language), status=404)


def gone(
    request: HttpRequest,
    *,
    title: str = "",
    withdrawn: date | None = None,
    reason: str = "",
    reason_language: str = "",
) -> HttpResponse:
    """410: what was here was taken back, and says so; languages in which it is still public are offered."""
    context = {
        **_elsewhere(request, _language_of(request) or languages.codes()[0]),
        "gone_title": title,
        "withdrawn": withdrawn,
        "reason": reason,
        "reason_language": reason_language,
    }
    return render(request, "410.html", context, status=410)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; 503 with Retry-After while the database does not answer. What a reader typed stays on the page."""
    is_down = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    language = _language_of(request) or languages.codes()[0]
    try:
        with translation.override(language):
            context = {"frame": bare_frame(request, language), "typed": _typed(request) if is_down else []}
            text = render_to_string("503.html" if is_down else "500.html", context)
    except Exception:
        logger.exception("The page of an error could not be made")
        return HttpResponseServerError(_LAST_RESORT)
    response = HttpResponse(text, status=503 if is_down else 500)
    response["Cache-Control"] = "no-store"
    if is_down:
        response["Retry-After"] = str(_RETRY_AFTER)
    return response


def _elsewhere(request: HttpRequest, language: str) -> dict[str, Any]:
    """The page in other languages, for the text and for the menu."""
    found = elsewhere(request, language)
    homes = {code: reverse("home", kwargs={"language": code}) for code in languages.codes()}
    addresses = homes | {version.locale: iri_to_uri(version.url) for version in found}
    return {"noindex": True, "found": found, "menu_languages": languages.menu(language, addresses)}


def _language_of(request: HttpRequest) -> str | None:
    first = request.path_info.lstrip("/").split("/", 1)[0]
    return first if first in languages.codes() else None


def _unknown_language(request: HttpRequest) -> HttpResponse:
    """`/xx/`: no language is taken for another one. The same words in each, the browser's own first."""
    preferred = languages.preferred(request.headers.get("Accept-Language", ""))
    lines: list[Unknown] = in_each_language(preferred)
    context = {"language": preferred, "dir": languages.direction(preferred), "lines": lines}
    response = HttpResponse(render_to_string("404_language.html", context), status=404)
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _typed(request: HttpRequest) -> list[tuple[str, str, bool]]:
    """(name, value, whether a person typed it) of a report's form; nothing elsewhere, least of all in the admin."""
    match = request.resolver_match
    if request.method != "POST" or match is None or match.url_name not in ("report", "report-status"):
        return []
    posted: Mapping[str, str] = request.POST
    return [(name, value[:2_000], name in _TYPED) for name, value in posted.items() if value]
