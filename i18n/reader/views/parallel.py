"""A translation beside its original."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from delivery.page_views import Viewed, shows
from i18n import public
from i18n.reader import pages, tokens
from i18n.reader.languages import parallel_menu
from i18n.services import parallel as rows


@require_safe
def parallel(request: HttpRequest, language: str, page_path: str) -> HttpResponse:
    """Every sentence with its original and a button. The original itself has nothing to compare: to its page."""
    version = pages.at_address(language, page_path)
    if version is None or version.page is None:
        withdrawal = pages.withdrawn_at(language, page_path)
        if withdrawal is not None:
            return render(request, "410.html", {"noindex": True, **withdrawal.said}, status=410)
        raise Http404(_("There is no page at this address"))
    article_url = iri_to_uri(pages.url_of(version, language))
    if pages.is_source(version):
        return HttpResponseRedirect(article_url)
    others = public.alternates_of([version.page])[version.page.pk]
    context = {
        "parallel": rows.read(version),
        "version": version,
        "article_url": article_url,
        "page_id": version.page.pk,
        "token": tokens.make(version.pk),
        "menu_languages": parallel_menu(others, language),
        "noindex": True,
    }
    response = render(request, "i18n/reader/parallel.html", context)
    return shows(response, Viewed(version.page.pk, version.state))
