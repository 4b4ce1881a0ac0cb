"""Pages that readers may see."""

from django.db.models import QuerySet
from wagtail.models import Page

from articles.models import ArticlePage


def readable(language: str) -> QuerySet[ArticlePage]:
    """Live articles of a language outside private sections (one query for those), newest first, ready for a card."""
    private = Page.objects.private_q()
    pages = ArticlePage.objects.live().filter(locale__language_code=language).exclude(private)
    return pages.select_related("kind", "lead_image", "locale").order_by("-published_on", "-pk")
