"""Original and translations go out together, by hand or by schedule; a version goes out by itself at its moment."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import Page

from i18n import tasks
from i18n.models import LanguageVersion
from i18n.services import engines, gate, jobs, publishing, release, schedule, versions
from tests.i18n import factories as make
from tests.i18n.test_source_edits import fresh
from tests.testsite.models import NotePage

pytestmark = pytest.mark.django_db
FAKE = {"fake": {"class": "tests.engines_fake.fake.FakeEngine", "options": {}}}


@pytest.fixture(autouse=True)
def _engine(settings):
    settings.INTERURBAN_ENGINES = FAKE
    engines.reset()
    for code in ("en", "es", "fr"):
        make.notes_index(code)
    yield
    engines.reset()


def work():
    done = []
    while (job := jobs.lease_next(worker="test")) is not None:
        done.append(tasks.run(job))
    return done


def boss():
    return make.user("boss", superuser=True)


def plan(page, when, **changes):
    """Schedule a draft as the page editor does."""
    draft = NotePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.go_live_at = when
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision(user=boss()).publish(user=boss())
    return NotePage.objects.get(pk=page.pk)


def version(page, code="es"):
    return LanguageVersion.objects.select_related(
        "group__source__page", "group__current_snapshot", "locale", "page", "snapshot"
    ).get(group__translation_key=page.translation_key, locale__language_code=code)


def live(page):
    pages = Page.objects.filter(translation_key=page.translation_key, live=True)
    return sorted(pages.values_list("locale__language_code", flat=True))


def test_a_scheduled_original_and_its_translations_go_out_in_one_run():
    now = timezone.now()
    page = plan(make.note("Canary plans", publish=False), now + timedelta(hours=2))
    assert {job.status for job in work()} == {"done"}
    spanish = version(page)
    assert (spanish.with_source, spanish.held, live(page)) == (True, False, [])
    # Nothing brings it out before, and nothing of it is on any public surface.
    publishing.publish(version=spanish, release=True)
    schedule.publish_due()
    spanish.page.get_latest_revision().publish()
    assert live(page) == []
    with time_machine.travel(now + timedelta(hours=2, minutes=1)):
        assert len(schedule.publish_due()) == 3
        assert live(page) == ["en", "es", "fr"]
        assert schedule.publish_due() == []
        work()
    assert NotePage.objects.get(pk=spanish.page_id).title.startswith("[es] Canar")
    assert not version(page).with_source


def test_an_edited_and_rescheduled_draft_is_planned_anew_and_an_old_draft_is_never_public():
    now = timezone.now()
    page = plan(make.note("First plan", publish=False), now + timedelta(hours=2))
    work()
    page = plan(page, now + timedelta(hours=3), title="Second plan")
    with time_machine.travel(now + timedelta(hours=3, minutes=1)):
        # The engine has not seen the second title: the original does not wait, the translations do.
        schedule.publish_due()
        assert live(page) == ["en"]
        work()
        assert live(page) == ["en", "es", "fr"]
    assert NotePage.objects.get(pk=version(page).page_id).title.startswith("[es] Second")


def test_prepared_by_hand_and_published_by_hand_with_a_held_version_that_a_person_chose(settings):
    settings.INTERURBAN_MACHINE_POLICY = "hold"
    page = make.note("By hand", publish=False)
    versions.prepare(page=page.get_latest_revision_as_object(), revision=page.get_latest_revision())
    work()
    spanish = version(page)
    assert (spanish.held, spanish.with_source) == (True, False)
    with pytest.raises(PermissionDenied):
        release.go_with_source(version=spanish, person=make.user("somebody"))
    release.go_with_source(version=spanish, person=boss())
    NotePage.objects.get(pk=page.pk).get_latest_revision().publish()
    first = jobs.lease_next(worker="test")
    assert (first.purpose, first.version_id) == ("republish", spanish.pk)  # before all other work
    tasks.run(first)
    assert live(page) == ["en", "es"]
    work()
    assert live(page) == ["en", "es"]
    assert version(page, "fr").held


def test_publishing_a_version_of_a_draft_releases_it_with_its_original():
    page = make.note("A draft", publish=False)
    versions.prepare(page=page.get_latest_revision_as_object(), revision=page.get_latest_revision())
    work()
    spanish = version(page)
    release.hold(version=spanish, person=boss())
    done = release.publish_version(version=spanish, person=boss())
    assert not done.published
    assert version(page).with_source
    assert gate.awaits_source(version(page))


def test_blocks_of_a_later_draft_reach_a_version_that_was_prepared_before():
    page = make.note("Blocks", publish=False)
    versions.prepare(page=page.get_latest_revision_as_object(), revision=page.get_latest_revision())
    work()
    draft = NotePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    more = [*draft.body.get_prep_value(), make.text_block("<p>One more paragraph.</p>")]
    draft.body = draft.body.stream_block.to_python(more)
    revision = draft.save_revision(user=boss())
    versions.prepare(page=revision.as_object(), revision=revision)
    work()
    revision.publish()
    work()
    assert len(NotePage.objects.get(pk=version(page).page_id).body) == 3


def test_a_held_version_goes_out_once_at_its_moment_whatever_the_clock_does():
    page = make.note()
    work()
    spanish = version(page)
    release.take_down(version=spanish, person=boss())
    now = timezone.now()
    with pytest.raises(release.ScheduleRefused):
        release.schedule(version=spanish, person=boss(), when=now - timedelta(minutes=1))
    with pytest.raises(PermissionDenied):
        release.schedule(version=spanish, person=make.user("somebody"), when=now + timedelta(hours=1))
    release.schedule(version=spanish, person=boss(), when=now + timedelta(hours=1))
    assert schedule.publish_due() == []
    for hours in (-24, 24, -24, 25):
        with time_machine.travel(now + timedelta(hours=hours)):
            published = schedule.publish_due()
            assert published == ([spanish.page_id] if hours == 24 and version(page).publish_at is None else [])
    assert live(page) == ["en", "es", "fr"]
    assert NotePage.objects.get(pk=spanish.page_id).revisions.filter(approved_go_live_at__isnull=False).count() == 0
    with pytest.raises(release.ScheduleRefused):
        release.schedule(version=version(page), person=boss(), when=now + timedelta(days=2))


def test_a_schedule_can_be_cancelled_and_waits_for_missing_texts():
    page = make.note()
    work()
    spanish, now = version(page), timezone.now()
    release.take_down(version=spanish, person=boss())
    release.schedule(version=spanish, person=boss(), when=now + timedelta(hours=1))
    release.unschedule(version=spanish, person=boss())
    with time_machine.travel(now + timedelta(hours=2)):
        assert schedule.publish_due() == []
    assert version(page).held
    by_hand = make.version_of(page, "ar")
    release.schedule(version=by_hand, person=boss(), when=now + timedelta(hours=1))
    with time_machine.travel(now + timedelta(hours=2)):
        assert schedule.publish_due() == []
        make.fill(fresh(by_hand))
        assert len(schedule.publish_due()) == 1


def test_wagtails_own_schedule_of_a_translation_keeps_working():
    page = make.note()
    work()
    spanish, now = version(page), timezone.now()
    NotePage.objects.get(pk=spanish.page_id).unpublish()
    plan(NotePage.objects.get(pk=spanish.page_id), now + timedelta(hours=1))
    assert live(page) == ["en", "fr"]
    with time_machine.travel(now + timedelta(hours=2)):
        assert schedule.publish_due() == [spanish.page_id]
    assert live(page) == ["en", "es", "fr"]
