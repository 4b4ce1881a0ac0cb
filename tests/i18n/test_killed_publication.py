"""A process killed while it publishes: page, schedule, audit entry and plan agree."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from wagtail.models import PageLogEntry

from i18n.models import SegmentTranslation, TranslationGroup, TranslationJob
from i18n.services import publishing, schedule
from tests.i18n import editing
from tests.i18n import factories as make
from tests.testsite.models import NotePage

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


class Killed(BaseException):
    """Not an Exception: no handler of the product may catch it, as none can catch a kill."""


class KillBefore:
    """Stops the process before the statement of that number."""

    def __init__(self, number):
        self.left = number

    def __call__(self, execute, sql, params, many, context):
        if self.left <= 0:
            raise Killed
        self.left -= 1
        return execute(sql, params, many, context)


def until_it_survives(act, check, step):
    """Kill `act` before statement 0, step, 2 × step… and check each time, until it runs to its end."""
    number = 0
    while True:
        try:
            with connection.execute_wrapper(KillBefore(number)):
                act()
        except Killed:
            check(number)
            number += step
            continue
        return number


def facts(page):
    """What must agree about a publication."""
    page = NotePage.objects.get(pk=page.pk)
    group = TranslationGroup.objects.filter(translation_key=page.translation_key).first()
    sources = SegmentTranslation.objects.filter(segment__group=group, locale=page.locale)
    return (
        page.title,
        group.snapshots.count(),
        sorted(sources.filter(live__text=page.title).values_list("live__text", flat=True)),
        PageLogEntry.objects.filter(page=page, action__startswith="wagtail.publish")
        .exclude(action="wagtail.publish.schedule")
        .count(),
        page.scheduled_revision is None,
    )


def test_publishing_in_the_editor_is_all_or_nothing(client):
    client.force_login(make.user("boss", superuser=True))
    page = make.note()
    before = facts(page)

    def act():
        editing.save(client, page, title="Another title", publish=True)

    def check(number):
        assert facts(page) == before, f"killed before statement {number}"

    assert until_it_survives(act, check, step=7) > 40
    title, snapshots, texts, entries, _schedule = facts(page)
    assert (title, snapshots, texts, entries) == ("Another title", 2, ["Another title"], before[3] + 1)


def test_a_scheduled_publication_is_all_or_nothing():
    page = make.note()
    page.title = "At last"
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    before = facts(page)

    def act():
        with time_machine.travel(timezone.now() + timedelta(hours=2)):
            schedule.publish_due()

    def check(number):
        now = facts(page)
        done = ("At last", 2, ["At last"], before[3] + 1, True)  # killed on the way to what else is due
        assert now in (before, done), f"killed before statement {number}"

    assert until_it_survives(act, check, step=7) > 20
    title, snapshots, texts, entries, unscheduled = facts(page)
    assert (title, snapshots, texts, unscheduled) == ("At last", 2, ["At last"], True)
    assert entries == before[3] + 1


def test_a_version_s_publication_is_all_or_nothing():
    page = make.note()
    version = make.fill(make.version_of(page, "es"))

    def state():
        version.refresh_from_db()
        live = SegmentTranslation.objects.filter(
            segment__group=version.group, locale=version.locale, live__isnull=False
        ).count()
        return version.page_id, version.state, live, NotePage.objects.filter(locale=version.locale).count()

    before = state()

    def check(number):
        assert state() == before, f"killed before statement {number}"

    assert until_it_survives(lambda: publishing.publish(version=version, release=True), check, step=7) > 40
    assert state()[2] == 9
    assert NotePage.objects.get(locale=version.locale).live


def test_a_failing_plan_leaves_the_page_published_and_a_job(monkeypatch, client):
    from i18n.services import snapshots

    client.force_login(make.user("boss", superuser=True))
    page = make.note()
    monkeypatch.setattr(snapshots, "take", lambda **kwargs: 1 / 0)
    editing.save(client, page, title="Another title", publish=True)
    assert NotePage.objects.get(pk=page.pk).title == "Another title"
    assert TranslationJob.objects.filter(purpose="plan", page=page).count() == 1
