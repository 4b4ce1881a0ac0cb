"""What the review screen asks for in the background: who else is here, and rows as they are now."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET, require_POST

from i18n.models import LanguageVersion
from i18n.review import screen
from i18n.review.actions import number
from i18n.review.views import drawn, telling, translation_for
from i18n.services import permissions, presence

#: Rows that are drawn at once.
_MOST = 200


@require_POST
@telling
def presence_view(request: HttpRequest, version_id: int) -> HttpResponse:
    """`at` the sentence in hand, `since` the newest text that is known; `leave` when the page is closed."""
    version = _light(version_id)
    if version is None or not permissions.may_read_drafts(request.user, version=version):
        return JsonResponse({}, status=404)
    if request.POST.get("leave"):
        presence.leave(version=version, person=request.user)
        return JsonResponse({})
    news = presence.note(
        version=version,
        person=request.user,
        public_id=request.POST.get("at", ""),
        since=number(request.POST.get("since")) or 0,
    )
    return JsonResponse(
        {
            "others": [{"name": other.name, "at": other.public_id} for other in news.others],
            "changed": [{"id": each.public_id, "revision": each.revision_id, "by": each.by} for each in news.changed],
            "last": news.last,
        }
    )


def _light(version_id: int) -> LanguageVersion | None:
    """A version with what the rights depend on: 1 query."""
    return LanguageVersion.objects.select_related("group__source__page", "page").filter(pk=version_id).first()


@require_GET
@telling
def rows(request: HttpRequest, version_id: int) -> HttpResponse:
    """Rows (`ids`, by spaces) as they are now, and what depends on them."""
    version = translation_for(request, version_id)
    shown = screen.build(version=version, user=request.user, asked=request.GET.dict())
    ids = request.GET.get("ids", "").split()[:_MOST]
    frame = {
        name: render_to_string(f"i18n/review/{name}.html", {"screen": shown}, request)
        for name in ("progress", "release")
    }
    texts = {row.id: row.text for row in shown.rows if row.id in ids}
    return JsonResponse({**frame, "rows": drawn(request, shown, ids), "texts": texts})
