"""Short permanent addresses: for sharing, copying and mails."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from i18n.public import withdrawal_of
from i18n.reader import pages


@require_safe
def short(request: HttpRequest, language: str, short_id: str) -> HttpResponse:
    """To the page's present address in this language; browsers carry `#s-…` along.

    Found, not moved: the short address is the lasting one, and no browser may remember where it led once. Drafts,
    private pages and languages that the page does not have are a 404: an id tells nothing about them. What was public
    and was taken back is a 410.
    """
    version = pages.public_versions(language).filter(group__short_id=short_id).first()
    if version is None:
        pages_there = Page.objects.filter(language_version__group__short_id=short_id, locale__language_code=language)
        withdrawal = withdrawal_of(pages_there, language)
        if withdrawal is not None:
            return render(request, "410.html", {"noindex": True, **withdrawal.said}, status=410)
        raise Http404(_("There is no page at this address"))
    url, query = iri_to_uri(pages.url_of(version, language)), request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(f"{url}?{iri_to_uri(query)}" if query else url)
