"""One page of a group: the source or a translation."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from i18n.models.states import Counts, State


class LanguageVersion(models.Model):
    """A page of the group, the source included: what it renders, the revision that we made, counts and state.

    Counts are of counted sentences (titles, headings, sentences, captions). They are derived, and written with the
    publication that changes them.
    """

    group = models.ForeignKey("i18n.TranslationGroup", on_delete=models.CASCADE, related_name="versions")
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.PROTECT, related_name="+")
    page = models.OneToOneField(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="language_version"
    )
    snapshot = models.ForeignKey(
        "i18n.SourceSnapshot", null=True, blank=True, on_delete=models.PROTECT, related_name="versions"
    )
    # The newest Wagtail revision whose texts the store knows (ours, or a person's after it was read back): a newer one
    # is somebody's edit, and is read back before we write.
    own_revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Order of sentences in a block where the language needs another one: {"path#block": [public ids]}.
    arrangement = models.JSONField(default=dict, blank=True)
    held = models.BooleanField(default=False)
    # Somebody deleted the page: no machine makes it again. It comes back with its texts, and its slug if it is free.
    removed = models.BooleanField(default=False)
    former_slug = models.CharField(max_length=255, blank=True)
    # Goes out together with its original, which is not public yet.
    with_source = models.BooleanField(default=False)
    # Goes out by itself at this moment; cleared by the publication, so that it happens once whatever the clock does.
    publish_at = models.DateTimeField(null=True, blank=True, db_index=True)
    # The urgent correction that runs; empty where none does.
    urgent = models.ForeignKey(
        "i18n.UrgentCorrection", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # What a withdrawal of the group took off the site, to be restored.
    live_when_withdrawn = models.BooleanField(default=False)
    revision_when_withdrawn = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Why the page cannot be rebuilt just now (a direct edit that does not fit the original's structure, say).
    problem = models.CharField(max_length=500, blank=True)

    total = models.PositiveIntegerField(default=0)
    reviewed = models.PositiveIntegerField(default=0)
    machine = models.PositiveIntegerField(default=0)
    unchecked = models.PositiveIntegerField(default=0)
    outdated = models.PositiveIntegerField(default=0)
    withheld = models.PositiveIntegerField(default=0)
    missing = models.PositiveIntegerField(default=0)
    machine_open = models.PositiveIntegerField(default=0)
    # For the queue: the highest risk of a sentence that waits for a person (i18n/quality/risk.py; 0 where none does),
    # and since when the oldest does. Written with the counts; empty in versions of older releases until the worker
    # has measured them.
    open_risk = models.FloatField(null=True, editable=False)
    open_since = models.DateTimeField(null=True, editable=False)
    state = models.CharField(max_length=16, choices=State.choices, default=State.MISSING)
    machine_translated = models.GeneratedField(
        expression=Q(machine_open__gt=0),  # type: ignore[arg-type]  # the stubs know no Q here
        output_field=models.BooleanField(),
        db_persist=True,
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("language version")
        verbose_name_plural = _("language versions")
        constraints = [models.UniqueConstraint(fields=["group", "locale"], name="i18n_version_language")]
        indexes = [models.Index(fields=["former_slug"], name="i18n_version_former_slug")]  # asked at each 404

    def __str__(self) -> str:
        return f"{self.group_id} ({self.locale_id})"

    @property
    def counts(self) -> Counts:
        return Counts(
            self.total, self.reviewed, self.machine, self.unchecked, self.outdated, self.missing, self.machine_open,
            self.withheld,
        )  # fmt: skip


class KnownRevision(models.Model):
    """A Wagtail revision whose texts the store knows: the base for reading back and for merging stale forms."""

    revision = models.OneToOneField(
        "wagtailcore.Revision", primary_key=True, on_delete=models.CASCADE, related_name="known_revision"
    )
    version = models.ForeignKey(LanguageVersion, on_delete=models.CASCADE, related_name="known_revisions")
    snapshot = models.ForeignKey("i18n.SourceSnapshot", on_delete=models.PROTECT, related_name="+")
    # {public id of the segment: id of the SegmentRevision that the page shows}
    texts = models.JSONField()
    # Order of its sentences, as in `LanguageVersion.arrangement`; a draft may have another than the public page.
    arrangement = models.JSONField(default=dict, blank=True)
    # Hash of all that is not text in its StreamFields: another one means blocks were added, removed, moved or swapped.
    structure_hash = models.CharField(max_length=64)
    # Autosave overwrites a revision in place; an older moment here means: read it again.
    content_at = models.DateTimeField()

    class Meta:
        verbose_name = _("known revision")
        verbose_name_plural = _("known revisions")

    def __str__(self) -> str:
        return str(self.revision_id)


class RenderedText(models.Model):
    """The sentences of a published version wrapped for readers, stored once per publication (8 ms a page otherwise)."""

    version = models.OneToOneField(LanguageVersion, primary_key=True, on_delete=models.CASCADE, related_name="rendered")
    fields = models.JSONField()
    marks_sentences = models.BooleanField(default=False)
    # Engines behind the live machine text, dates and people: what the notice says.
    facts = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("rendered text")
        verbose_name_plural = _("rendered texts")

    def __str__(self) -> str:
        return str(self.version_id)
