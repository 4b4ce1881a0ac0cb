"""What readers say about a sentence."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ErrorReport(models.Model):
    """A reader's report: it hangs on the segment and on the text that the reader saw. No IP address is stored."""

    class Status(models.TextChoices):
        RECEIVED = "received", _("Received")
        LOOKED_AT = "looked_at", _("Being looked at")
        CORRECTED = "corrected", _("Corrected")
        KEPT = "kept", _("Kept as it is")
        WITHDRAWN = "withdrawn", _("Withdrawn by the reader")

    class Reason(models.TextChoices):
        MEANING = "meaning", _("The meaning is wrong")
        NAME = "name", _("A name, a date or a figure is wrong")
        STYLE = "style", _("Understandable, but badly put")
        OTHER = "other", _("Something else")

    segment = models.ForeignKey("i18n.Segment", on_delete=models.CASCADE, related_name="reports")
    version = models.ForeignKey("i18n.LanguageVersion", on_delete=models.CASCADE, related_name="reports")
    revision = models.ForeignKey("i18n.SegmentRevision", null=True, on_delete=models.SET_NULL, related_name="reports")
    # The private address of the status page.
    token = models.CharField(max_length=32, unique=True)
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)
    better_wording = models.TextField(blank=True)
    comment = models.TextField(blank=True)
    email = models.EmailField(blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.RECEIVED)
    answer = models.CharField(max_length=500, blank=True)
    answered_by_revision = models.ForeignKey(
        "i18n.SegmentRevision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    looked_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # When the outcome was handed to the mail server; with an address and no moment here, the mail still waits.
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("error report")
        verbose_name_plural = _("error reports")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["version", "status"], name="i18n_report_open")]

    def __str__(self) -> str:
        return f"{self.token} ({self.status})"


class ReportQuota(models.Model):
    """How many reports a sender's key or a page has had in a window; keys are HMACs with a salt thrown away daily."""

    key = models.CharField(max_length=64, unique=True)
    window_start = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("report quota")
        verbose_name_plural = _("report quotas")

    def __str__(self) -> str:
        return self.key


class SenderSalt(models.Model):
    """The salt of today's sender keys. Yesterday's is thrown away, and with it any way back from a key to a sender."""

    day = models.DateField(unique=True)
    value = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("salt of sender keys")
        verbose_name_plural = _("salts of sender keys")

    def __str__(self) -> str:
        return str(self.day)
