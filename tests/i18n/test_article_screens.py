"""The screens about an article in all its languages: urgent correction, withdrawal, preparation, schedule."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from i18n.models import LanguageVersion
from i18n.services import release, urgent, versions
from tests.i18n import editing, people
from tests.i18n import factories as make
from tests.i18n.test_source_edits import edit, fresh, replace
from tests.testsite.models import NotePage

pytestmark = pytest.mark.django_db


def setup():
    cast = people.everybody()
    page = make.note()
    ana = make.user("ana")
    version = make.published(page, "fr", origin="person", decision="approved", author=ana, decided_by=ana)
    return page, version, people.logged_in(cast["editor"]), people.logged_in(cast["translator"])


def post(client, name, pk, **data):
    return client.post(reverse(f"translations:{name}", args=[pk]), data, follow=True).content.decode()


def test_an_editor_begins_an_urgent_correction_and_the_translator_ends_it_sentence_by_sentence():
    page, version, editor, translator = setup()
    edit(page, replace("five", "four"))
    form = editor.get(reverse("translations:urgent", args=[version.group_id])).content.decode()
    assert 'name="mode-fr"' in form
    assert '<option value="withhold" selected>' in form
    said = post(editor, "urgent", version.group_id, **{"mode-fr": "withhold", "reason": "Four, not five"})
    assert "The urgent correction is in force." in said
    screen = translator.get(reverse("translations:review", args=[version.pk])).content.decode()
    sentence = make.id_of(fresh(version), "four")
    assert "Four, not five" in screen
    assert "take_back_urgent" not in screen  # a translator decides about sentences, not about the urgency
    # In question, and so first: with the person's last wording and what changed.
    assert screen.index(f'id="s-{sentence}"') < screen.index(f'id="s-{make.id_of(version, "A day in")}"')
    row = screen[screen.index(f'id="s-{sentence}"') :][:6000]
    assert "fr: Visitors came from ⟨1⟩five⟨/1⟩ countries." in row
    assert "<del>five</del>" in row.replace("⟨1⟩", "")
    reading = editor.get(reverse("translations:review", args=[version.pk])).content.decode()
    assert "take_back_urgent" in reading
    assert "<kbd>K</kbd>" in screen
    assert "<kbd>K</kbd>" not in reading  # who may only read is offered nothing to write with
    being = editor.get(reverse("translations:urgent", args=[version.group_id])).content.decode()
    assert f'href="{reverse("translations:review", args=[version.pk])}"' in being  # where it is taken back
    refused = translator.post(reverse("translations:release", args=[version.pk]), {"action": "take_back_urgent"})
    assert refused.status_code == 403
    said = post(editor, "release", version.pk, action="take_back_urgent")
    assert "Taken back" in said
    assert fresh(version).urgent_id is None


def test_a_version_urgently_taken_down_is_not_published_as_it_stands():
    page, version, editor, translator = setup()
    edit(page, replace("five", "four"))
    post(editor, "urgent", version.group_id, **{"mode-fr": "down"})
    assert "urgent correction" in post(translator, "release", version.pk, action="publish")
    assert not NotePage.objects.get(pk=version.page_id).live


def test_the_list_leads_to_the_original_and_offers_no_correction_of_what_was_never_public():
    page, version, editor, translator = setup()
    draft = make.note("Plans", publish=False)
    versions.prepare(page=draft, revision=draft.get_latest_revision())
    group = LanguageVersion.objects.get(page_id=draft.pk).group_id
    seen = editor.get(reverse("translations:list")).content.decode()
    for one in (page, draft):
        assert f'href="{reverse("wagtailadmin_pages:edit", args=[one.pk])}"' in seen
    assert reverse("translations:urgent", args=[version.group_id]) in seen
    for name in ("urgent", "withdraw"):
        assert reverse(f"translations:{name}", args=[group]) not in seen
    theirs = translator.get(reverse("translations:list")).content.decode()
    assert f'href="{reverse("wagtailadmin_pages:edit", args=[page.pk])}"' not in theirs


def test_who_unpublishes_one_page_is_told_in_which_languages_the_article_stays(client):
    page, version, editor, _translator = setup()
    address = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
    asked = " ".join(editor.get(address).content.decode().split())
    assert "Only the page in English is taken down. The article stays public in: <strong>French</strong></p>" in asked
    assert reverse("translations:withdraw", args=[version.group_id]) in asked
    client.force_login(make.user("boss", superuser=True))
    other = " ".join(
        client.get(reverse("wagtailadmin_pages:unpublish", args=[version.page_id])).content.decode().split()
    )
    assert "The article stays public in: <strong>English</strong>" in other
    client.post(reverse("wagtailadmin_pages:unpublish", args=[version.page_id]))
    assert "stays public" not in editor.get(address).content.decode()


def test_withdrawal_is_confirmed_with_all_languages_named_and_publishing_saves_a_draft():
    page, version, editor, _translator = setup()
    address = reverse("translations:withdraw", args=[version.group_id])
    form = editor.get(address).content.decode()
    assert "English" in form
    assert "French" in form
    said = post(editor, "withdraw", version.group_id, action="withdraw", **{"reason-en": "A mistake."})
    assert "Withdrawn in all languages" in said
    assert not NotePage.objects.filter(translation_key=page.translation_key, live=True).exists()
    edited = editing.save(editor, page, publish=True, title="Another title")
    assert edited.status_code == 302
    row = NotePage.objects.get(pk=page.pk)
    assert (row.live, row.get_latest_revision_as_object().title) == (False, "Another title")
    assert "Restore in all languages" in editor.get(address).content.decode()
    assert "Restored" in post(editor, "withdraw", version.group_id, action="restore")
    assert NotePage.objects.get(pk=page.pk).title == page.title
    assert NotePage.objects.filter(translation_key=page.translation_key, live=True).count() == 2


def test_a_translator_schedules_a_version_and_cancels_it():
    _page, version, _editor, translator = setup()
    release.take_down(version=version, person=make.user("boss", superuser=True))
    when = timezone.localtime(timezone.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    assert "Scheduled for" in post(translator, "release", version.pk, action="schedule", when=when)
    assert fresh(version).publish_at is not None
    assert "Cancel the schedule" in translator.get(reverse("translations:review", args=[version.pk])).content.decode()
    for bad in ("", "tomorrow", "2001-01-01T10:00", "2026-99-99T10:00", "\x00"):
        post(translator, "release", version.pk, action="schedule", when=bad)
    assert fresh(version).publish_at is not None
    post(translator, "release", version.pk, action="unschedule")
    assert fresh(version).publish_at is None


def test_an_editor_has_the_translations_of_a_draft_prepared():
    people.everybody()
    page = make.note(publish=False)
    editor = people.logged_in(people.section_editor("editor", make.notes_index("en")))
    address = reverse("translations:prepare", args=[page.pk])
    assert "newest draft" in editor.get(address).content.decode()
    assert editor.post(address, {"page": page.pk}).url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    source = LanguageVersion.objects.get(page_id=page.pk)
    assert source.group.current_snapshot.skeleton.sentences()
    assert "Prepare translations" in editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_an_urgent_correction_takes_the_same_queries_for_two_sentences_and_for_sixty():
    def queries(body):
        page = make.note(body=[body])
        version = make.published(page, "fr", origin="person", decision="approved", author=boss, decided_by=boss)
        edit(page, replace("five", "four"))
        with CaptureQueriesContext(connection) as captured:
            urgent.begin(group=fresh(version).group, modes={"fr": "withhold"}, person=boss)
        assert fresh(version).withheld
        return len(captured)

    boss = make.user("boss", superuser=True)
    few = queries("<p>Visitors came from five countries. They stayed.</p>")
    many = queries("".join(f"<p>Group {number} came from five countries. It stayed.</p>" for number in range(30)))
    assert many == few <= 135
