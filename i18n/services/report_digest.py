"""One message per person, language and period about new reports, however many there are.

Who gets it: people with a role in a language daily, unless they chose otherwise (`ReviewPreference.digest`); others
who may see reports only if they chose to. The worker sends; a period is claimed before its message leaves, and given
back where the mail server refuses it.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core.mail import get_connection
from django.db.models import Max
from django.utils import timezone, translation
from wagtail.models import Locale

from i18n.conf import conf
from i18n.models import ErrorReport, LanguageRole, ReportDigest
from i18n.services import report_digest_mail, report_queries
from i18n.services.preferences import Digest
from i18n.services.report_joining import OPEN

logger = logging.getLogger(__name__)

_TIMEOUT = 10  # seconds
HOUR = timedelta(hours=1)
# A message "at once" waits so long for the second report, and the third.
GATHER = timedelta(minutes=2)
# Reports that nobody has been told of for longer are in the list, and no news.
_NEWS = timedelta(days=8)
# So many reports a message goes through at most; all of them are counted.
_READ = 200


@dataclass(frozen=True, slots=True)
class Sent:
    """Messages handed to the mail server, and whether it refused one."""

    sent: int = 0
    refused: bool = False


@dataclass(frozen=True, slots=True)
class _Period:
    """A person, a language, and the stretch of time that a message would cover."""

    person: Any
    locale: Locale
    hourly: bool
    after: datetime
    until: datetime


def send_due(*, now: datetime | None = None) -> Sent:
    """Send what is due. The first failure of the server ends the round; what failed is tried again."""
    now = now or timezone.now()
    newest = _newest(now)
    if not newest or not conf.sends_mail:
        return Sent()
    sent = 0
    for period in _periods(newest, now):
        reports = _reports(period)
        first = reports.order_by("created_at").values_list("created_at", flat=True).first()
        if period.hourly and (first is None or first > now - GATHER):
            continue
        if not _claim(period, now if first else None):
            continue
        if first is None:
            continue
        try:
            _message(period, reports).send()
        except Exception as error:
            # The message of an SMTP error may hold an address: the log gets its kind only.
            logger.warning("A digest of reports failed (%s); it is tried again", type(error).__name__)
            _give_back(period)
            return Sent(sent, refused=True)
        sent += 1
    return Sent(sent)


def _newest(now: datetime) -> dict[int, datetime]:
    """Languages (ids of locales) with open reports, and when the newest came: 1 query."""
    rows = ErrorReport.objects.filter(status__in=OPEN, created_at__gt=now - _NEWS).order_by()
    return {
        row["version__locale"]: row["newest"]
        for row in rows.values("version__locale").annotate(newest=Max("created_at"))
    }


def _periods(newest: dict[int, datetime], now: datetime) -> Iterator[_Period]:
    """Whoever may be due, 4 queries; whether there is something to tell is asked afterwards."""
    roles: dict[int, set[int]] = {}
    for user_id, locale_id in LanguageRole.objects.filter(locale__in=newest, group__user__isnull=False).values_list(
        "group__user", "locale"
    ):
        roles.setdefault(user_id, set()).add(locale_id)
    locales = {locale.pk: locale for locale in Locale.objects.filter(pk__in=newest)}
    told = {(row.user_id, row.locale_id): row for row in ReportDigest.objects.filter(locale__in=newest)}
    for person in _people(set(roles)):
        preference = getattr(person, "review_preference", None)
        rhythm = preference.digest if preference else Digest.BY_ROLE
        hourly = rhythm == Digest.HOURLY
        until = now if hourly else _morning(now)
        for key in sorted(roles.get(person.pk, set()) if rhythm == Digest.BY_ROLE else locales):
            row = told.get((person.pk, key))
            after = row.told_until if row else until - timedelta(days=1)
            rests = hourly and row is not None and row.sent_at is not None and row.sent_at > now - HOUR
            if after < until and newest[key] > after and not rests:
                yield _Period(person, locales[key], hourly, after, until)


def _people(with_roles: set[int]) -> Iterator[Any]:
    people = get_user_model()._default_manager.filter(is_active=True).exclude(email="")
    asked = people.filter(review_preference__digest__in=[Digest.DAILY, Digest.HOURLY])
    by_role = people.filter(pk__in=with_roles).exclude(review_preference__digest=Digest.OFF)
    rows = people.filter(pk__in=[*asked.values_list("pk", flat=True), *by_role.values_list("pk", flat=True)])
    return rows.select_related("review_preference", "wagtail_userprofile").order_by("pk").iterator()


def _morning(now: datetime) -> datetime:
    """The last time that it was the hour of digests, in the time zone of the site."""
    zone = timezone.get_default_timezone()
    local = now.astimezone(zone)
    today = datetime.combine(local.date(), time(conf.digest_hour), tzinfo=zone)
    return (
        today
        if today <= local
        else datetime.combine(local.date() - timedelta(days=1), time(conf.digest_hour), tzinfo=zone)
    )


def _reports(period: _Period) -> Any:
    return report_queries.visible(period.person).filter(
        status__in=OPEN,
        version__locale=period.locale,
        created_at__gt=period.after,
        created_at__lte=period.until,
    )


def _claim(period: _Period, sent_at: datetime | None) -> bool:
    """Whether this worker is the one that tells of this period; without a moment, there is nothing to tell."""
    row, _made = ReportDigest.objects.get_or_create(
        user=period.person, locale=period.locale, defaults={"told_until": period.after}
    )
    changes: dict[str, datetime] = {"told_until": period.until}
    if sent_at is not None:
        changes["sent_at"] = sent_at
    return bool(ReportDigest.objects.filter(pk=row.pk, told_until=period.after).update(**changes))


def _give_back(period: _Period) -> None:
    mine = ReportDigest.objects.filter(user=period.person, locale=period.locale, told_until=period.until)
    mine.update(told_until=period.after, sent_at=None)


def _message(period: _Period, reports: Any) -> Any:
    profile = getattr(period.person, "wagtail_userprofile", None)
    language = profile.get_preferred_language() if profile else translation.get_language()
    listed = list(report_queries.with_facts(reports).order_by("created_at", "pk")[:_READ])
    with translation.override(language):
        message = report_digest_mail.message(
            reports=listed, count=reports.count(), locale=period.locale, to=period.person.email
        )
    message.connection = get_connection(timeout=_TIMEOUT)
    return message
