"""What the site does with machine text of a language."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from i18n.models.group import Policy


class MachinePolicy(models.Model):
    """What happens to machine text into a language, for all content or for one kind of it. Empty: nobody chose."""

    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    # A page's `translation_policy_key`; empty: all kinds of content.
    key = models.CharField(max_length=64, blank=True, default="")
    policy = models.CharField(max_length=8, choices=Policy.choices, blank=True, default="")
    # The same for text that went through a language in between.
    chained = models.CharField(max_length=8, choices=Policy.choices, blank=True, default="")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("policy for machine translation")
        verbose_name_plural = _("policies for machine translation")
        constraints = [models.UniqueConstraint(fields=["locale", "key"], name="i18n_machine_policy_once")]

    def __str__(self) -> str:
        return f"{self.locale_id} {self.key or '*'}: {self.policy or '–'}"
