"""Topics that go with a topic: those that people chose, then those that articles have beside it."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from articles.models import ArticlePage
from articles.view_models.labels import Label, label
from tags.models import Tag

_MOST = 8


def related_topics(tag: Tag, articles: QuerySet[ArticlePage], language: str) -> list[Label]:
    """At most eight, each with an article in the language; `articles` are those that readers of it see. 1 query."""
    public = articles.order_by().values("pk")
    together = articles.filter(tags=tag).order_by().values("pk")
    chosen = Tag.related.through.objects.filter(from_tag=tag, to_tag=OuterRef("pk"))
    found = (
        Tag.objects.exclude(pk=tag.pk).filter(articles__in=public)
        .annotate(chosen=Exists(chosen), beside=Count("articles", filter=Q(articles__in=together), distinct=True))
        .filter(Q(chosen=True) | Q(beside__gt=0)).order_by("-chosen", "-beside", "key")
    )  # fmt: skip
    return [label(item, "tag", language) for item in found[:_MOST]]
