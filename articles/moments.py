"""When an article came out and when its text last changed, as machines are told."""

from datetime import datetime, time

from django.utils import timezone

from articles.models import ArticlePage


def changed(page: ArticlePage) -> datetime:
    """The last publication: of a new text, a correction, a note in place of a withheld sentence."""
    return page.last_published_at or page.latest_revision_created_at or timezone.now()


def published(page: ArticlePage) -> datetime:
    """The day that readers see; at the moment when the page went public, if that was the same day.

    Never later than the last change: feeds and search engines refuse an article from the future.
    """
    first = page.first_published_at
    if first is not None and timezone.localdate(first) == page.published_on:
        return min(first, changed(page))
    day = timezone.make_aware(datetime.combine(page.published_on, time()))
    return min(day, changed(page))
