"""Content types: what sort of text an article is."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tags.columns import slug_constraints
from tags.models.labelled import Labelled, SlugRedirect


class ContentKind(Labelled):
    """News, analysis, interview …: one for each article ("content type" in the interface)."""

    order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("Lower numbers come first in lists of content types.")
    )

    description = models.CharField(
        _("description"),
        max_length=500,
        blank=True,
        help_text=_("One sentence at the head of the type's page."),
    )

    fallback_slug = "type"
    text_fields = ("name", "description")

    class Meta(Labelled.Meta):
        abstract = False
        verbose_name = _("content type")
        verbose_name_plural = _("content types")
        ordering: ClassVar[list[str]] = ["order", "key"]
        constraints = slug_constraints("tags_contentkind")


class KindSlugRedirect(SlugRedirect):
    """A slug that a content type once had."""

    target = models.ForeignKey(ContentKind, on_delete=models.CASCADE, related_name="slug_redirects")

    class Meta(SlugRedirect.Meta):
        abstract = False
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["language", "slug"], name="tags_kindslugredirect_once")
        ]
