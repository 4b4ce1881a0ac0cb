"""What a person did in one go on the review screen, so that it can be taken back in one go."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ReviewAct(models.Model):
    """One act of a person: which texts it moved in which sentences, and what was there before. Drafts are no acts.

    `steps`: one list per sentence, as `services.acts.Step`: public id; ids of the texts that were `latest` and in
    conflict before and after it; id of the text that it stored. Forgotten after a month; the record of texts stays.
    """

    class Kind(models.TextChoices):
        SUGGEST = "suggest", _("Suggested")
        APPROVE = "approve", _("Approved")
        KEEP = "keep", _("Earlier translation kept")
        COVER = "cover", _("Said before")
        REJECT = "reject", _("Turned down")
        USE_CONFLICT = "use_conflict", _("Other text used")
        DISMISS_CONFLICT = "dismiss_conflict", _("Other text dismissed")
        ANSWER = "answer", _("Report answered")
        MERGE = "merge", _("Joined")
        SPLIT = "split", _("Split")
        MOVE = "move", _("Moved")
        REPLACE = "replace", _("Replaced")
        APPROVE_MANY = "approve_many", _("All that were left approved")

    version = models.ForeignKey("i18n.LanguageVersion", on_delete=models.CASCADE, related_name="acts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    steps = models.JSONField(default=list)
    # Of a move: the order of the version before and after it, as `LanguageVersion.arrangement`.
    order_before = models.JSONField(null=True, blank=True)
    order_after = models.JSONField(null=True, blank=True)
    # Of an answer: the report that it closed.
    report = models.ForeignKey("i18n.ErrorReport", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("act of review")
        verbose_name_plural = _("acts of review")
        indexes = [models.Index(fields=["version", "undone_at"], name="i18n_act_open")]

    def __str__(self) -> str:
        return f"{self.kind} ({self.version_id})"
