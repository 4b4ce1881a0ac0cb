"""Signs of life of the workers: whoever looks after the site sees whether anybody translates."""

from datetime import datetime, timedelta

from django.utils import timezone

from i18n.models import WorkerSign

EVERY = timedelta(seconds=15)
# A job in hand may take long, and its heartbeat is its own; a worker that is only busy is not missed.
MISSED_AFTER = timedelta(minutes=2)
FORGOTTEN_AFTER = timedelta(days=7)


def give(*, worker: str, started: datetime, now: datetime | None = None) -> None:
    """This worker lives; signs of those that were killed long ago go."""
    now = now or timezone.now()
    WorkerSign.objects.update_or_create(name=worker[:80], defaults={"started_at": started, "seen_at": now})
    WorkerSign.objects.filter(seen_at__lt=now - FORGOTTEN_AFTER).delete()


def take_back(*, worker: str) -> None:
    """This worker ends in good order."""
    WorkerSign.objects.filter(name=worker[:80]).delete()


def last_seen() -> datetime | None:
    """The newest sign of any worker."""
    return WorkerSign.objects.order_by("-seen_at").values_list("seen_at", flat=True).first()
