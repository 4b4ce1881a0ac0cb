"""What a worker does with a leased job."""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

from django.db import close_old_connections, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_noop

from i18n.conf import conf
from i18n.models import LanguageVersion, TranslationJob, UrgentMode
from i18n.services import choosing, drafts, jobs, policy, publishing, readback, standing, texts, versions
from i18n.services import translation as machine

logger = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 10.0
_LATER = timedelta(seconds=10)


def run(job: TranslationJob) -> TranslationJob:
    """Do a leased job to its end: done, given back for another attempt, or failed with a reason."""
    stop = threading.Event()
    beat = threading.Thread(target=_beat, args=(job, stop), daemon=True)
    beat.start()
    try:
        with translation.override("en"):
            _WORK[job.purpose](job)
    except jobs.LeaseLost:
        logger.warning("Job %s was taken over by another worker", job.pk)
    except readback.StructureChanged as error:
        _note_problem(job, str(error))
        jobs.fail(job=job, reason=str(error))
    except publishing.NoPlace as error:
        jobs.fail(job=job, reason=str(error))
    except Exception as error:
        logger.exception("Job %s failed", job.pk)
        jobs.retry(job=job, reason=f"{type(error).__name__}: {error}"[:2000])
    finally:
        stop.set()
        beat.join(timeout=1)
    job.refresh_from_db()
    return job


def _beat(job: TranslationJob, stop: threading.Event) -> None:
    try:
        while not stop.wait(HEARTBEAT_SECONDS):
            close_old_connections()
            try:
                if not jobs.heartbeat(job=job):
                    return
            except Exception:
                logger.exception("Heartbeat of job %s failed", job.pk)
    finally:
        from django.db import connection

        connection.close()


def _version_of(job: TranslationJob) -> LanguageVersion:
    return LanguageVersion.objects.select_related(
        "group__source", "group__current_snapshot", "locale", "snapshot", "page", "urgent"
    ).get(pk=job.version_id or 0)


def _plan(job: TranslationJob) -> None:
    page = job.page.specific if job.page else None
    with transaction.atomic():
        if page is not None and page.live:
            versions.after_publication(page=page, revision=page.live_revision)
        jobs.finish(job=job)


def _translate(job: TranslationJob) -> None:
    version = _version_of(job)
    snapshot = version.group.current_snapshot
    if snapshot is None:
        jobs.finish(job=job)
        return

    if policy.is_forbidden(version=version):
        _republish(job, gettext_noop("Somebody said that no machine translates this article into this language."))
        return

    def still_ours() -> None:
        if not jobs.heartbeat(job=job):
            raise jobs.LeaseLost(str(job))

    done = machine.fill(version=version, snapshot=snapshot, still_ours=still_ours)
    waiting = texts_waiting(version)
    if done.transient and not waiting and _awaits_machine(version):
        publishing.publish(version=version)  # what is here already is shown; the rest is asked for again
        jobs.retry(job=job, reason=done.told(len(done.failures)), after=done.wait(job.attempts))
        return
    if waiting and done.transient:
        jobs.retry(job=job, reason=done.told(len(waiting)), after=done.wait(job.attempts))
        return
    with transaction.atomic():
        if waiting:  # a first publication waits, an update keeps the old snapshot
            standing.refresh(version=version)
            jobs.fail(job=job, reason=done.told(len(waiting)))
            return
        published = publishing.publish(version=version)
        jobs.finish(job=job, reason=_end_of(published))


def _end_of(published: publishing.Publication) -> str:
    if published.published:
        return ""
    if published.waiting:
        return gettext_noop("The original changed meanwhile; a job of its own follows.")
    return gettext_noop("Held until a person publishes it.")


def texts_waiting(version: LanguageVersion) -> list[str]:
    """Sentences of the newest source that no text can be shown for."""
    snapshot = version.group.current_snapshot
    return publishing.texts_missing(texts.load(version), snapshot) if snapshot else []


def _awaits_machine(version: LanguageVersion) -> bool:
    """Whether an urgent correction withholds sentences for want of machine text."""
    snapshot = version.group.current_snapshot
    if snapshot is None or version.urgent is None or version.urgent.mode != UrgentMode.MACHINE:
        return False
    return bool(choosing.choose(texts.load(version), snapshot).withheld)


def _republish(job: TranslationJob, reason: str = "") -> None:
    version = _version_of(job)
    patient = job.created_at > timezone.now() - conf.editor_patience
    if patient and not version.with_source and version.page is not None and drafts.is_being_edited(version.page):
        # Publishing makes a newer revision, and the autosave of an open page editor would be refused.
        jobs.postpone(job=job, reason=gettext_noop("Somebody has the page open in the page editor."), after=_LATER)
        return
    with transaction.atomic():
        publishing.publish(version=version)
        jobs.finish(job=job, reason=reason)


def _note_problem(job: TranslationJob, reason: str) -> None:
    if job.version_id:
        LanguageVersion.objects.filter(pk=job.version_id).update(problem=reason[:500])


_WORK: dict[str, Callable[[TranslationJob], None]] = {
    TranslationJob.Purpose.PLAN: _plan,
    TranslationJob.Purpose.TRANSLATE: _translate,
    TranslationJob.Purpose.REPUBLISH: _republish,
}
