"""Public addresses of pages: by name and slug, not by their place in the tree."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

UrlParts = tuple[int, str, str]


class NamedAddress:
    """Mixed in before Page: `url`, `full_url`, "View live" and automatic redirects use the reader's address.

    Subclasses say which; a page outside every site has none.
    """

    def reader_path(self) -> str:
        """Path of the page on the site, such as /fr/news/sommet/."""
        raise NotImplementedError

    def get_url_parts(self, request: HttpRequest | None = None) -> UrlParts | None:
        """Wagtail's (site id, root address, path)."""
        sites = self._get_relevant_site_root_paths(request)  # type: ignore[attr-defined]
        if not sites:
            return None
        return sites[0].site_id, sites[0].root_url, self.reader_path()

    def get_route_paths(self) -> list[str]:
        """One address a page: nothing below it."""
        return ["/"]


def reverse_for(name: str, language: str, **kwargs: Any) -> str:
    """Path of a named view in a language (code as in settings, such as pt-br)."""
    return reverse(name, kwargs={"language": language, **kwargs})
