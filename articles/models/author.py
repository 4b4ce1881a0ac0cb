"""People who write."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.snippets.models import register_snippet

from articles.models.addresses import reverse_for
from articles.models.columns import language_panels
from articles.slugs import base_slug


@register_snippet
class Author(models.Model):
    """A name under articles, the same in every language, with a page of its articles in each.

    `role` and `biography` have a column for each language (articles/translation.py), filled by people only.
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
    biography = models.TextField(
        _("biography"), blank=True, help_text=_("A few sentences at the head of the author's page.")
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="author",
        help_text=_("The account of this author on the site, if there is one. Readers do not see it."),
    )

    objects: ClassVar[models.Manager["Author"]] = models.Manager()
    panels: ClassVar[list[Panel]] = [
        FieldPanel("name"),
        MultiFieldPanel(language_panels("role"), heading=_("Role")),
        MultiFieldPanel(language_panels("biography"), heading=_("Biography")),
        FieldPanel("slug"),
        FieldPanel("user"),
    ]

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering: ClassVar[list[str]] = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self._fill_slug()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Also makes a missing slug, and keeps a redirect for one that changes."""
        self._fill_slug()
        with transaction.atomic():
            before = Author.objects.filter(pk=self.pk).values_list("slug", flat=True).first() if self.pk else None
            super().save(*args, **kwargs)
            self._keep_redirects(before)

    def path(self, language: str) -> str:
        """Address of the author's page in a language."""
        return reverse_for("author", language, slug=self.slug)

    def _fill_slug(self) -> None:
        if self.slug:
            return
        wanted = base_slug(self.name, "author")[:100]
        others = Author.objects.filter(slug__startswith=wanted).exclude(pk=self.pk)
        former = AuthorSlugRedirect.objects.filter(slug__startswith=wanted).exclude(author_id=self.pk)
        taken = {*others.values_list("slug", flat=True), *former.values_list("slug", flat=True)}
        slug, number = wanted, 2
        while slug in taken:
            slug, number = f"{wanted}-{number}", number + 1
        self.slug = slug

    def _keep_redirects(self, before: str | None) -> None:
        # An address in use is nobody's old address any more.
        AuthorSlugRedirect.objects.filter(slug=self.slug).delete()
        if before and before != self.slug:
            AuthorSlugRedirect.objects.update_or_create(slug=before, defaults={"author": self})


class AuthorSlugRedirect(models.Model):
    """A slug that an author once had."""

    slug = models.SlugField(max_length=120, unique=True, allow_unicode=True)
    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="slug_redirects")

    class Meta:
        verbose_name = _("former address of an author")
        verbose_name_plural = _("former addresses of authors")

    def __str__(self) -> str:
        return self.slug
