"""Durable record of work."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class JobQuerySet(models.QuerySet["TranslationJob"]):
    def open(self) -> Self:
        return self.filter(status__in=[TranslationJob.Status.WAITING, TranslationJob.Status.RUNNING])

    def due(self, now: datetime) -> Self:
        return self.filter(status=TranslationJob.Status.WAITING, run_after__lte=now)

    def stranded(self, now: datetime) -> Self:
        """Running, but the lease is over: the worker is gone."""
        return self.filter(status=TranslationJob.Status.RUNNING, lease_until__lt=now)

    def failed(self) -> Self:
        return self.filter(status=TranslationJob.Status.FAILED)


class TranslationJob(models.Model):
    """A piece of work with lease, heartbeat, attempts and a reason that a person can read."""

    class Purpose(models.TextChoices):
        PLAN = "plan", _("Plan")
        TRANSLATE = "translate", _("Translate")
        REPUBLISH = "republish", _("Publish again")

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    page = models.ForeignKey("wagtailcore.Page", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(
        "i18n.LanguageVersion", null=True, blank=True, on_delete=models.CASCADE, related_name="jobs"
    )
    snapshot = models.ForeignKey(
        "i18n.SourceSnapshot", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    # Version, snapshot and purpose: the same work never waits twice, and never runs beside itself.
    idempotency_key = models.CharField(max_length=120)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    reason = models.TextField(blank=True)
    run_after = models.DateTimeField()
    worker = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation job")
        verbose_name_plural = _("translation jobs")
        ordering = ["run_after", "pk"]
        indexes = [models.Index(fields=["status", "run_after"], name="i18n_job_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["idempotency_key"],
                condition=Q(status="waiting"),
                name="i18n_job_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.idempotency_key} ({self.status})"
