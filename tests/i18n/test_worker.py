"""The worker from the published source to the published version, with good and bad engines, and killed in mid-job."""

import os
import signal
import time

import pytest

from i18n import tasks
from i18n.models import LanguageVersion, SegmentRevision, SegmentTranslation, State, TranslationJob
from i18n.review import words
from i18n.services import engines, jobs
from tests import processes
from tests.i18n import factories as make
from tests.i18n.test_source_edits import edit, replace
from tests.testsite.models import NotePage

FAKE = "tests.engines_fake.fake.FakeEngine"


@pytest.fixture
def engine(settings):
    """Configure an engine: `engine(path, **options)`."""

    def configure(path=FAKE, **options):
        settings.INTERURBAN_ENGINES = {"fake": {"class": path, "options": options}}
        engines.reset()

    yield configure
    engines.reset()


def work():
    """Do what is due, as the worker does; returns the jobs."""
    done = []
    while (job := jobs.lease_next(worker="test")) is not None:
        done.append(tasks.run(job))
    return done


def spanish(page):
    return LanguageVersion.objects.select_related("group__current_snapshot", "locale", "page", "snapshot").get(
        group__translation_key=page.translation_key, locale__language_code="es"
    )


@pytest.mark.django_db
def test_a_published_source_becomes_a_labelled_version_in_each_language(engine):
    engine()
    for code in ("en", "es", "fr", "ar"):
        make.notes_index(code)
    page = make.note()
    assert {job.status for job in work()} == {"done"}
    versions = LanguageVersion.objects.filter(group__translation_key=page.translation_key)
    assert {v.locale.language_code: v.state for v in versions} == {
        "en": State.ORIGINAL,
        "es": State.MACHINE,
        "fr": State.MACHINE,
        "ar": State.MACHINE,
    }
    text = NotePage.objects.get(pk=spanish(page).page_id)
    assert text.title.startswith("[es] ")
    assert '<a href="https://example.org/house">' in text.body[0].value.source
    live = SegmentRevision.objects.filter(locale__language_code="es", origin="machine").first()
    assert (live.engine, live.engine_version) == ("fake", "fake 1")


@pytest.mark.django_db
def test_only_changed_sentences_are_asked_for_again(engine):
    engine()
    make.notes_index("es")
    page = make.note()
    work()
    before = SegmentRevision.objects.filter(locale__language_code="es").count()
    edit(page, replace("showed the", "shows the"))
    assert [job.status for job in work()] == ["done"]
    assert SegmentRevision.objects.filter(locale__language_code="es").count() == before + 1
    assert spanish(page).state == State.MACHINE


@pytest.mark.django_db
def test_a_person_s_sentence_is_never_touched_by_a_later_run(engine):
    engine()
    make.notes_index("es")
    page = make.note()
    work()
    version = spanish(page)
    public_id = make.id_of(version, "two days")
    make.approve(version, public_id, "Se quedaron dos días.", make.user())
    jobs.enqueue(purpose="republish", version=version)
    work()
    edit(page, replace("two days", "three days"))
    work()
    version = spanish(page)
    assert make.live_texts(version)[public_id] == "Se quedaron dos días."
    assert version.state == State.OUTDATED
    proposals = SegmentRevision.objects.filter(segment__public_id=public_id, locale=version.locale, origin="machine")
    assert proposals.count() == 2


@pytest.mark.django_db
def test_without_an_engine_the_site_works_and_plans_nothing():
    make.notes_index("es")
    make.note()
    assert not TranslationJob.objects.exists()


@pytest.mark.django_db
def test_a_language_without_a_news_section_fails_with_a_reason(engine):
    engine()
    make.locale("es")
    make.note()
    [job] = [job for job in work() if job.version.locale.language_code == "es"]
    assert job.status == "failed"
    assert "ensure_languages" in job.reason


@pytest.mark.django_db
def test_chained_text_is_held_and_released_by_a_person(engine):
    from i18n.services import publishing

    engine(pairs=["en>fr", "fr>es"])
    make.notes_index("es")
    page = make.note()
    work()
    version = spanish(page)
    assert version.held
    assert not version.page.live
    publishing.publish(version=version, release=True)
    version = spanish(page)
    assert version.page.live
    assert version.rendered.facts["chained"]


@pytest.mark.django_db
@pytest.mark.parametrize("fault", ["empty", "echo", "wrong-script", "instructions", "html-text", "script", "link"])
def test_a_failing_sentence_keeps_the_version_back_and_says_why(engine, fault):
    engine("tests.engines_fake.faulty.FaultyEngine", fault=fault)
    make.notes_index("es")
    page = make.note(
        body=[make.text_block("<p>A good sentence. Poison is in this rather long second sentence of the note.</p>")]
    )
    results = work()
    version = spanish(page)
    assert version.page_id is None
    job = results[-1]
    assert job.status in ("failed", "waiting")
    assert "1 sentence has no text yet. Faulty engine (tests): The " in words.reason(job.reason)
    rows = SegmentTranslation.objects.filter(segment__group=version.group, locale=version.locale)
    assert rows.filter(latest__isnull=False).count() == 3
    [failed] = rows.filter(latest__isnull=True)
    assert failed.failure


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_kill_9_in_mid_job_is_finished_by_the_next_worker_once(engine, tmp_path):
    engine()
    make.notes_index("es")
    page = make.note()
    url = processes.database_url(tmp_path)
    asked = tmp_path / "asked"
    first = processes.manage(
        "run_worker", url=url, TEST_ENGINE="tests.engines_fake.slow.SlowEngine", TEST_ENGINE_STARTED=str(asked)
    )
    try:
        wait_for(asked.exists, first)
    finally:
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    time.sleep(1.5)  # the lease of a second runs out; nothing is asserted about how long anything takes
    second = processes.manage("run_worker", "--once", url=url, TEST_ENGINE=FAKE)
    output, _ = second.communicate(timeout=120)
    assert second.returncode == 0, output
    report = processes.manage("shell", "-c", REPORT.format(key=page.translation_key), url=url, TEST_ENGINE=FAKE)
    said, _ = report.communicate(timeout=120)
    assert "done  attempts=2 pages=1 live=True texts=9 segments=9" in said, said + output


REPORT = """
from i18n.models import *
version = LanguageVersion.objects.get(group__translation_key="{key}", locale__language_code="es")
job = TranslationJob.objects.get(version=version, purpose="translate")
texts = SegmentRevision.objects.filter(segment__group=version.group, locale=version.locale)
from tests.testsite.models import NotePage
pages = NotePage.objects.filter(locale__language_code="es")
live = bool(version.page and version.page.live)
print(job.status, job.reason, f"attempts={{job.attempts}} pages={{pages.count()}} live={{live}} "
      f"texts={{texts.count()}} segments={{texts.values('segment').distinct().count()}}")
"""


def wait_for(condition, process, seconds=60):
    """Until the condition holds; fails where the process ends before."""
    for _ in range(seconds * 10):
        if condition():
            return
        assert process.poll() is None, process.stdout.read()
        time.sleep(0.1)
    raise AssertionError("nothing happened")
