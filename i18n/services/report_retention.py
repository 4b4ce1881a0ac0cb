"""How long what readers wrote is kept, and what is held about one address."""

from calendar import monthrange
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from i18n.conf import conf
from i18n.models import ErrorReport
from i18n.services import report_limits, reports

KEEP_ADDRESS = timedelta(days=30)
_AT_ONCE = 500


def forget_addresses(*, now: datetime | None = None) -> int:
    """Erase addresses of reports closed 30 days ago, and what the limits no longer need. Returns erased addresses."""
    now = now or timezone.now()
    report_limits.forget(now=now)
    old = ErrorReport.objects.filter(closed_at__lt=now - KEEP_ADDRESS).exclude(email="")
    return old.update(email="")


def forget_words(*, now: datetime | None = None) -> int:
    """Erase what was written about reports closed long ago (`INTERURBAN_REPORT_WORDS_MONTHS`): the reader's words and
    staff's. Sentence, reason, type, outcome and moments stay for the figures. Returns how many reports were emptied.
    """
    now = now or timezone.now()
    months = conf.report_words_months
    if not months:
        return 0
    old = ErrorReport.objects.filter(closed_at__lt=months_before(now, months), erased_at=None)
    wordless = {"better_wording": "", "comment": "", "email": "", "answer": ""}
    written = ~Q(**wordless)
    erased = 0
    while keys := list(old.filter(written).values_list("pk", flat=True)[:_AT_ONCE]):
        erased += ErrorReport.objects.filter(pk__in=keys).update(**wordless, erased_at=now)
    return erased


def months_before(moment: datetime, months: int) -> datetime:
    """The same day so many months earlier, or the last of that month."""
    number = moment.year * 12 + moment.month - 1 - months
    year, month = number // 12, number % 12 + 1
    return moment.replace(year=year, month=month, day=min(moment.day, monthrange(year, month)[1]))


def of_address(email: str) -> QuerySet[ErrorReport]:
    """Reports that carry an e-mail address (export and erasure on request)."""
    found = ErrorReport.objects.filter(email__iexact=email.strip()).exclude(email="")
    return found.select_related("version__locale", "version__page", "segment", "revision").order_by("created_at", "pk")


def held_about(email: str) -> list[dict[str, Any]]:
    """Everything that is held about an address, for the person it belongs to."""
    return [
        {
            "status_page": f"/{report.version.locale.language_code}/report/{report.token}/",
            "page": report.version.page.title if report.version.page else "",
            "sentence": report.segment.public_id,
            "text": report.revision.text if report.revision else "",
            "received": report.created_at.isoformat(),
            "status": report.status,
            "closed": report.closed_at.isoformat() if report.closed_at else None,
            "mailed": report.mailed_at.isoformat() if report.mailed_at else None,
            "reason": report.reason,
            "better_wording": report.better_wording,
            "comment": report.comment,
            "answer_code": report.answer_code,
            "answer": report.answer,
            "email": report.email,
        }
        for report in of_address(email)
    ]


@transaction.atomic
def erase(email: str) -> int:
    """Erase an address and all that was written with it; open reports count as withdrawn. Returns how many."""
    found = list(of_address(email))
    for report in found:
        reports.withdraw(report=report)
    return len(found)
