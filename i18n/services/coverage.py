"""Lists in one language: which version of each page stands there, and what of it people have written or checked."""

from typing import Any

from django.conf import settings
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When
from wagtail.models import Page

from i18n.models import State

CHECKED = "checked"


def checked() -> Q:
    """Condition on pages: written or checked by a person."""
    return Q(language_version__isnull=True) | Q(language_version__state__in=[State.ORIGINAL, State.REVIEWED])


def one_of_each(pages: QuerySet[Any], language: str) -> QuerySet[Any]:
    """Of the pages, in whatever languages, one of each group: the reader's version, else the original, else the first
    one in the site's order. `rank` is 0 where it is the reader's own.

    Only the pages themselves are compared: a version that does not belong to the list hides no other one.
    """
    ranked = pages.annotate(rank=_rank(language))
    better = ranked.order_by().filter(translation_key=OuterRef("translation_key"), rank__lt=OuterRef("rank"))
    return ranked.filter(Q(rank=0) | ~Exists(better))


def coverage(pages: QuerySet[Page], choice: str) -> QuerySet[Page]:
    """Pages of one language whose version is written or checked by a person (`checked`), or any (other choices)."""
    return pages.filter(checked()) if choice == CHECKED else pages


def _rank(language: str) -> Case:
    order = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    return Case(
        When(locale__language_code=language, then=Value(0)),
        When(language_version__group__source=F("language_version"), then=Value(1)),
        *(When(locale__language_code=code, then=Value(number)) for number, code in enumerate(order, 2)),
        default=Value(len(order) + 2),
    )
