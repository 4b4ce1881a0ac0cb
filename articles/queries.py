"""Pages that readers may see."""

from django.db.models import QuerySet

from articles.models import ArticlePage, StandardPage
from i18n.public import restricted


def readable(language: str) -> QuerySet[ArticlePage]:
    """Live articles of a language outside private sections, newest first, ready for a card."""
    pages = ArticlePage.objects.live().filter(locale__language_code=language).exclude(restricted())
    return pages.select_related("kind", "lead_image", "locale").order_by("-published_on", "-pk")


def readable_standard(language: str) -> QuerySet[StandardPage]:
    """The same for standard pages."""
    pages = StandardPage.objects.live().filter(locale__language_code=language).exclude(restricted())
    return pages.select_related("locale").order_by("path")
