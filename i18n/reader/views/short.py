"""Short permanent addresses: for sharing, copying and mails."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from i18n.reader import pages


@require_safe
def short(request: HttpRequest, language: str, short_id: str) -> HttpResponse:
    """To the page's present address in this language; browsers carry `#s-…` along.

    Found, not moved: the short address is the lasting one, and no browser may remember where it led once. Drafts,
    private pages and languages that the page does not have are a 404: an id tells nothing about them.
    """
    version = pages.public_versions(language).filter(group__short_id=short_id).first()
    if version is None:
        raise Http404(_("There is no page at this address"))
    url, query = iri_to_uri(pages.url_of(version, language)), request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(f"{url}?{iri_to_uri(query)}" if query else url)
