"""What tags and content types share: a stable key, and a label and a slug in each language."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tags.columns import column, column_languages, in_order, read, site_languages
from tags.slugs import LONGEST, clean_text, first_free, make_slug


class Labelled(models.Model):
    """`name` and `slug` have a column for each language (tags/translation.py), filled by people only.

    A slug is made once, from the first name in its language, and is kept when the name changes. No two items of a
    model share a slug, in whatever languages: where an item has no slug in a language, its address there is the one
    of another language, which must lead to it alone. A slug that is given up stays as a redirect.
    """

    key = models.CharField(max_length=64, unique=True, editable=False)
    name = models.CharField(gettext_lazy("name"), max_length=120)
    slug = models.CharField(
        gettext_lazy("slug"),
        max_length=LONGEST + 10,
        blank=True,
        help_text=gettext_lazy("The last part of the address. Left empty, it is made from the name."),
    )

    fallback_slug: ClassVar[str] = "item"
    text_fields: ClassVar[tuple[str, ...]] = ("name",)
    objects: "ClassVar[models.Manager[Any]]"
    slug_redirects: Any  # related manager of the model's own SlugRedirect, whose `target` it is

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["key"]

    def __str__(self) -> str:
        language = get_language() or settings.LANGUAGE_CODE
        texts = (read(self, "name", code) for code in in_order(language))
        return next(filter(None, texts), self.key)

    def clean(self) -> None:
        """Refuses an item without a name in a language of the site, and names and slugs that another one has."""
        super().clean()
        self._tidy()
        errors: dict[str, ValidationError] = {}
        if not any(read(self, "name", code) for code in site_languages()):
            message = _("Give a name in at least one language.")
            errors[column("name", site_languages()[0])] = ValidationError(message, code="no_name")
        others = list(type(self)._base_manager.exclude(pk=self.pk))
        for language in site_languages():
            errors.update(self._clashes(language, others))
        if errors:
            raise ValidationError(errors)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Also makes missing slugs and the key, and keeps a redirect for each slug that changes."""
        with transaction.atomic():
            before = type(self)._base_manager.filter(pk=self.pk).first() if self.pk else None
            if kwargs.get("update_fields") is None:
                self._tidy()
                self._fill_slugs()
            super().save(*args, **kwargs)
            self._keep_redirects(before)

    def _tidy(self) -> None:
        """One spelling for every text and slug."""
        for language in column_languages():
            for name in self.text_fields:
                setattr(self, column(name, language), clean_text(read(self, name, language)))
            setattr(self, column("slug", language), make_slug(read(self, "slug", language)))

    def _clashes(self, language: str, others: "list[Labelled]") -> dict[str, ValidationError]:
        """Errors by field: a name or slug of this language that another item has."""
        errors = {}
        name = read(self, "name", language).casefold()
        same = next((other for other in others if name and read(other, "name", language).casefold() == name), None)
        if same:
            message = _("This name is already in use in this language. Merge the two, or choose another name.")
            errors[column("name", language)] = ValidationError(message, code="unique")
        slug = read(self, "slug", language)
        owner = next((other for other in others if slug and slug in other.slugs().values()), None)
        if owner:
            message = _("This address already belongs to “%(name)s”.") % {"name": owner}
            errors[column("slug", language)] = ValidationError(message, code="unique")
        return errors

    def slugs(self) -> dict[str, str]:
        """Its slugs by language, empty ones left out."""
        found = {language: read(self, "slug", language) for language in column_languages()}
        return {language: slug for language, slug in found.items() if slug}

    def _fill_slugs(self) -> None:
        nameless = [code for code in column_languages() if read(self, "name", code) and not read(self, "slug", code)]
        if self.key and not nameless:
            return
        taken = self._taken()
        for language in nameless:
            wanted = make_slug(read(self, "name", language)) or next(iter(self.slugs().values()), self.fallback_slug)
            setattr(self, column("slug", language), first_free(wanted, taken.__contains__))
        if not self.key:
            keys = set(type(self)._base_manager.values_list("key", flat=True))
            wanted = next(iter(self.slugs().values()), self.fallback_slug)
            self.key = first_free(wanted[:60], keys.__contains__)

    def _taken(self) -> set[str]:
        """Slugs of all other items, present and past, in all languages."""
        others = type(self)._base_manager.exclude(pk=self.pk)
        taken = {slug for other in others for slug in other.slugs().values()}
        past = type(self).slug_redirects.rel.related_model
        return taken | set(past.objects.exclude(target_id=self.pk).values_list("slug", flat=True))

    def _keep_redirects(self, before: "Labelled | None") -> None:
        past = self.slug_redirects.model._base_manager
        for language, slug in self.slugs().items():
            # An address in use is nobody's old address any more.
            mine = models.Q(target_id=self.pk) & ~models.Q(language=language)
            past.filter(slug=slug).exclude(mine).delete()
        for language, slug in (before.slugs() if before else {}).items():
            if read(self, "slug", language) != slug:
                self.remember_slug(language, slug)

    def remember_slug(self, language: str, slug: str) -> None:
        """Let an address that is no longer anybody's lead here."""
        self.slug_redirects.model._base_manager.update_or_create(
            language=language, slug=slug, defaults={"target_id": self.pk}
        )


class SlugRedirect(models.Model):
    """An address that was given up, and whose it was."""

    language = models.CharField(max_length=35)
    slug = models.CharField(max_length=LONGEST + 10)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.language}: {self.slug}"
