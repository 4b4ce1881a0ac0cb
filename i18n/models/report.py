"""What readers say about a sentence."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ErrorReport(models.Model):
    """A reader's report: it hangs on the segment and on the text that the reader saw. No IP address is stored."""

    class Status(models.TextChoices):
        RECEIVED = "received", _("Received")
        LOOKED_AT = "looked_at", _("Being looked at")
        CORRECTED = "corrected", _("Corrected")
        KEPT = "kept", _("Kept as it is")
        WITHDRAWN = "withdrawn", _("Withdrawn by the reader")

    class Reason(models.TextChoices):
        MEANING = "meaning", _("The meaning is wrong")
        NAME = "name", _("A name, a date or a figure is wrong")
        STYLE = "style", _("Understandable, but badly put")
        OTHER = "other", _("Something else")

    class IssueType(models.TextChoices):
        """Localization quality issue types of ITS 2.0 (https://www.w3.org/TR/its20/#lqissue-typevalues)."""

        TERMINOLOGY = "terminology", _("Terminology")
        MISTRANSLATION = "mistranslation", _("Mistranslation")
        OMISSION = "omission", _("Omission")
        UNTRANSLATED = "untranslated", _("Untranslated")
        ADDITION = "addition", _("Addition")
        DUPLICATION = "duplication", _("Duplication")
        INCONSISTENCY = "inconsistency", _("Inconsistency")
        GRAMMAR = "grammar", _("Grammar")
        LEGAL = "legal", _("Legal")
        REGISTER = "register", _("Register")
        LOCALE_SPECIFIC_CONTENT = "locale-specific-content", _("Content of another region")
        LOCALE_VIOLATION = "locale-violation", _("Convention of the language")
        STYLE = "style", _("Style")
        CHARACTERS = "characters", _("Characters")
        MISSPELLING = "misspelling", _("Misspelling")
        TYPOGRAPHICAL = "typographical", _("Typography")
        FORMATTING = "formatting", _("Formatting")
        INCONSISTENT_ENTITIES = "inconsistent-entities", _("Names, places, dates")
        NUMBERS = "numbers", _("Numbers")
        MARKUP = "markup", _("Markup")
        PATTERN_PROBLEM = "pattern-problem", _("Unwanted pattern")
        WHITESPACE = "whitespace", _("White space")
        INTERNATIONALIZATION = "internationalization", _("Internationalization")
        LENGTH = "length", _("Length")
        NON_CONFORMANCE = "non-conformance", _("Unlike the language")
        UNCATEGORIZED = "uncategorized", _("Not categorized")
        OTHER = "other", _("Another kind")

    class Answer(models.TextChoices):
        """Why a text stays as it is. A code is stored, so that each reader reads it in the language of the page."""

        CORRECT = "correct", _("Correct as it is")
        SAME = "same", _("Reported before, and settled")
        ELSEWHERE = "elsewhere", _("Not about the translation")
        CHECKED = "checked", _("Checked, and approved as it was")
        EMPTY = "empty", _("Spam, or nothing that helps")

    segment = models.ForeignKey("i18n.Segment", on_delete=models.CASCADE, related_name="reports")
    version = models.ForeignKey("i18n.LanguageVersion", on_delete=models.CASCADE, related_name="reports")
    revision = models.ForeignKey("i18n.SegmentRevision", null=True, on_delete=models.SET_NULL, related_name="reports")
    # The private address of the status page.
    token = models.CharField(max_length=32, unique=True)
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)
    # Set by staff; empty: guessed from the reason (`services.report_kinds`).
    issue_type = models.CharField(max_length=30, choices=IssueType.choices, blank=True)
    better_wording = models.TextField(blank=True)
    comment = models.TextField(blank=True)
    email = models.EmailField(blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.RECEIVED)
    answer_code = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    # In words of staff's own.
    answer = models.CharField(max_length=500, blank=True)
    answered_by_revision = models.ForeignKey(
        "i18n.SegmentRevision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    looked_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # When the outcome was handed to the mail server; with an address and no moment here, the mail still waits.
    mailed_at = models.DateTimeField(null=True, blank=True)
    # Several readers said the same: the others lead to the first, and all are answered together.
    joined_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="joined")
    # Somebody took it out of such a group: it is not put back without being asked.
    apart = models.BooleanField(default=False)
    # An approved text of which somebody said that it does not answer the report.
    left_with = models.ForeignKey(
        "i18n.SegmentRevision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # When the words about it were erased; what counts in figures stays.
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("error report")
        verbose_name_plural = _("error reports")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["version", "status"], name="i18n_report_open"),
            models.Index(fields=["status", "-created_at"], name="i18n_report_recent"),
        ]

    def __str__(self) -> str:
        return f"{self.token} ({self.status})"


class ReportQuota(models.Model):
    """When a sender's key or a page has had its last reports; keys are HMACs with a salt thrown away daily."""

    key = models.CharField(max_length=64, unique=True)
    # Seconds since 1970, oldest first; never more than the limit allows.
    times = models.JSONField(default=list)
    last_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        verbose_name = _("report quota")
        verbose_name_plural = _("report quotas")

    def __str__(self) -> str:
        return self.key


class SenderSalt(models.Model):
    """The salt of today's sender keys. Yesterday's is thrown away, and with it any way back from a key to a sender."""

    day = models.DateField(unique=True)
    value = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("salt of sender keys")
        verbose_name_plural = _("salts of sender keys")

    def __str__(self) -> str:
        return str(self.day)
