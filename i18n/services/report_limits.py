"""How often reports are taken: per sender and per page, without knowing who the sender is."""

import hashlib
import hmac
import ipaddress
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from i18n.models import ReportQuota, SenderSalt


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` reports in a window that begins with the first of them."""

    most: int
    window: timedelta


PER_SENDER = Limit(5, timedelta(minutes=10))
PER_PAGE = Limit(60, timedelta(hours=1))
_TRIES = 3


class TooManyReports(Exception):
    """A limit is reached; `retry_after` in seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"Too many reports; try again in {retry_after} s.")
        self.retry_after = retry_after


def sender_key(address: str, *, now: datetime | None = None) -> str:
    """Today's key of a sender: an HMAC of the address's network (/24 of IPv4, /48 of IPv6).

    The key of the HMAC joins the site's secret with a salt of the day, so neither a copy of the database nor tomorrow's
    server leads from a key back to an address.
    """
    salt = _salt_of((now or timezone.now()).date())
    secret = hashlib.sha256(f"reports:{settings.SECRET_KEY}:{salt}".encode()).digest()
    return "s" + hmac.new(secret, _network(address).encode(), hashlib.sha256).hexdigest()[:40]


def page_key(page_id: int) -> str:
    """Key of a page's quota."""
    return f"p{page_id}"


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0].strip())
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is None:
            return str(ipaddress.ip_network((parsed, 48), strict=False))
        parsed = parsed.ipv4_mapped
    return str(ipaddress.ip_network((parsed, 24), strict=False))


def _salt_of(day: date) -> str:
    salt, made = SenderSalt.objects.get_or_create(day=day, defaults={"value": secrets.token_hex(32)})
    if made:
        SenderSalt.objects.filter(day__lt=day).delete()
    return salt.value


def take(*, sender: str, page_id: int, now: datetime | None = None) -> None:
    """Count one report of a sender on a page, or raise `TooManyReports` and count nothing.

    A flood costs one read each: nothing is written once a limit is reached.
    """
    now = now or timezone.now()
    limits = {sender: PER_SENDER, page_key(page_id): PER_PAGE}
    for quota in ReportQuota.objects.filter(key__in=limits):
        limit = limits[quota.key]
        if quota.count >= limit.most and quota.window_start > now - limit.window:
            raise TooManyReports(_seconds_left(quota, limit, now))
    with transaction.atomic():
        for key, limit in limits.items():
            _count(key, limit, now)


def _count(key: str, limit: Limit, now: datetime) -> None:
    """One conditional UPDATE, so that simultaneous reports never pass the limit together."""
    begin = now - limit.window
    rows = ReportQuota.objects.filter(key=key)
    for _try in range(_TRIES):
        if rows.filter(window_start__gt=begin, count__lt=limit.most).update(count=F("count") + 1):
            return
        if rows.filter(window_start__lte=begin).update(window_start=now, count=1):
            return
        quota = rows.first()
        if quota is not None and quota.count >= limit.most and quota.window_start > begin:
            raise TooManyReports(_seconds_left(quota, limit, now))
        if quota is None:
            try:
                with transaction.atomic():
                    ReportQuota.objects.create(key=key, window_start=now, count=1)
            except IntegrityError:
                continue
            return
    raise TooManyReports(int(limit.window.total_seconds()))


def _seconds_left(quota: ReportQuota, limit: Limit, now: datetime) -> int:
    return max(1, int((quota.window_start + limit.window - now).total_seconds()) + 1)


def forget(*, now: datetime | None = None) -> int:
    """Throw away salts of earlier days and quotas whose window is over. Returns how many rows went."""
    now = now or timezone.now()
    salts, _by_model = SenderSalt.objects.filter(day__lt=now.date()).delete()
    quotas, _by_model = ReportQuota.objects.filter(window_start__lt=now - PER_PAGE.window).delete()
    return salts + quotas
