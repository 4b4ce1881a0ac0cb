"""What a publication of a version asks of the database: the same for 6 and for 600 sentences (docs/store.md)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry, ReferenceIndex, Revision
from wagtail.search.models import IndexEntry
from wagtail.signals import page_published, published

from i18n import tasks
from i18n.models import KnownRevision, LanguageVersion, SegmentRevision, SegmentTranslation, State
from i18n.services import jobs, publishing, readback, review, texts
from tests.i18n import factories as make
from tests.i18n.test_source_edits import edit, replace
from tests.testsite.models import NoteLink, NotePage

pytestmark = pytest.mark.django_db

AGAIN, NEW = 80, 130


def body(sentences):
    """Paragraphs of six sentences."""
    return [
        f"<p>{' '.join(f'Sentence {line} of paragraph {number} is here.' for line in range(6))}</p>"
        for number in range(sentences // 6)
    ]


def cost(version, **how):
    with CaptureQueriesContext(connection) as queries:
        publishing.publish(version=version, **how)
    return len(queries)


def work():
    """Do what waits, as the worker does."""
    done, later = [], timezone.now() + timedelta(hours=1)
    while (job := jobs.lease_next(worker="test", now=later)) is not None:
        done.append(tasks.run(job))
    return done


def fresh(version):
    return LanguageVersion.objects.get(pk=version.pk)


def costs(sentences):
    """Queries for a new version, for one sentence corrected, for everything corrected."""
    version = make.fill(make.version_of(make.note(body=body(sentences)), "es"))
    found = [cost(version, release=True)]
    make.approve(fresh(version), make.id_of(version, "A day in"), "Un día en la ciudad", make.user())
    found.append(cost(fresh(version)))
    make.fill(fresh(version), origin="person", decision="approved", say=lambda text: f"de nuevo: {text}")
    found.append(cost(fresh(version)))
    assert fresh(version).state == State.REVIEWED
    return found


def test_it_is_the_same_for_6_and_for_600_sentences_and_within_the_budget():
    make.published(make.note())  # the first page of a section costs less than those after it
    few, many = costs(6), costs(600)
    assert few == many
    assert few[0] <= NEW
    assert max(few[1:]) <= AGAIN


def heard(signal, calls):
    """Notes what a signal's receivers are told."""

    def receiver(sender, instance, **kwargs):
        calls.append((signal, instance.pk, kwargs.get("revision")))

    signal.connect(receiver, weak=False, dispatch_uid=f"heard {id(calls)} {id(signal)}")
    return lambda: signal.disconnect(dispatch_uid=f"heard {id(calls)} {id(signal)}")


def test_nothing_is_missing_that_wagtail_promises_of_a_publication():
    page = make.note()
    page.links.add(NoteLink(address="https://example.org/one"))
    page.save_revision().publish()
    version = make.published(page)
    make.approve(version, make.id_of(version, "A day in"), "Un día en la ciudad", make.user())
    calls = []
    ends = [heard(signal, calls) for signal in (published, page_published)]
    publishing.publish(version=version, user=make.user())
    for end in ends:
        end()
    spanish = NotePage.objects.get(pk=version.page_id)
    revision = Revision.objects.filter(object_id=str(spanish.pk)).latest("pk")
    assert sorted(calls, key=str) == sorted(
        [(published, spanish.pk, revision), (page_published, spanish.pk, revision)], key=str
    )
    assert (spanish.live_revision, spanish.latest_revision) == (revision, revision)
    assert (spanish.live, spanish.has_unpublished_changes, spanish.draft_title) == (True, False, "Un día en la ciudad")
    assert spanish.latest_revision_created_at == revision.created_at
    assert revision.user == make.user()
    entries = PageLogEntry.objects.filter(page_id=spanish.pk, revision=revision).order_by("pk")
    assert [(entry.action, entry.user) for entry in entries] == [
        ("wagtail.rename", make.user()),
        ("wagtail.publish", make.user()),
    ]
    assert entries.last().content_changed
    assert IndexEntry.objects.get(object_id=str(spanish.pk), content_type=spanish.cached_content_type).title
    shown = revision.as_object()
    assert [link.address for link in shown.links.all()] == [link.address for link in spanish.links.all()]
    assert (shown.title, shown.intro, str(shown.body)) == (spanish.title, spanish.intro, str(spanish.body))
    assert KnownRevision.objects.get(pk=revision.pk).texts == {
        row.segment.public_id: row.live_id
        for row in SegmentTranslation.objects.filter(locale=version.locale).select_related("segment")
    }
    assert {(r.to_object_id, r.model_path) for r in ReferenceIndex.get_references_for_object(spanish)} == {
        (str(row[1]), row[2]) for row in ReferenceIndex._extract_references_from_object(spanish)
    }


def test_our_own_publication_is_not_read_back_as_if_a_person_had_made_it():
    version = make.published(make.note())
    before = SegmentTranslation.objects.filter(locale=version.locale).values_list("latest_id", "live_id")
    publishing.publish(version=version, user=make.user("boss", superuser=True))
    assert list(SegmentTranslation.objects.filter(locale=version.locale).values_list("latest_id", "live_id")) == list(
        before
    )
    store = texts.load(fresh(version))
    assert readback.pull(version=fresh(version), store=store) == readback.Read()
    assert fresh(version).state == State.MACHINE


def test_an_article_of_600_sentences_is_published_edited_reviewed_and_published_again(
    fake_engine, client, django_assert_max_num_queries
):
    make.notes_index("es")
    page = make.note(body=body(600))
    snapshots = page.language_version.group.snapshots
    assert {job.status for job in work()} == {"done"}
    version = LanguageVersion.objects.get(group__translation_key=page.translation_key, locale__language_code="es")
    assert (version.total, version.machine, snapshots.count()) == (602, 602, 1)
    asked = SegmentRevision.objects.filter(locale=version.locale)
    edit(page, replace("Sentence 3 of paragraph 70 is here.", "Sentence 3 of paragraph 70 was there."))
    assert {job.status for job in work()} == {"done"}
    assert (asked.count(), snapshots.count()) == (603, 2)  # cost follows what was changed, not the article
    boss = make.user("boss", superuser=True)
    client.force_login(boss)
    client.get(reverse("translations:review", args=[version.pk]))
    with django_assert_max_num_queries(15):
        screen = client.get(reverse("translations:review", args=[version.pk])).content.decode()
    key = make.id_of(version, "70 was there")
    assert f"s-{key}" in screen
    row = SegmentTranslation.objects.get(segment__public_id=key, locale=version.locale)
    review.approve(version=version, public_id=key, text="Allí.", person=boss, base_revision_id=row.latest_id)
    work()
    assert (fresh(version).state, fresh(version).reviewed) == (State.PARTLY_REVIEWED, 1)
    assert "Allí." in str(NotePage.objects.get(pk=version.page_id).body)
