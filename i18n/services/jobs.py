"""Jobs: queued in the transaction that needs them, leased by one worker, given back when it is gone."""

import random
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from i18n.conf import conf
from i18n.models import LanguageVersion, SourceSnapshot, TranslationJob

Purpose = TranslationJob.Purpose
Status = TranslationJob.Status


class LeaseLost(Exception):
    """Another worker has this job by now: what was done must be rolled back."""


def enqueue(
    *,
    purpose: str,
    version: LanguageVersion | None = None,
    snapshot: SourceSnapshot | None = None,
    page: Page | None = None,
    delay: timedelta = timedelta(0),
) -> TranslationJob:
    """Queue work; the same work that waits already is returned instead, and done at the earlier of the two moments."""
    key = ":".join(
        [
            purpose,
            *(f"{name}{obj.pk}" for name, obj in (("v", version), ("s", snapshot), ("p", page)) if obj is not None),
        ]
    )
    moment = timezone.now() + delay
    try:
        with transaction.atomic():
            return TranslationJob.objects.create(
                purpose=purpose,
                version=version,
                snapshot=snapshot,
                page=page,
                idempotency_key=key,
                run_after=moment,
            )
    except IntegrityError:
        waiting = TranslationJob.objects.filter(idempotency_key=key, status=Status.WAITING)
        # What failed before waits as long as it was told to.
        waiting.filter(attempts=0, run_after__gt=moment).update(run_after=moment)
        # A worker may have taken it up in this moment: then it waits anew.
        return waiting.first() or enqueue(purpose=purpose, version=version, snapshot=snapshot, page=page, delay=delay)


def lease_next(*, worker: str, now: datetime | None = None) -> TranslationJob | None:
    """Take the next job that is due, or nothing. Two workers never get the same one, nor the same key side by side."""
    now = now or timezone.now()
    running = TranslationJob.objects.filter(status=Status.RUNNING).values("idempotency_key")
    versions = TranslationJob.objects.filter(status=Status.RUNNING, version__isnull=False).values("version_id")
    # Work for a language that the site does not have just now waits until it has it again.
    codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    here = Q(version__isnull=True) | Q(version__locale__language_code__in=codes)
    due = TranslationJob.objects.due(now).filter(here)
    due = due.exclude(idempotency_key__in=running).exclude(version_id__in=versions)
    for pk in due.values_list("pk", flat=True)[:10]:
        taken = TranslationJob.objects.filter(pk=pk, status=Status.WAITING).update(
            status=Status.RUNNING,
            worker=worker,
            heartbeat_at=now,
            lease_until=now + conf.lease,
            attempts=F("attempts") + 1,
        )
        if taken:
            return TranslationJob.objects.get(pk=pk)
    return None


def heartbeat(*, job: TranslationJob, now: datetime | None = None) -> bool:
    """Prolong the lease; false where another worker has the job."""
    now = now or timezone.now()
    return bool(_mine(job).update(heartbeat_at=now, lease_until=now + conf.lease))


def finish(*, job: TranslationJob, reason: str = "") -> TranslationJob:
    """Done. Called inside the transaction of the job's last effect; raises `LeaseLost` where the job is not ours."""
    _end(job, Status.DONE, reason)
    return job


def fail(*, job: TranslationJob, reason: str) -> TranslationJob:
    """Ended without success, with a reason that a person can read."""
    _end(job, Status.FAILED, reason)
    return job


def retry(*, job: TranslationJob, reason: str, after: timedelta | None = None) -> TranslationJob:
    """Give the job back for another attempt (with jittered back-off), or end it after the last one."""
    if job.attempts >= conf.max_attempts:
        return fail(job=job, reason=reason)
    if after is None:
        after = timedelta(seconds=min(300, 2**job.attempts) * random.uniform(0.75, 1.25))  # noqa: S311
    return _give_back(job, reason, timezone.now() + after)


def give_back(*, job: TranslationJob) -> TranslationJob:
    """The worker stops: somebody else continues at once, and the attempt does not count."""
    TranslationJob.objects.filter(pk=job.pk).update(attempts=max(0, job.attempts - 1))
    return _give_back(job, "", timezone.now())


def reap(*, now: datetime | None = None) -> list[TranslationJob]:
    """Return stranded jobs to the queue (after too many attempts: end them). Returns them."""
    now = now or timezone.now()
    stranded = list(TranslationJob.objects.stranded(now))
    for job in stranded:
        retry(
            job=job,
            reason=f"The worker {job.worker} gave no sign until {job.lease_until:%Y-%m-%d %H:%M:%S} UTC.",
            after=timedelta(0),
        )
    return stranded


def end(jobs: QuerySet[TranslationJob], *, reason: str) -> int:
    """End work that has become pointless, with a reason that a person can read. Returns how much there was."""
    return jobs.update(status=Status.DONE, reason=reason, finished_at=timezone.now())


def postpone(*, job: TranslationJob, reason: str, after: timedelta) -> TranslationJob:
    """Not now: the job waits, and the attempt does not count."""
    TranslationJob.objects.filter(pk=job.pk).update(attempts=max(0, job.attempts - 1))
    return _give_back(job, reason, timezone.now() + after)


def again(*, job: TranslationJob) -> TranslationJob:
    """A person asks for a failed job once more."""
    if job.status != Status.FAILED:
        return job
    return enqueue(purpose=job.purpose, version=job.version, snapshot=job.snapshot, page=job.page)


def settle(*, version: LanguageVersion, purpose: str, reason: str) -> int:
    """Work that waits and has been done otherwise is done. Returns how many jobs that were."""
    waiting = TranslationJob.objects.filter(version=version, purpose=purpose, status=Status.WAITING)
    return waiting.update(status=Status.DONE, reason=reason, finished_at=timezone.now())


def _mine(job: TranslationJob) -> QuerySet[TranslationJob]:
    return TranslationJob.objects.filter(pk=job.pk, status=Status.RUNNING, worker=job.worker, attempts=job.attempts)


def _end(job: TranslationJob, status: str, reason: str) -> None:
    now = timezone.now()
    if not _mine(job).update(status=status, reason=reason, finished_at=now, lease_until=None):
        raise LeaseLost(str(job))
    job.status, job.reason, job.finished_at = status, reason, now


def _give_back(job: TranslationJob, reason: str, when: datetime) -> TranslationJob:
    waiting = TranslationJob.objects.filter(idempotency_key=job.idempotency_key, status=Status.WAITING)
    if waiting.exists():
        TranslationJob.objects.filter(pk=job.pk, status=Status.RUNNING).update(
            status=Status.DONE, reason="The same work was queued again meanwhile.", finished_at=timezone.now()
        )
    else:
        TranslationJob.objects.filter(pk=job.pk, status=Status.RUNNING).update(
            status=Status.WAITING, reason=reason, run_after=when, lease_until=None, worker=""
        )
    job.refresh_from_db()
    return job
