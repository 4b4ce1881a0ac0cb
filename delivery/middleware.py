"""Counts what readers read, where the application answers them itself."""

import re
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from delivery import page_views

# Robots that say so (Cubot is a telephone), programs, monitors, and whoever draws a card of a shared link: looked at,
# never stored.
_ROBOT = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|scan|monitor|preview|archiv|headless|lighthouse|externalhit|embed|feed|fetch"
    r"|curl|wget|python|java/|go-http|okhttp|libwww|axios|node|ruby|perl|php|http-?client|whatsapp|telegram|validator",
    re.IGNORECASE,
)


class CountViews:
    """Counts 200 answers that say what they show (`page_views.shows`), after they were made, without a query.

    Not what no reader looked at: robots, prefetches, parts, what a script fetched, and pages that people of the site
    open while they are logged in (readers have no cookie).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.INTERURBAN_COUNT_VIEWS:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        viewed = getattr(response, "viewed", None)
        if viewed is not None and response.status_code == 200 and _is_read(request):
            page_views.count(page_id=viewed.page_id, label=viewed.label)
        return response


def _is_read(request: HttpRequest) -> bool:
    headers = request.headers
    purpose = f"{headers.get('Sec-Purpose', '')} {headers.get('Purpose', '')} {headers.get('X-Moz', '')}".lower()
    if request.method != "GET" or "prefetch" in purpose or "preview" in purpose or "Range" in headers:
        return False
    if headers.get("Sec-Fetch-Dest", "document") != "document" or "X-Requested-With" in headers:
        return False
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return False
    return not is_robot(headers.get("User-Agent", ""))


def is_robot(user_agent: str) -> bool:
    """Whether a browser's name is none, or one of a program that says what it is."""
    return not user_agent or bool(_ROBOT.search(user_agent))
