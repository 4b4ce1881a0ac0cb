"""The form token: proof that a form came from our page, the same for all readers of a page, with no cookie."""

from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.utils import timezone

# A token made at midnight is good for today, tomorrow and the day after: at least 48 hours from any moment.
_VALID_DAYS = 2
_EPOCH = datetime(2020, 1, 1, tzinfo=timezone.get_fixed_timezone(0))
_SEPARATOR = "."


class Expired(Exception):
    """The token was ours, but its time is over."""


class Forged(Exception):
    """The token is missing, of another page, or not ours."""


def _signer() -> Signer:
    return Signer(salt="i18n.reader.report", sep=_SEPARATOR)


def _day(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(days=1)


def make(version_id: int, *, now: datetime | None = None) -> str:
    """The token of a version's page, the same all day long, so that stored pages are stable."""
    return _signer().sign(f"{version_id}-{_day(now or timezone.now())}")


def check(token: str, version_id: int, *, now: datetime | None = None) -> None:
    """Nothing where the token is good; raises `Expired` or `Forged`."""
    try:
        value = _signer().unsign(token[:200])
        signed_version, day = (int(part) for part in value.split("-"))
    except (BadSignature, ValueError) as error:
        raise Forged from error
    if signed_version != version_id:
        raise Forged
    age = _day(now or timezone.now()) - day
    if not -1 <= age <= _VALID_DAYS:
        raise Expired
