"""Pages that are live and still not public: below a page that somebody unpublished or made private."""

from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import Page, PageViewRestriction


def _outer(path: str) -> Any:
    return ExpressionWrapper(OuterRef(path), output_field=CharField())


def below_unpublished(path: str = "path") -> Exists:
    """Whether a page above was taken down; `path` leads to the page's path from the query's model."""
    above = Page.objects.filter(live=False, numchild__gt=0, depth__gt=1).annotate(child=_outer(path))
    return Exists(above.filter(child__startswith=F("path")).exclude(path=F("child")))


def private(path: str = "path") -> Exists:
    """Whether a page, or one above it, is for some readers only."""
    restricted = PageViewRestriction.objects.annotate(child=_outer(path))
    return Exists(restricted.filter(child__startswith=F("page__path")))


def is_public_place(parent: Page) -> bool:
    """Whether a page put below this one would be public: 1 query."""
    return not Page.objects.filter(pk__in=[p.pk for p in parent.get_ancestors(inclusive=True)], depth__gt=1, live=False)
