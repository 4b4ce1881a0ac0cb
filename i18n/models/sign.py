"""A worker's sign of life."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkerSign(models.Model):
    """When a worker was last seen; one that ended in good order leaves no row."""

    name = models.CharField(max_length=80, unique=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("worker's sign of life")
        verbose_name_plural = _("workers' signs of life")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.name} ({self.seen_at:%Y-%m-%d %H:%M:%S})"
