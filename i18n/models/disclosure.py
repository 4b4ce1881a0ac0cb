"""The disclosure record: which label readers were shown, and who had checked which text (EU AI Act, Art. 50(4))."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: What an entry's digest covers, in this order of keys.
SEALED = (
    "translation_key", "language", "moment", "shown", "words", "label", "texts", "details", "inherited", "follows",
)  # fmt: skip


def seal(facts: Mapping[str, Any]) -> str:
    """SHA-256 of an entry's facts as JSON (sorted keys, no spaces, UTF-8), the digest of the entry before included.

    So no entry can be changed, left out or put between others without all later digests being wrong.
    """
    kept = {name: facts[name] for name in SEALED}
    return hashlib.sha256(
        json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    ).hexdigest()


class DisclosureQuerySet(models.QuerySet["DisclosureEntry"]):
    """Entries are added one by one, and neither changed nor deleted."""

    def update(self, **kwargs: Any) -> int:
        raise TypeError("The disclosure record is never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise TypeError("The disclosure record is never deleted.")


class DisclosureEntry(models.Model):
    """What readers are shown of a version from a moment on. Only added, in the transaction that shows it.

    It stands by itself: deleting a page, an account or a whole article leaves it, and its own foreign key is no part of
    what is sealed. People are numbers of accounts here; names are looked up when the record is read.
    """

    version = models.ForeignKey(
        "i18n.LanguageVersion", null=True, blank=True, on_delete=models.SET_NULL, related_name="disclosures"
    )
    translation_key = models.UUIDField()
    language = models.CharField(max_length=20)
    address = models.CharField(max_length=500, blank=True)
    title = models.CharField(max_length=500, blank=True)
    moment = models.DateTimeField(default=timezone.now)
    # Whether readers can open the page at all.
    shown = models.BooleanField(default=False)
    # The line beside the headline, in the page's language; empty where readers are shown none.
    words = models.CharField(max_length=300, blank=True)
    # State, counts, engines, chained, imported: what the label is made from.
    label = models.JSONField(default=dict)
    # [[public id, id of the text, its state], …] in the order of the page.
    texts = models.JSONField(default=list)
    # Of texts that the entry before did not show, by their id: hash, origin, engine, who checked it and when.
    details = models.JSONField(default=dict)
    # The first entry of a version that was public before there was a record: shown since then at the latest.
    inherited = models.BooleanField(default=False)
    follows = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the disclosure record")
        verbose_name_plural = _("disclosure record")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["translation_key", "language"], name="i18n_disclosure_page"),
            models.Index(fields=["moment"], name="i18n_disclosure_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.translation_key} ({self.language}), {self.moment:%Y-%m-%d %H:%M}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Seal a new entry; refuse to change one."""
        if self.pk is not None and not self._state.adding:
            raise TypeError("An entry of the disclosure record is never changed.")
        self.digest = seal(self.facts())
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: the record only grows."""
        raise TypeError("An entry of the disclosure record is never deleted.")

    def facts(self) -> dict[str, Any]:
        """What the digest is made from, as plain values."""
        found = {name: getattr(self, name) for name in SEALED}
        return {**found, "translation_key": str(self.translation_key), "moment": self.moment.isoformat()}
