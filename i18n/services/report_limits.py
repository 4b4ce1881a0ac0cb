"""How often reports are taken: per sender and per page, without knowing who the sender is."""

import hashlib
import hmac
import ipaddress
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from i18n.models import ReportQuota, SenderSalt


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` reports in any stretch of time as long as the window."""

    most: int
    window: timedelta


PER_SENDER = Limit(5, timedelta(minutes=10))
PER_PAGE = Limit(60, timedelta(hours=1))


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
    now = now or timezone.now()
    key = _key(_network(address), _salt_of(now))
    before = (now - PER_SENDER.window).date()
    if before != now.date():
        _carry_over(_network(address), key, before)
    return key


def _key(network: str, salt: str) -> str:
    secret = hashlib.sha256(f"reports:{settings.SECRET_KEY}:{salt}".encode()).digest()
    return "s" + hmac.new(secret, network.encode(), hashlib.sha256).hexdigest()[:40]


def _carry_over(network: str, key: str, day: date) -> None:
    """In the first minutes of a day, what a sender sent before midnight still counts, under the new day's key."""
    salt = SenderSalt.objects.filter(day=day).first()
    if salt is None or ReportQuota.objects.filter(key=key).exists():
        return
    with suppress(IntegrityError), transaction.atomic():  # somebody else of this network did it this very moment
        ReportQuota.objects.filter(key=_key(network, salt.value)).update(key=key)


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


def _salt_of(now: datetime) -> str:
    salt, made = SenderSalt.objects.get_or_create(day=now.date(), defaults={"value": secrets.token_hex(32)})
    if made:
        _forget_salts(now)
    return salt.value


def _forget_salts(now: datetime) -> int:
    """Those of earlier days go; yesterday's is needed for some minutes more (`_carry_over`)."""
    gone, _by_model = SenderSalt.objects.filter(day__lt=(now - PER_SENDER.window).date()).delete()
    return gone


def take(*, sender: str, page_id: int, now: datetime | None = None) -> None:
    """Count one report of a sender on a page, or raise `TooManyReports` and count nothing.

    The windows slide: in no stretch of time as long as a window more than the limit are taken. A flood costs one read
    each: nothing is written once a limit is reached.
    """
    moment = (now or timezone.now()).timestamp()
    limits = {sender: PER_SENDER, page_key(page_id): PER_PAGE}
    for quota in ReportQuota.objects.filter(key__in=limits):
        _refuse_where_full(quota.times, limits[quota.key], moment)
    with transaction.atomic():
        for key, limit in limits.items():  # the sender first, always: two that share both never wait in a ring
            _count(key, limit, moment)


def _count(key: str, limit: Limit, moment: float) -> None:
    """Under a lock of the row, so that simultaneous reports never pass the limit together."""
    ReportQuota.objects.get_or_create(key=key)
    quota = ReportQuota.objects.select_for_update().get(key=key)
    _refuse_where_full(quota.times, limit, moment)
    quota.times = [*_within(quota.times, limit, moment), moment][-limit.most :]
    quota.last_at = datetime.fromtimestamp(moment, tz=UTC)
    quota.save(update_fields=["times", "last_at"])


def _within(times: list[float], limit: Limit, moment: float) -> list[float]:
    return [time for time in times if time > moment - limit.window.total_seconds()]


def _refuse_where_full(times: list[float], limit: Limit, moment: float) -> None:
    """A place is free again when the oldest of the last so many has left the window."""
    inside = _within(times, limit, moment)
    if len(inside) >= limit.most:
        left = inside[-limit.most] + limit.window.total_seconds() - moment
        raise TooManyReports(max(1, int(left) + 1))


def forget(*, now: datetime | None = None) -> int:
    """Throw away salts of earlier days and quotas whose window is over. Returns how many rows went."""
    now = now or timezone.now()
    over = Q(last_at=None) | Q(last_at__lt=now - PER_PAGE.window)
    quotas, _by_model = ReportQuota.objects.filter(over).delete()
    return _forget_salts(now) + quotas
