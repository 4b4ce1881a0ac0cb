"""Pages of a list, and addresses that keep a list's state."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

PER_PAGE = 12
_MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class PageLink:
    """A number in the pager; no number is a gap."""

    number: int | None
    url: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Pages:
    """The pager of a list."""

    number: int
    count: int
    total: int
    newer: str
    older: str
    links: list[PageLink]


def page_number(request: HttpRequest) -> int:
    """The page asked for; whatever is no positive ASCII number means the first."""
    value = request.GET.get("page", "")
    if value.isascii() and value.isdigit() and len(value) <= _MOST_DIGITS:
        return max(1, int(value))
    if value.isascii() and value.isdigit():
        raise Http404(_("This list has fewer pages."))
    return 1


def paginate(
    request: HttpRequest,
    queryset: QuerySet[Any] | Sequence[Any],
    state: Mapping[str, str],
    per_page: int = PER_PAGE,
    total: int | None = None,
) -> tuple[list[Any], Pages]:
    """The rows of the page asked for and the pager; a page after the last one is a 404. Two queries, one where the
    total is known.

    `state` are the list's other parameters, kept in every address.
    """
    paginator: Paginator[Any] = Paginator(queryset, per_page)
    if total is not None:
        paginator.count = total
    number = page_number(request)
    if number > paginator.num_pages:
        raise Http404(_("This list has fewer pages."))
    rows = list(paginator.page(number).object_list)

    def address(page: int) -> str:
        parameters = {name: value for name, value in state.items() if value} | ({"page": str(page)} if page > 1 else {})
        return f"{request.path}?{urlencode(parameters)}" if parameters else request.path

    last = paginator.num_pages
    links = [PageLink(None) if n is None else PageLink(n, address(n), n == number) for n in _numbers(number, last)]
    return rows, Pages(
        number=number,
        count=last,
        total=paginator.count,
        newer=address(number - 1) if number > 1 else "",
        older=address(number + 1) if number < last else "",
        links=links,
    )


def _numbers(current: int, last: int) -> Iterator[int | None]:
    """First, last and the neighbours of the current page, with gaps (None) between."""
    wanted = sorted({1, last, *(n for n in (current - 1, current, current + 1) if 1 <= n <= last)})
    previous = 0
    for number in wanted:
        if number - previous > 1:
            yield None
        yield number
        previous = number
