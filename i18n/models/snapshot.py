"""One published state of a source, as the ordered skeleton that versions render."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from i18n.segments import Skeleton


class SourceSnapshot(models.Model):
    """Immutable: an ordered skeleton (field or block id → segment ids with hashes) of one published source revision."""

    group = models.ForeignKey("i18n.TranslationGroup", on_delete=models.CASCADE, related_name="snapshots")
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=20)
    source_revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    skeleton_data = models.JSONField()
    # Sentence that the source had once → the one that stands where it stood: links to it lead there.
    heirs = models.JSONField(default=dict)
    # Name and version of the splitter that cut the sentences.
    splitter = models.CharField(max_length=60)
    # Hash of the texts and of all that is not text: an equal publication makes no new snapshot.
    content_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    # When the text was last another one, typos apart; nothing for the first.
    updated_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("source snapshot")
        verbose_name_plural = _("source snapshots")
        constraints = [models.UniqueConstraint(fields=["group", "number"], name="i18n_snapshot_number")]
        ordering = ["group_id", "number"]

    def __str__(self) -> str:
        return f"{self.group_id} / {self.number}"

    @property
    def skeleton(self) -> Skeleton:
        """The parsed skeleton; parsed once per instance."""
        cached: Skeleton | None = self.__dict__.get("_skeleton")
        if cached is None:
            cached = Skeleton.from_json(self.skeleton_data)
            self.__dict__["_skeleton"] = cached
        return cached

    @property
    def hashes(self) -> dict[str, str]:
        """Public id → hash of its wording; worked out once per instance."""
        cached: dict[str, str] | None = self.__dict__.get("_hashes")
        if cached is None:
            cached = self.__dict__["_hashes"] = {ref.id: ref.hash for ref in self.skeleton.sentences()}
        return cached
