"""People who write."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.snippets.models import register_snippet

from articles.models.addresses import reverse_for
from articles.models.columns import language_panels
from articles.slugs import base_slug


@register_snippet
class Author(models.Model):
    """A name under articles, the same in every language, with a page of its articles in each.

    `role` has a column for each language (articles/translation.py), filled by people only.
    """

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(
        _("slug"),
        max_length=120,
        unique=True,
        allow_unicode=True,
        blank=True,
        help_text=_("The last part of the address of the author's page. Left empty, it is made from the name."),
    )
    role = models.CharField(_("role"), max_length=200, blank=True, help_text=_("Such as “Prevention team, Gand”."))

    objects: ClassVar[models.Manager["Author"]] = models.Manager()
    panels: ClassVar[list[Panel]] = [FieldPanel("name"), *language_panels("role"), FieldPanel("slug")]

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering: ClassVar[list[str]] = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self._fill_slug()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._fill_slug()
        super().save(*args, **kwargs)

    def path(self, language: str) -> str:
        """Address of the author's page in a language."""
        return reverse_for("author", language, slug=self.slug)

    def _fill_slug(self) -> None:
        if self.slug:
            return
        wanted = base_slug(self.name, "author")[:100]
        taken = set(Author.objects.filter(slug__startswith=wanted).exclude(pk=self.pk).values_list("slug", flat=True))
        slug, number = wanted, 2
        while slug in taken:
            slug, number = f"{wanted}-{number}", number + 1
        self.slug = slug
