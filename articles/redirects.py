"""Former addresses of pages: Wagtail keeps them, readers are led on in one step."""

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

# Views below a page's own address, which move along with it.
_BELOW = ("/parallel",)


class FormerAddresses:
    """Wagtail's middleware for redirects, with what ours need besides.

    A private page stays hidden, its new name too; what hangs below a page moves with it; the query is kept.
    Only what was not found is looked up: a name in use is nobody's old name.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404:
            return response
        for path, rest, query in _candidates(request):
            found = get_redirect(request, path)
            if found and found.link and _is_open(found):
                target = f"{found.link.rstrip('/')}{rest}/" if rest else found.link
                url = f"{target}?{query}" if query and "?" not in target else target
                return HttpResponsePermanentRedirect(url) if found.is_permanent else HttpResponseRedirect(url)
        return response


def _candidates(request: HttpRequest) -> Iterator[tuple[str, str, str]]:
    """(address as stored, what hangs below it, query to carry along)."""
    whole = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    path, _mark, _query = whole.partition("?")
    query = request.META.get("QUERY_STRING", "")
    if path != whole:
        yield whole, "", ""
    yield path, "", query
    for rest in _BELOW:
        if path.endswith(rest):
            yield path.removesuffix(rest), rest, query


def _is_open(redirect: Redirect) -> bool:
    """Whether everybody may see where it leads: to a page that is public, or that says that it was (410)."""
    page = redirect.redirect_page
    return page is None or (page.first_published_at is not None and not page.get_view_restrictions().exists())
