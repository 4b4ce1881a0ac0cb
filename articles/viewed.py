"""Which page an answer, or an address, shows: what page views are counted by."""

import re
import unicodedata
from collections.abc import Collection

from articles import languages
from articles.models import TextPage
from articles.queries import readable, readable_standard
from delivery.page_views import Viewed
from i18n.public import State, VersionInfo, states_of

# An article or a standard page; the page with both languages beside each other counts as the same.
_ADDRESS = re.compile(r"/(?P<language>[a-z0-9-]+)/(?P<news>news/)?(?P<slug>[^/\x00-\x1f\x7f]{1,255})/(?:parallel/)?")


def viewed(page: TextPage, info: VersionInfo | None) -> Viewed:
    """The page with its state, which the reader was told; a page outside the store is an original."""
    return Viewed(page.pk, _label(info))


def at_paths(paths: Collection[str]) -> dict[str, Viewed]:
    """What readers see at these paths now, others left out: three queries at most for each language of the site."""
    wanted: dict[tuple[str, bool], dict[str, list[str]]] = {}
    for path in paths:
        match = _ADDRESS.fullmatch(unicodedata.normalize("NFC", path))
        if match and match["language"] in languages.codes():
            place = match["language"], bool(match["news"])
            wanted.setdefault(place, {}).setdefault(match["slug"], []).append(path)
    pages: dict[str, int] = {}
    for (language, is_news), slugs in wanted.items():
        rows = readable(language) if is_news else readable_standard(language)
        for pk, slug in rows.filter(slug__in=slugs).values_list("pk", "slug"):
            pages |= dict.fromkeys(slugs[slug], pk)
    infos = states_of(pages.values())
    return {path: Viewed(pk, _label(infos.get(pk))) for path, pk in pages.items()}


def _label(info: VersionInfo | None) -> str:
    return str((info.state if info else State.ORIGINAL).value)
