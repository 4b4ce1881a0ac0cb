"""The picture of an article for other sites."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.queries import readable
from articles.share_picture import picture_of
from articles.view_models.share_picture import share_facts
from articles.view_models.site import site_facts
from i18n.public import versions_at

_A_YEAR, _AN_HOUR = 31_536_000, 3_600


@require_safe
def share_picture(request: HttpRequest, language: str, short_id: str) -> HttpResponseBase:
    """`?v=` is the picture's own key: caches keep that one for ever, any other address for an hour."""
    info = next((version for version in versions_at(short_id) if version.locale == language), None)
    page = readable(language).filter(pk=info.page_id).first() if info else None
    if info is None or page is None:
        raise Http404(_("There is no page at this address"))
    facts = share_facts(page, info, site_facts(request, language))
    etag = f'"{facts.key}"'
    response = get_conditional_response(request, etag)
    if response is None:
        response = HttpResponse(picture_of(facts, info.short_id, page.lead_image), content_type="image/jpeg")
    is_this_one = request.GET.get("v") == facts.key
    response["ETag"] = etag
    response["Cache-Control"] = (
        f"public, max-age={_A_YEAR}, immutable" if is_this_one else f"public, max-age={_AN_HOUR}"
    )
    return response
