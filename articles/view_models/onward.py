"""What to read after an article: others about the same topics, the one before and the one after it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from articles import languages
from articles.models import ArticlePage
from articles.queries import readable
from tags.models import Tag

_MOST = 3


@dataclass(frozen=True, slots=True)
class Onward:
    """Articles of the same topics, in the reader's language where they have it; its neighbours by date in the list."""

    related: Sequence[ArticlePage] = ()
    newer: ArticlePage | None = None
    older: ArticlePage | None = None


def onward(page: ArticlePage, tags: Sequence[Tag]) -> Onward:
    """One query, whatever the number of articles; each comes ready for a card."""
    language, codes = page.locale.language_code, languages.codes()
    topics = [tag.pk for tag in tags]
    here = readable(language)
    day, key = page.published_on, page.pk
    newer = here.filter(Q(published_on__gt=day) | Q(published_on=day, pk__gt=key)).order_by("published_on", "pk")[:1]
    older = here.filter(Q(published_on__lt=day) | Q(published_on=day, pk__lt=key))[:1]
    # By addresses in the tree and not by numbers, so that databases look only at these few.
    alike = ArticlePage.objects.filter(translation_key__in=_alike(page, topics))
    wanted = _at(newer).union(_at(older), alike.order_by().values("path"))
    rows = list(readable(*codes).filter(path__in=wanted).annotate(shared=_shared(topics)).defer("body"))
    neighbours = [
        row for row in rows if row.locale_id == page.locale_id and row.translation_key != page.translation_key
    ]
    return Onward(
        _best(page, rows),
        next((row for row in reversed(neighbours) if (row.published_on, row.pk) > (day, key)), None),
        next((row for row in neighbours if (row.published_on, row.pk) < (day, key)), None),
    )


def _at(found: QuerySet[ArticlePage]) -> QuerySet[ArticlePage]:
    return ArticlePage.objects.filter(path__in=found.values("path")).order_by().values("path")


def _alike(page: ArticlePage, topics: Sequence[int]) -> QuerySet[ArticlePage]:
    """Keys of the articles with most topics in common, in any language; of two alike, that in the reader's own."""
    others = readable(*languages.codes()).exclude(translation_key=page.translation_key).filter(tags__in=topics)
    counted = others.order_by().values("translation_key").annotate(
        common=Count("tags", distinct=True), newest=Max("published_on"),
        here=Max(Case(When(locale=page.locale_id, then=1), default=0)),
    )  # fmt: skip
    return counted.order_by("-common", "-here", "-newest", "translation_key").values("translation_key")[:_MOST]


def _shared(topics: Sequence[int]) -> Coalesce:
    rows = ArticlePage.tags.through.objects.filter(articlepage=OuterRef("pk"), tag__in=topics).order_by()
    number = rows.values("articlepage").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


def _best(page: ArticlePage, rows: Sequence[ArticlePage]) -> list[ArticlePage]:
    """One version of each, the reader's own first; those with most topics in common, then the newest."""
    order = [page.locale.language_code, *languages.codes()]
    chosen: dict[object, ArticlePage] = {}
    for row in sorted(rows, key=lambda row: order.index(row.locale.language_code)):
        if row.shared and row.translation_key != page.translation_key:
            chosen.setdefault(row.translation_key, row)
    found = sorted(chosen.values(), key=lambda row: _fits(page, row), reverse=True)
    return found[:_MOST]


def _fits(page: ArticlePage, row: ArticlePage) -> tuple[object, ...]:
    return row.shared, row.locale_id == page.locale_id, row.published_on, row.pk
