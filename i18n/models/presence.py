"""Who has a version open just now."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Presence(models.Model):
    """A person with a version open, and the sentence that is in hand. One row, overwritten and soon deleted: no history
    of it is kept.
    """

    version = models.ForeignKey("i18n.LanguageVersion", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    public_id = models.CharField(max_length=12, blank=True)
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [models.UniqueConstraint(fields=["version", "person"], name="i18n_presence_once")]

    def __str__(self) -> str:
        return f"{self.person_id} ({self.version_id})"
