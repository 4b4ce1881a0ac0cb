"""Reports as tables for others: CSV and JSON, with ITS 2.0 types, without addresses and private links."""

import csv
import json
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any

from django.db.models import QuerySet

from i18n.models import ErrorReport, SegmentTranslation
from i18n.segments import plain
from i18n.services import report_kinds
from i18n.services.hidden_characters import visible, without_controls

_AT_ONCE = 500
# A spreadsheet takes a cell that begins like this for a formula (OWASP, "CSV injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
COLUMNS = (
    "report", "joined_to", "language", "article", "address", "sentence", "received", "looked_at", "closed", "status",
    "reason", "locQualityIssueType", "source", "text_seen", "text_now", "better_wording", "locQualityIssueComment",
    "answer_code", "answer",
)  # fmt: skip


def safe_cell(value: Any) -> Any:
    """A value for a table: a text that would be a formula is marked as text by an apostrophe."""
    if not isinstance(value, str):
        return "" if value is None else value
    return f"'{value}" if value.lstrip(" ").startswith(_FORMULA) else value


def rows(reports: QuerySet[ErrorReport]) -> Iterator[dict[str, Any]]:
    """A row per report, of those that are there when it begins; 2 queries for each 500."""
    keys = list(reports.values_list("pk", flat=True))
    for start in range(0, len(keys), _AT_ONCE):
        chunk = list(reports.filter(pk__in=keys[start : start + _AT_ONCE]))
        texts = _texts(chunk)
        for report in chunk:
            yield _row(report, texts)


def _texts(reports: Iterable[ErrorReport]) -> dict[tuple[int, int], str]:
    found = SegmentTranslation.objects.filter(segment__in={report.segment_id for report in reports})
    return {(row.segment_id, row.locale_id): plain(row.live.text) for row in found.select_related("live") if row.live}


def _row(report: ErrorReport, texts: dict[tuple[int, int], str]) -> dict[str, Any]:
    version = report.version
    source = version.group.source
    language = version.locale.language_code
    values: dict[str, Any] = {
        "report": report.pk,
        "joined_to": report.joined_to_id,
        "language": language,
        "article": version.page.title if version.page else "",
        "address": f"/{language}/n/{version.group.short_id}/#s-{report.segment.public_id}",
        "sentence": report.segment.public_id,
        "received": report.created_at.isoformat(),
        "looked_at": report.looked_at.isoformat() if report.looked_at else None,
        "closed": report.closed_at.isoformat() if report.closed_at else None,
        "status": report.status,
        "reason": report.reason,
        "locQualityIssueType": report_kinds.of(report).value,
        "source": texts.get((report.segment_id, source.locale_id), "") if source else "",
        "text_seen": plain(report.revision.text) if report.revision else "",
        "text_now": texts.get((report.segment_id, version.locale_id), ""),
        "better_wording": report.better_wording,
        "locQualityIssueComment": report.comment,
        "answer_code": report.answer_code,
        "answer": report.answer,
    }
    return {name: without_controls(value) if isinstance(value, str) else value for name, value in values.items()}


def as_csv(reports: QuerySet[ErrorReport]) -> Iterator[str]:
    """Lines of a CSV file (UTF-8 with a mark, so that spreadsheets read it right); hidden characters written out."""
    yield "\ufeff"
    yield _line(COLUMNS)
    for row in rows(reports):
        yield _line(safe_cell(visible(value) if isinstance(value, str) else value) for value in row.values())


def _line(cells: Iterable[Any]) -> str:
    buffer = StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()


def as_json(reports: QuerySet[ErrorReport]) -> Iterator[str]:
    """A JSON list, report by report; texts as they were written."""
    before = "[\n"
    for row in rows(reports):
        yield before + json.dumps(row, ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
