"""Tags: what an article is about."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tags.columns import slug_constraints
from tags.models.labelled import Labelled, SlugRedirect


class Tag(Labelled):
    """A subject by which readers find articles; the same tag in every language, with a label in each."""

    description = models.CharField(
        _("description"),
        max_length=500,
        blank=True,
        help_text=_("One sentence at the head of the tag's page."),
    )

    related = models.ManyToManyField(
        "self",
        verbose_name=_("related tags"),
        blank=True,
        help_text=_("Shown first among the related topics of its page, and the other way round."),
    )

    fallback_slug = "tag"
    text_fields = ("name", "description")

    class Meta(Labelled.Meta):
        abstract = False
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        constraints = slug_constraints("tags_tag")


class TagSlugRedirect(SlugRedirect):
    """A slug that a tag once had."""

    target = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="slug_redirects")

    class Meta(SlugRedirect.Meta):
        abstract = False
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["language", "slug"], name="tags_tagslugredirect_once")
        ]
