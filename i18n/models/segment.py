"""Sentences, their texts in all languages, and which text is live."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from i18n.models.folded import FoldedText
from i18n.models.states import Decision, Origin
from i18n.segments import Element, plain


class Segment(models.Model):
    """One sentence of the source, or a heading, caption, title, summary, alt text in use.

    `public_id` is random, unique in the group, the same in all languages and through edits (`id="s-…"`); it is never
    derived from block ids, which copies of a page repeat.
    """

    group = models.ForeignKey("i18n.TranslationGroup", on_delete=models.CASCADE, related_name="segments")
    public_id = models.CharField(max_length=12)
    kind = models.CharField(max_length=12)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("segment")
        verbose_name_plural = _("segments")
        constraints = [models.UniqueConstraint(fields=["group", "public_id"], name="i18n_segment_public_id")]

    def __str__(self) -> str:
        return self.public_id


class SegmentRevision(models.Model):
    """Immutable: one text for a segment and language, what it was made for, where it comes from, who decided what.

    The source's own texts are revisions too, in the source language: so every earlier wording of the original is kept.
    A decision about an existing text (an approval, say) is a new revision with the same text.
    """

    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="revisions")
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    folded = FoldedText()
    # Markup behind the numbered tags where it is not the source's: [[tag, [[name, value], …], void], …].
    elements_data = models.JSONField(null=True, blank=True)
    source_hash = models.CharField(max_length=64)
    origin = models.CharField(max_length=8, choices=Origin.choices)
    engine = models.CharField(max_length=60, blank=True)
    engine_version = models.CharField(max_length=120, blank=True)
    chained = models.BooleanField(default=False)
    # Who wrote the text (nobody for machine text) and who took the decision.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decision = models.CharField(max_length=16, choices=Decision.choices, default=Decision.STORED)
    reason = models.CharField(max_length=500, blank=True)
    # Findings of the checks and warnings of the engine: [{"check", "message", "severity"}].
    findings = models.JSONField(default=list, blank=True)
    based_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # The entry that this one takes back: it is no text for its wording of the source any more.
    undoes = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # Of a covered sentence: the one whose text says it, too. Empty: it was left out, and nothing says it.
    said_in = models.ForeignKey(Segment, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    # Set where this record carries a text over to another wording of the source: when the text was made or decided, and
    # who said that it serves for that wording too (nobody where the machine can tell by itself).
    made_at = models.DateTimeField(null=True, blank=True)
    carried_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("segment text")
        verbose_name_plural = _("segment texts")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["segment", "locale", "source_hash"], name="i18n_revision_lookup"),
            # Equal sentences are looked for in all articles.
            models.Index(fields=["locale", "source_hash"], name="i18n_revision_same_source"),
            # Suggestions that wait are looked for among all texts of a language.
            models.Index(fields=["locale"], condition=Q(decision="suggested"), name="i18n_revision_suggested"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(origin=Origin.MACHINE) | Q(engine_version="") | Q(origin=Origin.MEMORY),
                name="i18n_revision_engine_of_machine",
            ),
            models.CheckConstraint(
                condition=~Q(decision=Decision.COVERED) | Q(text=""), name="i18n_revision_covered_is_empty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.segment_id}: {self.text[:60]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse to change a stored text: a new text is a new revision."""
        if self.pk is not None and not self._state.adding:
            raise TypeError("A segment revision is never changed; make a new one.")
        super().save(*args, **kwargs)

    @property
    def elements(self) -> tuple[Element, ...] | None:
        """Markup of its own, or `None` where the source's serves."""
        if self.elements_data is None:
            return None
        return tuple(
            Element(tag, tuple((k, v) for k, v in attrs), bool(void)) for tag, attrs, void in self.elements_data
        )

    @property
    def moment(self) -> datetime:
        """When the text was made or decided; carrying it over to another wording does not count."""
        return self.made_at or self.created_at

    @property
    def plain_text(self) -> str:
        """The words alone."""
        return plain(self.text)

    @property
    def may_be_live(self) -> bool:
        """A person's text goes live only when it is approved; machine, memory and imported text go out labelled."""
        if self.decision in (Decision.APPROVED, Decision.APPROVED_UNSEEN, Decision.COVERED):
            return True
        return self.decision == Decision.STORED and self.origin != Origin.PERSON


class SegmentTranslation(models.Model):
    """Segment × language: `live` is what readers see, `latest` what the translator has."""

    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="translations")
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.PROTECT, related_name="+")
    live = models.ForeignKey(SegmentRevision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    latest = models.ForeignKey(SegmentRevision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Why the last try of a machine gave no text (a code of the engines' core); empty when there is nothing to say.
    failure = models.CharField(max_length=60, blank=True)
    # Somebody else's text that a stale form or a draft met: both are kept, this one waits for a decision.
    conflict = models.ForeignKey(SegmentRevision, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("segment translation")
        verbose_name_plural = _("segment translations")
        constraints = [models.UniqueConstraint(fields=["segment", "locale"], name="i18n_translation_unique")]

    def __str__(self) -> str:
        return f"{self.segment_id} ({self.locale_id})"
