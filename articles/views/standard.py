"""Standard pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import StandardPage
from articles.queries import readable_standard
from articles.view_models.article import standard_context
from articles.viewed import viewed
from articles.views.errors import gone
from delivery.page_views import shows
from i18n.public import preview_reading, reading, withdrawal_of


@require_safe
def standard(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """The page found by one look-up; drafts, private pages and other languages' slugs are a 404, and what was public
    and was taken back is a 410.
    """
    page = readable_standard(language).filter(slug=slug).first()
    if page is None:
        withdrawal = withdrawal_of(StandardPage.objects.filter(locale__language_code=language, slug=slug), language)
        if withdrawal is not None:
            return gone(request, **withdrawal.said)
        raise Http404(_("There is no page at this address"))
    read = reading(page)
    response = render(request, "articles/standard.html", standard_context(request, page, read))
    return shows(response, viewed(page, read.info if read else None))


def render_standard(request: HttpRequest, page: StandardPage) -> HttpResponse:
    """A page that is not found by its address (Wagtail's preview): its own texts as they stand in the editor."""
    with translation.override(page.locale.language_code):
        return render(
            request,
            "articles/standard.html",
            standard_context(request, page, preview_reading(page)) | {"noindex": True},
        )
