"""What people have in hand on a translated page while the worker publishes corrections: drafts, workflows, schedules,
locks, an open editor, an older revision.
"""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.models import GroupApprovalTask, PageLogEntry, Revision, Workflow, WorkflowTask

from i18n import tasks
from i18n.models import LanguageVersion, Origin
from i18n.services import jobs, publishing, review, schedule, texts, versions
from tests.i18n import editing, invariants
from tests.i18n import factories as make
from tests.testsite.models import NotePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return make.published(make.note(), "es")


@pytest.fixture
def page(version):
    return again(version.page)


@pytest.fixture
def boss():
    return make.user("boss", superuser=True)


@pytest.fixture
def desk(client, boss):
    client.force_login(boss)
    return client


def again(page):
    return NotePage.objects.get(pk=page.pk)


def fresh(version):
    return LanguageVersion.objects.select_related("group__current_snapshot", "locale", "page", "snapshot").get(
        pk=version.pk
    )


def work():
    """What is due, and what is gathered for some seconds."""
    done = []
    while (job := jobs.lease_next(worker="test", now=timezone.now() + timedelta(minutes=1))) is not None:
        done.append(tasks.run(job))
    return done


def correct(version, words, text, person, *, publish=True):
    """A correction approved in the review screen, and published as the worker does."""
    public_id = make.id_of(version, words)
    latest = texts.load(fresh(version)).latest(public_id)
    review.approve(version=fresh(version), public_id=public_id, text=text, person=person, base_revision_id=latest.pk)
    if publish:
        publishing.publish(version=fresh(version))


def body(page):
    return str([block.value.source for block in again(page).body])


def test_a_running_workflow_goes_on_and_its_end_brings_no_old_text_back(version, page, boss, desk):
    workflow = Workflow.objects.create(name="Four eyes")
    task = GroupApprovalTask.objects.create(name="Approve")
    task.groups.add(Group.objects.get_or_create(name="Moderators")[0])
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    editing.save(desk, page, body=editing.replaced(page, "two days", "dos días"))
    state = workflow.start(again(page), boss)
    correct(version, "in spring", "Empieza en primavera.", boss)
    state.refresh_from_db()
    assert (state.status, state.current_task_state.status) == ("in_progress", "in_progress")
    assert "dos días" not in body(page)
    assert "dos días" in str(editing.body_of(page))
    state.current_task_state.approve(user=boss)
    state.refresh_from_db()
    assert state.status == "approved"
    assert "dos días" in body(page)
    work()
    assert "Empieza en primavera." in body(page)
    assert "dos días" in body(page)
    assert texts.load(fresh(version)).live(make.id_of(version, "in spring")).text == "Empieza en primavera."
    assert not again(page).has_unpublished_changes
    invariants.assert_hold()


def test_a_person_s_draft_keeps_its_author_and_takes_corrections_in(version, page, boss):
    writer, other = make.user("writer", superuser=True), Client()
    other.force_login(writer)
    editing.save(other, page, body=editing.replaced(page, "two days", "dos días"), slug="otra")
    kept = invariants.persons_texts("es")
    correct(version, "in spring", "Empieza en primavera.", boss)
    latest = again(page).latest_revision
    draft = latest.as_object()
    assert latest.user == writer
    assert "dos días" in str(draft.body)
    assert "Empieza en primavera." in str(draft.body)
    assert draft.slug == "otra"
    assert again(page).has_unpublished_changes
    assert "dos días" not in body(page)
    invariants.assert_kept(kept)
    invariants.assert_hold()


def test_an_open_editor_is_waited_for_but_not_for_ever(version, page, boss, desk):
    EditingSession.objects.create(
        user=boss, content_type=page.cached_content_type, object_id=page.pk, last_seen_at=timezone.now()
    )
    correct(version, "in spring", "Empieza en primavera.", boss, publish=False)
    first = editing.autosave(desk, page, body=editing.replaced(page, "two days", "dos días"))
    with time_machine.travel(timezone.now() + timedelta(seconds=5), tick=False):
        job = tasks.run(jobs.lease_next(worker="test"))
    assert (job.status, job.attempts) == ("waiting", 0)
    again_saved = editing.autosave(
        desk,
        page,
        overwrite=first.json()["revision_id"],
        body=editing.replaced(page, "dos días", "tres días"),
    )
    assert (first.status_code, again_saved.status_code) == (200, 200)
    with time_machine.travel(timezone.now() + timedelta(minutes=3), tick=False):
        EditingSession.objects.update(last_seen_at=timezone.now())
        assert tasks.run(jobs.lease_next(worker="test")).status == "done"
    assert "Empieza en primavera." in body(page)
    assert "tres días" in str(editing.body_of(page))
    invariants.assert_hold()


def test_a_schedule_survives_corrections_and_comes_true_once(version, page, boss):
    moment = timezone.now() + timedelta(hours=1)
    draft = again(page)
    draft.title, draft.go_live_at = "Un título nuevo", moment
    draft.save_revision(user=boss).publish(user=boss)
    correct(version, "in spring", "Empieza en primavera.", boss)
    [waiting] = Revision.objects.filter(approved_go_live_at__isnull=False)
    assert (waiting.approved_go_live_at, waiting.user) == (moment, boss)
    assert again(page).title == "es: A day in the city"
    entry = PageLogEntry.objects.filter(page=page, action="wagtail.publish.schedule").latest("pk")
    assert entry.revision == waiting
    invariants.assert_hold()
    with time_machine.travel(moment + timedelta(minutes=1)):
        assert schedule.publish_due() == [page.pk]
        assert schedule.publish_due() == []
        assert again(page).title == "Un título nuevo"
        assert "Empieza en primavera." in body(page)
        invariants.assert_hold()


def test_a_page_scheduled_before_it_was_ever_public_waits_for_its_moment_or_for_a_person(boss):
    held = make.fill(make.version_of(make.note(), "es"))
    LanguageVersion.objects.filter(pk=held.pk).update(held=True)
    publishing.publish(version=fresh(held))
    moment = timezone.now() + timedelta(hours=1)
    draft = again(fresh(held).page)
    draft.go_live_at = moment
    draft.save_revision(user=boss).publish(user=boss)
    correct(held, "in spring", "Empieza en primavera.", boss)
    page = again(fresh(held).page)
    assert (page.live, page.scheduled_revision.approved_go_live_at) == (False, moment)
    publishing.publish(version=fresh(held), release=True, user=boss)
    page = again(page)
    assert (page.live, page.scheduled_revision) == (True, None)
    invariants.assert_hold()


def test_a_lock_keeps_hands_off_the_page_and_lets_approved_sentences_through(version, page, boss, desk):
    keeper = make.user("keeper", superuser=True)
    NotePage.objects.filter(pk=page.pk).update(locked=True, locked_by=keeper, locked_at=timezone.now())
    editing.save(desk, page, body=editing.replaced(page, "two days", "dos días"), publish=True)
    assert "dos días" not in str(editing.body_of(page))
    correct(version, "in spring", "Empieza en primavera.", boss)
    locked = again(page)
    assert "Empieza en primavera." in body(page)
    assert (locked.locked, locked.locked_by) == (True, keeper)
    invariants.assert_hold()


def test_an_older_revision_brought_back_is_a_person_s_edit(version, page, boss, desk):
    old = page.live_revision
    correct(version, "in spring", "Empieza en primavera.", boss)
    machine = texts.load(fresh(version)).live(make.id_of(version, "two days"))
    assert desk.get(reverse("wagtailadmin_pages:history", args=[page.pk])).status_code == 200
    compared = desk.get(reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, old.pk, "live"]))
    assert "primavera" in compared.content.decode()
    url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])
    assert desk.get(url).status_code == 200
    data = editing.form_data(again(page), body=old.as_object().body.get_prep_value(), **{"action-publish": "1"})
    desk.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {**data, "revision": str(old.pk)})
    store = texts.load(fresh(version))
    back = store.live(make.id_of(version, "in spring"))
    assert (back.text, back.origin, back.author) == ("es: It begins in spring.", Origin.PERSON, boss)
    assert store.live(make.id_of(version, "two days")) == machine
    invariants.assert_hold()


def test_an_older_revision_published_by_a_program_brings_nothing_back(version, page, boss):
    old = page.live_revision
    correct(version, "in spring", "Empieza en primavera.", boss)
    kept = invariants.persons_texts("es")
    old.publish()
    work()
    assert "Empieza en primavera." in body(page)
    invariants.assert_kept(kept)
    invariants.assert_hold()


def test_unpublished_in_the_page_editor_it_stays_down(version, page, boss, desk):
    desk.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    correct(version, "in spring", "Empieza en primavera.", boss)
    versions.republish(version=fresh(version), soon=True)
    assert {job.status for job in work()} == {"done"}
    assert not again(page).live
    invariants.assert_hold()
