"""`manage.py check_hreflang`: crawl the site by its sitemap, and check that the languages name each other."""

import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.test import Client

from articles.hreflang import X_DEFAULT, Head, Problem, head_of, problems

_SITEMAP, _XHTML = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}"
_SECONDS = 30

Answer = tuple[int, str]
Fetch = Callable[[str], Answer]


class Command(BaseCommand):
    help = "Check hreflang, canonical and lang of every page in the sitemap. Ends with 1 when something is wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--base", metavar="URL", help="A running site; without it, this one, in this process.")

    def handle(self, *args: Any, **options: Any) -> None:
        base = (options["base"] or settings.WAGTAILADMIN_BASE_URL).rstrip("/")
        fetch = _over_http(base) if options["base"] else _in_process(base)
        in_sitemap = _sitemap(fetch, f"{base}/sitemap.xml")
        root = f"{base}/"
        heads = _crawl(fetch, in_sitemap, root)
        found = list(problems(heads, in_sitemap, frozenset([root])))
        self._tell(heads, found)
        if found:
            raise SystemExit(1)

    def _tell(self, heads: Mapping[str, Head], found: list[Problem]) -> None:
        pages = Counter(_language(url) for url in heads)
        versions = Counter(_language(url) for url, head in heads.items() if len(head.alternates) > 2)
        wrong = Counter(_language(problem.url) for problem in found)
        self.stdout.write(f"{'language':<10}{'pages':>8}{'in several':>12}{'problems':>10}")
        for code in sorted(pages):
            self.stdout.write(f"{code:<10}{pages[code]:>8}{versions[code]:>12}{wrong[code]:>10}")
        self.stdout.write(f"{'all':<10}{len(heads):>8}{versions.total():>12}{len(found):>10}")
        for problem in found:
            self.stdout.write(f"{problem.url}\n    {problem.text}")


def _crawl(fetch: Fetch, in_sitemap: Mapping[str, Any], root: str) -> dict[str, Head]:
    """Heads of all pages of the sitemap, and of those that they name."""
    heads: dict[str, Head] = {}
    waiting = list(in_sitemap)
    while waiting:
        url = waiting.pop()
        if url in heads:
            continue
        heads[url] = head_of(*fetch(url))
        waiting += [other for other in heads[url].alternates.values() if other != root]
    return heads


def _sitemap(fetch: Fetch, index: str) -> dict[str, dict[str, str]]:
    """Address → language → address, as the parts of the sitemap say."""
    found: dict[str, dict[str, str]] = {}
    for part in _tree(fetch, index).iter(f"{_SITEMAP}loc"):
        for entry in _tree(fetch, str(part.text)).iter(f"{_SITEMAP}url"):
            links = {link.get("hreflang", ""): link.get("href", "") for link in entry.iter(f"{_XHTML}link")}
            links.pop(X_DEFAULT, None)
            found[entry.findtext(f"{_SITEMAP}loc") or ""] = links
    return found


def _tree(fetch: Fetch, url: str) -> ElementTree.Element:
    status, text = fetch(url)
    if status != 200:
        raise CommandError(f"{url} answers {status}.")
    return ElementTree.fromstring(text)  # noqa: S314 - our own sitemap


def _in_process(base: str) -> Fetch:
    parts = urlsplit(base)
    client = Client(raise_request_exception=False, headers={"host": parts.netloc})

    def fetch(url: str) -> Answer:
        answer = client.get(url.removeprefix(base), secure=parts.scheme == "https")
        return answer.status_code, answer.content.decode("utf-8", "replace")

    return fetch


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """A redirect is an answer: an address in a sitemap is the page's own."""


def _over_http(base: str) -> Fetch:
    if urlsplit(base).scheme not in ("http", "https"):
        raise CommandError("Give the address of a site, such as https://news.example.org")
    opener = urllib.request.build_opener(_NoRedirect)

    def fetch(url: str) -> Answer:
        if not url.startswith(f"{base}/"):
            return 0, ""  # another site is not asked
        try:
            with opener.open(url, timeout=_SECONDS) as answer:
                return answer.status, answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as error:
            return error.code, ""
        except OSError as error:
            raise CommandError(f"{url} does not answer: {error}") from error

    return fetch


def _language(url: str) -> str:
    return urlsplit(url).path.split("/")[1]
