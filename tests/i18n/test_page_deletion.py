"""What becomes of the versions of an original that is deleted, and of a version that is."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from i18n import tasks
from i18n.models import LanguageVersion, Origin, SegmentRevision, State, TranslationJob
from i18n.services import jobs, publishing, release, removal, texts
from tests.i18n import factories as make
from tests.i18n import invariants, people
from tests.i18n.test_source_edits import edit, replace
from tests.i18n.test_worker import engine  # noqa: F401  the fixture
from tests.testsite.models import NotePage, NotesIndexPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss():
    return make.user("boss", superuser=True)


def fresh(version):
    return LanguageVersion.objects.select_related("group__source", "locale", "page", "snapshot").get(pk=version.pk)


def work():
    done = []
    while (job := jobs.lease_next(worker="test")) is not None:
        done.append(tasks.run(job))
    return done


def test_the_confirmation_lists_the_versions_and_asks(client, boss):
    client.force_login(boss)
    page = make.note()
    spanish = make.published(page, "es")
    asked = client.get(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)
    said = asked.content.decode()
    assert "Spanish" in said
    assert spanish.page.title in said
    assert NotePage.objects.filter(pk=page.pk).exists()
    unanswered = client.post(asked.request["PATH_INFO"], {"page": page.pk})
    assert "Say what becomes of the versions" in unanswered.content.decode()
    straight = client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert straight.status_code == 302
    assert NotePage.objects.filter(pk=page.pk).exists()
    client.post(asked.request["PATH_INFO"], {"page": page.pk, f"fate-{spanish.group_id}": "all"})
    assert not NotePage.objects.filter(pk__in=[page.pk, spanish.page_id]).exists()
    assert SegmentRevision.objects.filter(locale=spanish.locale).count() == 9
    invariants.assert_hold()


def test_bulk_deletion_asks_the_same_and_another_language_may_go_on_as_the_original(client, boss):
    client.force_login(boss)
    one, two = make.note("One day"), make.note("Other day")
    french = make.published(one, "fr", origin=Origin.PERSON, decision="approved")
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    asked = client.post(f"{bulk}?id={one.pk}&id={two.pk}&next=/admin/", follow=True)
    assert "French" in asked.content.decode()
    assert NotePage.objects.filter(pk__in=[one.pk, two.pk]).count() == 2
    client.post(asked.request["PATH_INFO"], {"page": [one.pk, two.pk], f"fate-{french.group_id}": str(french.pk)})
    assert not NotePage.objects.filter(pk__in=[one.pk, two.pk]).exists()
    assert fresh(french).state == State.ORIGINAL
    assert fresh(french).group.source_id == french.pk
    invariants.assert_hold()


def test_an_original_deleted_by_a_program_leaves_a_sound_group(client, boss):
    client.force_login(boss)
    page = make.note()
    spanish = make.published(page, "es")
    waiting = jobs.enqueue(purpose="translate", version=spanish, snapshot=spanish.group.current_snapshot)
    kept = invariants.persons_texts()
    NotePage.objects.get(pk=page.pk).delete()
    waiting.refresh_from_db()
    assert (waiting.status, waiting.reason) == ("done", "The original was deleted.")
    assert fresh(spanish).state == State.MACHINE
    assert client.get(reverse("translations:review", args=[spanish.pk])).status_code == 200
    assert "was deleted" in client.get(reverse("translations:list")).content.decode()
    invariants.assert_kept(kept)

    public_id = make.id_of(spanish, "two days")
    make.approve(fresh(spanish), public_id, "Se quedaron dos días.", boss)
    jobs.enqueue(purpose="republish", version=spanish)
    assert [job.status for job in work()] == ["done"]
    assert "dos días" in str(NotePage.objects.get(pk=spanish.page_id).body)
    invariants.assert_hold()


def test_a_deleted_version_stays_away_until_somebody_makes_it_again_with_the_same_texts(boss):
    page = make.note()
    spanish = make.published(page, "es")
    make.approve(spanish, make.id_of(spanish, "two days"), "Se quedaron dos días.", boss)
    publishing.publish(version=spanish)
    slug, kept = NotePage.objects.get(pk=spanish.page_id).slug, invariants.persons_texts("es")
    waiting = jobs.enqueue(purpose="republish", version=spanish)
    NotePage.objects.get(pk=spanish.page_id).delete()
    waiting.refresh_from_db()
    assert (waiting.status, waiting.reason) == ("done", "The page was deleted.")
    assert (fresh(spanish).state, fresh(spanish).removed) == (State.MISSING, True)
    edit(page, replace("in spring", "in autumn"))
    jobs.enqueue(purpose="republish", version=spanish)
    work()
    assert fresh(spanish).page_id is None
    invariants.assert_kept(kept)
    invariants.assert_hold()

    edit(page, replace("in autumn", "in spring"))
    done = release.publish_version(version=fresh(spanish), person=boss)
    assert done.published
    again = NotePage.objects.get(pk=fresh(spanish).page_id)
    assert again.slug == slug
    assert "Se quedaron dos días." in str(again.body)
    assert not fresh(spanish).removed
    invariants.assert_kept(kept)
    invariants.assert_hold()


def test_a_machine_makes_a_deleted_version_again_where_a_person_asks_for_it(client, boss, engine):  # noqa: F811
    engine()
    client.force_login(boss)
    page = make.note()
    spanish = make.published(page, "es")
    slug = NotePage.objects.get(pk=spanish.page_id).slug
    NotePage.objects.get(pk=spanish.page_id).delete()
    assert "page deleted, texts kept" in client.get(reverse("translations:list")).content.decode()
    asked = {"source": fresh(spanish).group.source_id, "language": "es", "how": "machine"}
    client.post(reverse("translations:create"), asked)
    assert [job.status for job in work()] == ["done"]
    again = NotePage.objects.get(pk=fresh(spanish).page_id)
    assert (again.live, again.slug, fresh(spanish).removed) == (True, slug, False)
    invariants.assert_hold()


def test_a_slug_that_was_taken_meanwhile_is_not_taken_back(boss):
    spanish = make.published(make.note(), "es")
    slug = spanish.page.slug
    NotePage.objects.get(pk=spanish.page_id).delete()
    make.note("Otra cosa", code="es", slug=slug)
    release.publish_version(version=fresh(spanish), person=boss)
    assert fresh(spanish).page.slug not in ("", slug)


def test_a_page_that_holds_articles_and_the_first_page_of_the_site_are_not_deleted(client, boss):
    client.force_login(boss)
    page = make.note()
    index = NotesIndexPage.objects.get(pk=page.get_parent().pk)
    for url in (
        reverse("wagtailadmin_pages:delete", args=[index.pk]),
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={index.pk}&next=/admin/",
    ):
        answer = client.post(url, follow=True)
        assert "holds 1 article" in answer.content.decode()
    assert NotePage.objects.filter(pk=page.pk).exists()
    home = Page.objects.get(pk=index.get_parent().pk)
    page.delete()
    NotesIndexPage.objects.get(pk=index.pk).delete()
    assert "first page of the site" in removal.obstacle([Page.objects.get(pk=home.pk)])


def test_who_may_not_delete_an_original_deletes_no_version_of_it(client):
    people.ensure()
    page = make.note()
    spanish = make.published(page, "es")
    client.force_login(people.member("t", "Translators: Spanish"))
    answer = client.post(reverse("translations:delete"), {"page": page.pk, f"fate-{spanish.group_id}": "all"})
    assert answer.status_code in (302, 403)
    assert NotePage.objects.filter(pk__in=[page.pk, spanish.page_id]).count() == 2


def test_jobs_of_versions_end_with_a_reason_that_a_person_can_read():
    page = make.note()
    spanish = make.version_of(page, "es")
    make.fill(spanish)
    page.delete()
    jobs.enqueue(purpose="translate", version=spanish, snapshot=spanish.group.current_snapshot)
    [job] = work()
    assert job.status == "failed"
    assert "original of this article was deleted" in job.reason
    assert TranslationJob.objects.count() == 1
    assert texts.load(fresh(spanish)).translations
    invariants.assert_hold()
