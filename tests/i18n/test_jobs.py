"""Jobs: leased once, given back when a worker is gone, ended with a reason."""

from datetime import timedelta

import pytest
from django.utils import timezone

from i18n import tasks
from i18n.models import TranslationJob
from i18n.services import jobs
from tests.i18n import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return make.published(make.note(), "es")


def test_the_same_work_waits_once(version):
    first = jobs.enqueue(purpose="republish", version=version)
    assert jobs.enqueue(purpose="republish", version=version).pk == first.pk


def test_work_that_was_put_off_is_brought_forward_unless_it_failed(version):
    hour = timedelta(hours=1)
    put_off = jobs.enqueue(purpose="republish", version=version, delay=hour)
    assert jobs.lease_next(worker="one") is None
    assert jobs.enqueue(purpose="republish", version=version).pk == put_off.pk
    assert jobs.enqueue(purpose="republish", version=version, delay=hour).pk == put_off.pk
    assert jobs.lease_next(worker="one") == put_off
    TranslationJob.objects.update(status="waiting", run_after=timezone.now() + hour)
    jobs.enqueue(purpose="republish", version=version)
    assert jobs.lease_next(worker="one") is None


def test_a_job_is_leased_by_one_worker(version):
    jobs.enqueue(purpose="republish", version=version)
    job = jobs.lease_next(worker="one")
    assert job is not None
    assert jobs.lease_next(worker="two") is None
    assert job.attempts == 1


def test_work_that_comes_while_the_same_runs_waits_for_its_end(version):
    jobs.enqueue(purpose="republish", version=version)
    running = jobs.lease_next(worker="one")
    later = jobs.enqueue(purpose="republish", version=version)
    assert later.pk != running.pk
    assert jobs.lease_next(worker="two") is None
    jobs.finish(job=running)
    assert jobs.lease_next(worker="two").pk == later.pk


def test_a_delayed_job_is_not_due(version):
    jobs.enqueue(purpose="republish", version=version, delay=timedelta(seconds=30))
    assert jobs.lease_next(worker="one") is None
    assert jobs.lease_next(worker="one", now=timezone.now() + timedelta(seconds=31)) is not None


def test_a_stranded_job_returns_and_its_old_worker_can_do_no_harm(version):
    jobs.enqueue(purpose="republish", version=version)
    lost = jobs.lease_next(worker="one")
    assert jobs.reap(now=timezone.now() + timedelta(minutes=2)) == [lost]
    taken = jobs.lease_next(worker="two", now=timezone.now() + timedelta(minutes=3))
    assert taken.pk == lost.pk
    with pytest.raises(jobs.LeaseLost):
        jobs.finish(job=lost)
    assert not jobs.heartbeat(job=lost)
    jobs.finish(job=taken)
    taken.refresh_from_db()
    assert taken.status == "done"


def test_too_many_attempts_end_with_a_reason(version, settings):
    settings.INTERURBAN_JOB_ATTEMPTS = 2
    job = jobs.enqueue(purpose="republish", version=version)
    moment = timezone.now()
    for number in range(2):
        moment += timedelta(hours=1)
        leased = jobs.lease_next(worker=f"w{number}", now=moment)
        jobs.reap(now=moment + timedelta(minutes=2))
        moment += timedelta(minutes=3)
    job.refresh_from_db()
    assert leased.pk == job.pk
    assert job.status == "failed"
    assert "gave no sign" in job.reason


def test_a_stopping_worker_gives_its_job_back_at_once(version):
    jobs.enqueue(purpose="republish", version=version)
    job = jobs.give_back(job=jobs.lease_next(worker="one"))
    assert (job.status, job.attempts) == ("waiting", 0)


def test_a_job_that_fails_says_why_and_is_tried_again(version, monkeypatch):
    def fail(**kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("i18n.services.publishing.publish", fail)
    jobs.enqueue(purpose="republish", version=version)
    job = tasks.run(jobs.lease_next(worker="one"))
    assert (job.status, job.reason) == ("waiting", "RuntimeError: the disk is full")
    assert job.run_after > timezone.now()


def test_a_correction_reaches_the_page_by_its_job(version):
    make.approve(version, make.id_of(version, "two days"), "Se quedaron dos días.", make.user())
    jobs.enqueue(purpose="republish", version=version)
    job = tasks.run(jobs.lease_next(worker="one"))
    assert job.status == "done"
    version.refresh_from_db()
    assert version.reviewed == 1
    assert TranslationJob.objects.filter(status="running").count() == 0
