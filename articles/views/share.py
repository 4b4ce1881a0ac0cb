"""Sharing on a Mastodon server: the reader names it, nothing is stored."""

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles import sharing
from articles.view_models.frame import same_view_in_all_languages

_LONGEST = 2_000


# The form's answer leads to the reader's own server: browsers hold `form-action` against redirects, too.
@csp_update({"form-action": ["https:"]})  # type: ignore[arg-type]  # its stub knows no arguments from the address
@require_safe
def mastodon(request: HttpRequest, language: str) -> HttpResponse:
    """Ask for the server, then lead to its own share page; only addresses of this site are shared."""
    url = request.GET.get("url", "")[:_LONGEST]
    if not sharing.is_own(url, request.get_host()):
        url = request.build_absolute_uri(f"/{language}/")
    typed = request.GET.get("server", "")[:300]
    error = ""
    if "server" in request.GET:
        try:
            return HttpResponseRedirect(sharing.mastodon_share_url(sharing.mastodon_server(typed), url))
        except ValueError as problem:
            error = str(problem)
    links = same_view_in_all_languages("share-mastodon", language)
    context = {"url": url, "server": typed, "error": error, "noindex": True, "menu_languages": links}
    return render(request, "articles/share_mastodon.html", context, status=400 if error else 200)
