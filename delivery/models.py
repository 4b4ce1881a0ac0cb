"""How often pages were read, and how far the logs of the server in front were read for it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PageViews(models.Model):
    """How often a page was read on a day under a label: sums, nothing about a reader.

    The page is an id and no relation: this app knows no other, and what was read stays read when a page is deleted.
    """

    page_id = models.PositiveBigIntegerField()
    day = models.DateField()
    # What the page was when it was served: "machine", "partly_reviewed", "reviewed", …
    label = models.CharField(max_length=20)
    count = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("page views")
        verbose_name_plural = _("page views")
        constraints = [models.UniqueConstraint(fields=["page_id", "day", "label"], name="delivery_views_once")]
        indexes = [models.Index(fields=["day"], name="delivery_views_day")]

    def __str__(self) -> str:
        return f"{self.page_id}, {self.day}, {self.label}: {self.count}"


class LogPosition(models.Model):
    """How far a log was read. `name` is the hash of its first line, so that a rotated log is known again."""

    name = models.CharField(max_length=64, unique=True)
    # Bytes (of a packed log: after unpacking) of whole lines that were counted.
    offset = models.PositiveBigIntegerField(default=0)
    read_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("position in a log")
        verbose_name_plural = _("positions in logs")

    def __str__(self) -> str:
        return f"{self.name[:12]}: {self.offset}"
