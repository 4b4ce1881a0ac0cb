"""The check of the invariants finds what is wrong, so that its silence means something."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from i18n.models import LanguageVersion, SegmentRevision, SegmentTranslation, TranslationJob
from i18n.services import jobs
from tests.i18n import factories as make
from tests.i18n import invariants

pytestmark = pytest.mark.django_db


def test_a_sound_site_has_no_violation_and_each_fault_is_named():
    version = make.published(make.note(), "es")
    invariants.assert_hold()

    LanguageVersion.objects.filter(pk=version.pk).update(state="reviewed")
    assert_named("I5")
    LanguageVersion.objects.filter(pk=version.pk).update(state="machine")
    make_page = version.page.specific_class.objects.filter(pk=version.page_id)
    make_page.update(intro="<p>The city opened its doors.</p>")
    assert_named("I5")
    make_page.update(intro="<p>es: What happened there.</p>")

    Page.objects.filter(pk=version.page_id).update(live=False)
    assert_named("I6")
    Page.objects.filter(pk=version.page_id).update(live=True, url_path="/elsewhere/")
    assert_named("I8")
    Page.objects.filter(pk=version.page_id).update(url_path=version.page.url_path)

    job = jobs.enqueue(purpose="republish", version=version)
    TranslationJob.objects.filter(pk=job.pk).update(status="running", lease_until=timezone.now() - timedelta(hours=1))
    assert_named("I7")
    job.delete()
    PageLogEntry.objects.filter(page=version.page_id).delete()
    invariants.assert_hold()


def test_a_person_s_text_that_a_program_replaced_or_changed_is_found():
    version = make.published(make.note(), "es")
    public_id = make.id_of(version, "two days")
    machine = SegmentRevision.objects.get(segment__public_id=public_id, locale=version.locale)
    make.approve(version, public_id, "Se quedaron dos días.", make.user())
    before = invariants.persons_texts()
    rows = SegmentTranslation.objects.filter(segment__public_id=public_id, locale=version.locale)
    rows.update(latest=machine)
    with pytest.raises(AssertionError, match="dos días"):
        invariants.assert_kept(before)
    SegmentRevision.objects.filter(text="Se quedaron dos días.").update(text="Otra cosa.")
    with pytest.raises(AssertionError, match="changed or went"):
        invariants.assert_kept(before)


def assert_named(number: str) -> None:
    assert {problem[:2] for problem in invariants.violations()} == {number}
