"""A whole translation from outside, while somebody checks which sentence belongs to which."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PastedTranslation(models.Model):
    """A text from elsewhere, paired with the original. Kept for good: what was pasted is never thrown away.

    `rows` are the pairs in the order of the page (`i18n.services.pasting.rows.Row`); `written` says after the end which
    texts it became.
    """

    version = models.ForeignKey("i18n.LanguageVersion", on_delete=models.CASCADE, related_name="pasted")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The original that it was paired with; a newer one means: pair again.
    snapshot = models.ForeignKey(
        "i18n.SourceSnapshot", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # As it came: HTML (cleaned), or plain text.
    raw = models.TextField()
    file_name = models.CharField(max_length=200, blank=True)
    # Who translated it, in the words of whoever pasted it.
    credit = models.CharField(max_length=200, blank=True)
    # Words under links or in bold, as they came: [[tag, address, words], …].
    marked = models.JSONField(default=list, blank=True)
    rows = models.JSONField(default=list, blank=True)
    # What seems odd about the text as a whole (codes).
    warnings = models.JSONField(default=list, blank=True)
    # {public id: [id of the text that was written, id of the one before or nothing]}
    written = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    discarded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("pasted translation")
        verbose_name_plural = _("pasted translations")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "person"],
                condition=Q(finished_at__isnull=True, discarded_at__isnull=True),
                name="i18n_pasted_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.raw[:60]}"

    @property
    def open(self) -> bool:
        """Whether it is still being checked."""
        return self.finished_at is None and self.discarded_at is None
