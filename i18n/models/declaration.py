"""What an editor says about a publication of an original."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PublicationKind(models.TextChoices):
    """What kind of change a publication of an original is."""

    TYPOS = "typos", _("Only typos")
    CONTENT = "content", _("The content changed")
    URGENT = "urgent", _("Urgent correction")


class DeclaredChange(models.Model):
    """A person said what kind of change a draft, or what it became, is. Records are added; the newest counts.

    It is said about a Wagtail revision as it was at a moment (autosave overwrites revisions in place), and holds until
    that is published: now, by schedule or at the end of a workflow. Then it gets the snapshot.
    """

    group = models.ForeignKey("i18n.TranslationGroup", on_delete=models.CASCADE, related_name="declared_changes")
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    content_at = models.DateTimeField(null=True, blank=True)
    snapshot = models.ForeignKey(
        "i18n.SourceSnapshot", null=True, blank=True, on_delete=models.CASCADE, related_name="declared_changes"
    )
    kind = models.CharField(max_length=8, choices=PublicationKind.choices, default=PublicationKind.CONTENT)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)
    # Of an urgent correction: language → what readers get there (UrgentMode); others follow the site's setting.
    modes = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("declared change")
        verbose_name_plural = _("declared changes")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.group_id}: {self.kind}"
