"""An article for others to take over."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.queries import readable
from articles.view_models.republication import republication
from articles.view_models.site import site_facts
from articles.views.article import instead
from i18n.public import reading, with_texts


@require_safe
def republish(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Its text as HTML to copy, where the owner of the site allows it and has named a licence."""
    site = site_facts(request, language)
    if not site.offers_republication:
        raise Http404(_("There is no page at this address"))
    page = with_texts(readable(language)).filter(slug=slug).first()
    if page is None:
        return instead(request, language, slug, "republish")
    origin = f"{request.scheme}://{request.get_host()}"
    context = republication(page, reading(page), site, origin) | {"noindex": True}
    return render(request, "articles/republish.html", context)
