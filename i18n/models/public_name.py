"""How a translator or reviewer wants to be named in public."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicName(models.Model):
    """A person's consent, read whenever a page is shown: a change counts for what is already public, too.

    Without a row nobody is named.
    """

    class Choice(models.TextChoices):
        UNNAMED = "", _("Do not mention me")
        ROLE = "role", _("Mention me as “a translator”")
        PSEUDONYM = "pseudonym", _("Name me by the pseudonym below")
        NAME = "name", _("Name me by my name")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="public_name"
    )
    choice = models.CharField(
        _("my name beside translations"), max_length=10, choices=Choice.choices, blank=True, default=Choice.UNNAMED
    )
    pseudonym = models.CharField(_("pseudonym"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("name in public")
        verbose_name_plural = _("names in public")

    def __str__(self) -> str:
        return f"{self.user_id}: {self.choice or 'unnamed'}"

    def clean(self) -> None:
        super().clean()
        self.pseudonym = " ".join(self.pseudonym.split())
        if self.choice == self.Choice.PSEUDONYM and not self.pseudonym:
            raise ValidationError({"pseudonym": _("Write the pseudonym, or choose another line.")}, code="pseudonym")
        if self.choice == self.Choice.NAME and not self.user.get_full_name().strip():
            message = _("Your account has no name yet: fill it in above first.")
            raise ValidationError({"choice": message}, code="name")
