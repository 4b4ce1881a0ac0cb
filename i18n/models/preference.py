"""How a person wants to work, and what they are told by mail."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ReviewPreference(models.Model):
    """What a person chose once. Without a row: approval asks, and the digest follows the person's roles."""

    class OnApproval(models.TextChoices):
        ASK = "", _("Ask me at the next approval")
        ANSWER = "answer", _("Answer the reader: the sentence is corrected, or was checked and kept")
        LEAVE = "leave", _("Leave the report open: I answer it myself")

    class Digest(models.TextChoices):
        BY_ROLE = "", _("Daily, in the languages that I translate or review")
        OFF = "off", _("None")
        DAILY = "daily", _("Daily, one message for each language that I may see")
        HOURLY = "hourly", _("At once, but at most one message an hour for each language that I may see")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="review_preference"
    )
    on_approval = models.CharField(
        _("when I approve a sentence that readers reported"),
        max_length=10,
        choices=OnApproval.choices,
        blank=True,
        default=OnApproval.ASK,
    )
    digest = models.CharField(
        _("messages about new reports"), max_length=10, choices=Digest.choices, blank=True, default=Digest.BY_ROLE
    )

    class Meta:
        verbose_name = _("preference of a reviewer")
        verbose_name_plural = _("preferences of reviewers")

    def __str__(self) -> str:
        return f"{self.user_id}: {self.on_approval or 'ask'}, {self.digest or 'by role'}"


class ReportDigest(models.Model):
    """Up to which report a person has been told about a language, and when."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    told_until = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("digest of reports")
        verbose_name_plural = _("digests of reports")
        constraints = [models.UniqueConstraint(fields=["user", "locale"], name="i18n_digest_once")]

    def __str__(self) -> str:
        return f"{self.user_id}, {self.locale_id}: {self.told_until}"
