"""Who translates and who reviews which language, and whether a language asks for two persons."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LanguageRole(models.Model):
    """The members of a group are translators or reviewers of a language. Roles add up in one person."""

    class Role(models.TextChoices):
        TRANSLATOR = "translator", _("Translator")
        REVIEWER = "reviewer", _("Reviewer")

    group = models.ForeignKey("auth.Group", on_delete=models.CASCADE, related_name="language_roles")
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=10, choices=Role.choices)

    class Meta:
        verbose_name = _("language role")
        verbose_name_plural = _("language roles")
        constraints = [models.UniqueConstraint(fields=["group", "locale", "role"], name="i18n_role_once")]
        permissions = [("moderate_translations", _("Can edit and approve translations into every language"))]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.role} ({self.locale_id})"


class LanguageRule(models.Model):
    """Whether texts in a language need a second pair of eyes. Without a row, `INTERURBAN_SECOND_EYES` decides."""

    locale = models.OneToOneField(
        "wagtailcore.Locale", primary_key=True, on_delete=models.CASCADE, related_name="language_rule"
    )
    second_eyes = models.BooleanField()

    class Meta:
        verbose_name = _("rule of a language")
        verbose_name_plural = _("rules of languages")

    def __str__(self) -> str:
        return f"{self.locale_id}: {'two persons' if self.second_eyes else 'one person'}"
