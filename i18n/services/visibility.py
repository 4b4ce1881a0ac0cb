"""Pages that are live and still not public: below a page that somebody unpublished or made private."""

from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, OuterRef
from django.db.models.functions import Substr
from wagtail.models import Page, PageViewRestriction

# Levels of the tree that are looked at; the root is the first. Articles are on the fourth.
_DEEPEST = 10


def _outer(path: str) -> Any:
    return ExpressionWrapper(OuterRef(path), output_field=CharField())


def below_unpublished(path: str = "path") -> Exists:
    """Whether a page above was taken down; `path` leads to the page's path from the query's model."""
    return Exists(Page.objects.filter(path__in=_beginnings(path, 2), live=False).exclude(path=_outer(path)))


def private(path: str = "path") -> Exists:
    """Whether a page, or one above it, is for some readers only."""
    return Exists(PageViewRestriction.objects.filter(page__path__in=_beginnings(path, 1)))


def _beginnings(path: str, first: int) -> list[Substr]:
    """Paths of the page and of those above it, from a level on. Each is found by an index: asking which paths begin the
    page's own would read the whole table for every row.
    """
    return [Substr(OuterRef(path), 1, depth * Page.steplen) for depth in range(first, _DEEPEST + 1)]


def is_public_place(parent: Page) -> bool:
    """Whether a page put below this one would be public: 1 query."""
    return not Page.objects.filter(pk__in=[p.pk for p in parent.get_ancestors(inclusive=True)], depth__gt=1, live=False)
