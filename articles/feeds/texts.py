"""Full texts of entries, made once for each state of an article."""

import contextlib
from collections.abc import Mapping, Sequence
from hashlib import sha256

from django.db import DatabaseError

from articles.feeds.feed import EDITION
from articles.links import link_targets
from articles.models import ArticlePage, FeedText
from articles.texts import texts_by_path
from articles.view_models import pictures
from articles.view_models.clean import CleanTexts, clean_html, figure_html
from articles.view_models.media import media_of_all
from i18n.public import Reading, VersionInfo, readings


def edition_of(page: ArticlePage, info: VersionInfo | None) -> str:
    """Another one as soon as the text of a page may have changed."""
    facts = (EDITION, page.pk, page.last_published_at, info.changed if info else None)
    return sha256(repr(facts).encode()).hexdigest()


def texts_of_entries(
    pages: Sequence[ArticlePage],
    editions: Mapping[int, str],
    alternates: Mapping[int, list[VersionInfo]],
    language: str,
) -> dict[int, str]:
    """Page id → its text; addresses of this site begin with a slash. No query where nothing changed (the pages were
    read with their `feed_text`), else seven, however many there are.
    """
    found: dict[int, str] = {}
    missing: list[int] = []
    for page in pages:
        stored: FeedText | None = getattr(page, "feed_text", None)
        if stored is not None and stored.edition == editions[page.pk]:
            found[page.pk] = stored.html
        else:
            missing.append(page.pk)
    if missing:
        made = _make(missing, alternates, language)
        found |= made
        _keep({pk: html for pk, html in made.items() if pk in editions}, editions)
    return found


def _make(ids: Sequence[int], alternates: Mapping[int, list[VersionInfo]], language: str) -> dict[int, str]:
    pages = list(ArticlePage.objects.filter(pk__in=ids).select_related("locale", "lead_image"))
    known = readings({page.pk: alternates.get(page.pk, []) for page in pages})
    own = {page.pk: {} if page.pk in known else texts_by_path(page) for page in pages}
    values = [str(value) for reading in known.values() for value in reading.fields.values()]
    links = link_targets([*values, *(text for texts in own.values() for text in texts.values())], language)
    media = media_of_all([page.body for page in pages], others=[page.lead_image for page in pages])
    return {
        page.pk: _lead(page, known.get(page.pk), CleanTexts(known.get(page.pk), own[page.pk], links, ""))
        + clean_html(page, known.get(page.pk), own=own[page.pk], links=links, media=media)
        for page in pages
    }


def _lead(page: ArticlePage, reading: Reading | None, texts: CleanTexts) -> str:
    alt = "" if page.lead_decorative else texts.plain("lead_alt")
    picture = pictures.picture(page.lead_image, pictures.LEAD_WIDTHS, alt)
    return figure_html(picture, texts.html("lead_caption"), texts.html("lead_credit"))


def _keep(made: Mapping[int, str], editions: Mapping[int, str]) -> None:
    rows = [FeedText(page_id=pk, edition=editions[pk], html=html) for pk, html in made.items()]
    # A database that takes no writes just now still answers; the next request tries again.
    with contextlib.suppress(DatabaseError):
        FeedText.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["page"], update_fields=["edition", "html"]
        )
