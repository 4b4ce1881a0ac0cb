"""Reports of readers for tests: filed through the service, on sentences of a note."""

from typing import Any

from i18n.models import ErrorReport, LanguageVersion
from i18n.services import reports
from tests.i18n import factories

_sender = 0


def filed(version: LanguageVersion, words: str = "five", **details: Any) -> ErrorReport:
    """A report on the sentence whose original holds some words, each by another sender."""
    global _sender
    _sender += 1
    now = details.pop("now", None)
    public_id = factories.id_of(version, words)
    report = reports.file(version=version, public_id=public_id, sender=f"s{_sender}", details=details, now=now)
    if now is not None:
        ErrorReport.objects.filter(pk=report.pk).update(created_at=now)
    return fresh(report)


def fresh(report: ErrorReport) -> ErrorReport:
    """The report as it is in the database now."""
    return ErrorReport.objects.select_related("version__locale", "segment").get(pk=report.pk)
