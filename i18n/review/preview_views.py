"""The page as readers would get it with the newest texts of its translators: beside the review, or in a window."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from i18n.review import public_pages
from i18n.review.views import telling, version_for
from i18n.services import permissions, previewing


@require_safe
@telling
@xframe_options_sameorigin
def preview(request: HttpRequest, version_id: int) -> HttpResponse:
    """Rendered as Wagtail renders previews, behind the middleware of readers' pages and with their policy."""
    version = version_for(request, version_id)
    if permissions.is_source(version) or not public_pages.of_the_site(version):
        raise Http404
    try:
        page = previewing.build(version=version)
    except previewing.NothingToShow:
        raise Http404 from None
    if not page.preview_modes:
        raise Http404
    response: HttpResponse = page.make_preview_request(request, page.default_preview_mode)
    add_never_cache_headers(response)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
