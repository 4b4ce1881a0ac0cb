"""Pages that readers may see."""

from django.db.models import QuerySet

from articles.models import ArticlePage, StandardPage
from i18n.public import open_to_readers


def readable(*languages: str) -> QuerySet[ArticlePage]:
    """Articles of one language or more that everybody may read, newest first, ready for a card.

    Aliases are left out: their article is there once.
    """
    pages = open_to_readers(ArticlePage.objects.live()).filter(locale__language_code__in=languages, alias_of=None)
    return pages.select_related("kind", "lead_image", "locale").order_by("-published_on", "-pk")


def readable_standard(language: str) -> QuerySet[StandardPage]:
    """The same for standard pages."""
    pages = open_to_readers(StandardPage.objects.live()).filter(locale__language_code=language, alias_of=None)
    return pages.select_related("locale").order_by("path")
