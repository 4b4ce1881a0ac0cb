"""An urgent correction: what a version does not say any longer while its original's change waits for people."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class UrgentMode(models.TextChoices):
    """What readers get in place of sentences whose original has changed."""

    WITHHOLD = "withhold", _("Withhold the sentences")
    MACHINE = "machine", _("Show labelled machine text")
    DOWN = "down", _("Take the version down")


class UrgentCorrection(models.Model):
    """One urgent correction of one version, kept for the record when it has ended.

    `sentences` names those that were in question when it began; whether one still is, is derived: until a person has
    approved a text for its present source. What readers saw before is noted, so that taking it back restores it.
    """

    class Outcome(models.TextChoices):
        DECIDED = "decided", _("A person decided about each sentence")
        TAKEN_BACK = "taken_back", _("Taken back")

    version = models.ForeignKey("i18n.LanguageVersion", on_delete=models.CASCADE, related_name="urgent_corrections")
    mode = models.CharField(max_length=8, choices=UrgentMode.choices)
    reason = models.CharField(max_length=500, blank=True)
    sentences = models.JSONField(default=list)
    # Before: the snapshot that readers saw, {public id: id of the live text}, the page's revision, whether it was live.
    snapshot_before = models.ForeignKey(
        "i18n.SourceSnapshot", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    live_before = models.JSONField(default=dict)
    revision_before = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    was_public = models.BooleanField(default=False)
    began_at = models.DateTimeField(auto_now_add=True)
    began_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)

    class Meta:
        verbose_name = _("urgent correction")
        verbose_name_plural = _("urgent corrections")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.mode}"
