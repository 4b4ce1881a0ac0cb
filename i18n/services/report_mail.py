"""The one mail that tells a reader what became of a report.

The report itself is the queue (closed, with an address, not yet mailed), and the worker empties it: nobody who corrects
a sentence waits for a mail server, and a mail server that is down loses nothing.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from i18n.conf import conf
from i18n.models import ErrorReport
from i18n.services import report_words
from i18n.services.reports import Status

logger = logging.getLogger(__name__)

_TIMEOUT = 10  # seconds: a dead mail server must not hold up the worker
_AT_ONCE = 50
_CLOSED = (Status.CORRECTED, Status.KEPT)


@dataclass(frozen=True, slots=True)
class Sent:
    """Mails handed to the mail server, and those that wait for the next round."""

    sent: int = 0
    waiting: int = 0


def waiting() -> QuerySet[ErrorReport]:
    """Reports whose outcome is to be mailed."""
    closed = ErrorReport.objects.filter(status__in=_CLOSED, mailed_at__isnull=True).exclude(email="")
    # Whoever writes spam with the address of somebody else gets no mail sent there.
    return closed.exclude(answer_code=ErrorReport.Answer.EMPTY).select_related(
        "version__locale", "version__page", "version__group", "segment", "answered_by_revision"
    )


def send_outcomes(*, now: datetime | None = None) -> Sent:
    """Send what waits, each once: a report is claimed before its mail leaves, and released if the server refuses.

    The first failure of the server ends the round; a refused address is given up.
    """
    now = now or timezone.now()
    sent = 0
    due = waiting().filter(closed_at__lte=now - conf.report_mail_delay)
    for report in due.order_by("closed_at", "pk")[:_AT_ONCE]:
        # Somebody may take the outcome back this very moment: then there is nothing to tell.
        mine = ErrorReport.objects.filter(pk=report.pk, mailed_at__isnull=True, closed_at=report.closed_at)
        if not mine.update(mailed_at=now):
            continue
        try:
            message_about(report).send()
        except SMTPRecipientsRefused:
            logger.warning("The mail server refused the address of report %s", report.pk)
        except Exception as error:
            # The message of an SMTP error may hold the address: the log gets its kind only.
            logger.warning("Mail about report %s failed (%s); it is tried again", report.pk, type(error).__name__)
            ErrorReport.objects.filter(pk=report.pk, mailed_at=now).update(mailed_at=None)
            break
        else:
            sent += 1
    return Sent(sent, waiting().count())


def message_about(report: ErrorReport) -> EmailMessage:
    """The mail, in the language of the page that was reported."""
    page = report.version.page
    language = report.version.locale.language_code
    site = page.get_site() if page else None
    root = site.root_url if site else settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    with translation.override(language):
        address = root + reverse("report-status", kwargs={"language": language, "token": report.token})
        short = reverse("short", kwargs={"language": language, "short_id": report.version.group.short_id})
        title = " ".join((page.title if page else "").split())[:120]
        if report.status == Status.KEPT:
            outcome = _("We looked at the sentence that you reported and kept it as it is.")
        elif report.answered_by_revision is None:
            outcome = _("The sentence that you reported is no longer part of the article.")
        else:
            outcome = _("The sentence that you reported is corrected. Thank you!")
        parts = [
            outcome,
            *report_words.to_reader(report),
            f"{title}\n{root}{short}#s-{report.segment.public_id}" if page else title,
            _("What became of it: {address}").format(address=address),
            _("We erase your e-mail address 30 days after this. At the address above you can do it at once."),
        ]
        return EmailMessage(
            # The short address tells two articles of one title apart, and fits into a subject in every script.
            subject=_("Your report: {title}").format(title=title) + f" ({short})",
            body="\n\n".join(part for part in parts if part) + "\n",
            to=[report.email],
            connection=get_connection(timeout=_TIMEOUT),
        )
