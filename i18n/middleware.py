"""Publishing in one transaction."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse

# Views of Wagtail's admin that publish: edit, create, workflow and bulk actions, unpublish, delete, move, copy, revert.
_NAMESPACES = frozenset({"wagtailadmin_pages", "wagtail_bulk_action", "wagtailadmin_workflows"})


class PublishInOneTransaction:
    """A POST that publishes is one transaction: killed half-way, page, schedule, audit entry and plan agree.

    Reads stay outside of it: on SQLite they would wait for writers. Keep this the last middleware, because it calls
    the view itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        match = request.resolver_match
        if request.method != "POST" or match is None:
            return None
        if not (_NAMESPACES & set(match.namespaces) or match.view_name == "wagtail_bulk_action"):
            return None
        with transaction.atomic():
            response = view(request, *args, **kwargs)
            if hasattr(response, "render") and callable(response.render) and not getattr(response, "is_rendered", True):
                response = response.render()
            return response
