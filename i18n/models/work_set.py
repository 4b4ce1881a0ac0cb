"""Sentences that a person chose to work on in one go."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkSet(models.Model):
    """Built by "I have 30 minutes": the best sentences that fit, in order. Only its owner sees it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="work_sets")
    minutes = models.PositiveSmallIntegerField()
    # [[id of the version, public id of the sentence], …], those of one version together and in the order of its page.
    items = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("work set")
        verbose_name_plural = _("work sets")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.person_id}: {len(self.items)}"
