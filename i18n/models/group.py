"""A page in all its languages."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Policy(models.TextChoices):
    """What happens to machine text of a language before a person has seen it."""

    PUBLISH = "publish", _("Publish, labelled as machine translation")
    HOLD = "hold", _("Hold until a person has checked it")
    NEVER = "never", _("Never translate by machine")


# No vowels and no look-alikes: addresses are read aloud and must not spell anything.
_ALPHABET = "bcdfghjkmnpqrstvwxz23456789"


def new_short_id() -> str:
    """A random id for short addresses: 8 characters, about 38 bits, so that drafts cannot be guessed."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(8))


class TranslationGroup(models.Model):
    """One per Wagtail `translation_key`: which version is the source, the current snapshot, the policy.

    `short_id` is made once: /{lang}/n/{short_id}/ leads to the page in each language, whatever its slug becomes.
    """

    translation_key = models.UUIDField(unique=True)
    short_id = models.CharField(max_length=12, unique=True, default=new_short_id, editable=False)
    source = models.ForeignKey(
        "i18n.LanguageVersion", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    current_snapshot = models.ForeignKey(
        "i18n.SourceSnapshot", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Empty: the site's policy for language and content type decides.
    policy = models.CharField(max_length=8, choices=Policy.choices, blank=True, default="")
    # The same for single languages of this article: {language code: policy}.
    policies = models.JSONField(default=dict, blank=True)
    # Taken off the site in all languages by one act: while this is set, nothing of the group can be public.
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Language → why, in words for readers.
    withdrawn_reasons = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("translation group")
        verbose_name_plural = _("translation groups")

    def __str__(self) -> str:
        return str(self.translation_key)
