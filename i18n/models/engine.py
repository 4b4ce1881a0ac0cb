"""Which engines translate which pair of languages, and how engines fare: shared by the worker and the screens."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EngineChoice(models.Model):
    """An engine in the order that somebody chose for a pair of languages. A pair without any has the usual order."""

    source = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    target = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    engine = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("choice of engines")
        verbose_name_plural = _("choices of engines")
        ordering = ["source", "target", "position"]
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "position"], name="i18n_engine_position_once"),
            models.UniqueConstraint(fields=["source", "target", "engine"], name="i18n_engine_once"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} → {self.target_id}: {self.position}. {self.engine}"


class EngineStatus(models.Model):
    """What an engine said that it can do, and how its latest calls went. No key and no text of anybody is in it.

    Derived: rows may be deleted, and come again with the next call.
    """

    engine = models.CharField(max_length=60, unique=True)
    # Which server said what is known: another address is another server.
    place = models.CharField(max_length=300, blank=True)
    known = models.JSONField(default=dict, blank=True)
    # When it was last asked what it can do, and when it last answered that.
    tried_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    # A code of the engines' core and when it was met; the latest call that worked; left alone until.
    failure = models.CharField(max_length=40, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    worked_at = models.DateTimeField(null=True, blank=True)
    resting_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("state of an engine")
        verbose_name_plural = _("states of engines")

    def __str__(self) -> str:
        return self.engine
