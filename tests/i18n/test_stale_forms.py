"""Two people with the same stale form lose nothing."""

import pytest
from django.test import Client

from i18n.services import publishing, texts
from tests.i18n import editing
from tests.i18n import factories as make
from tests.testsite.models import NotePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client):
    client.force_login(make.user("boss", superuser=True))
    return client


@pytest.fixture
def colleague():
    client = Client()
    client.force_login(make.user("colleague", superuser=True))
    return client


def body(page):
    return str([block.value.source for block in NotePage.objects.get(pk=page.pk).body])


@pytest.fixture
def version():
    return make.published(make.note(), "es")


@pytest.fixture
def page(version):
    return NotePage.objects.get(pk=version.page_id)


def test_two_changed_sentences_of_a_translation_are_both_published(boss, colleague, version, page):
    loaded = page.latest_revision_id
    mine = editing.replaced(page, "two days", "dos días")
    theirs = editing.replaced(page, "in spring", "en primavera")
    editing.save(colleague, page, body=theirs, publish=True)
    editing.save(boss, page, body=mine, loaded=loaded, publish=True)
    assert "dos días" in body(page)
    assert "en primavera" in body(page)


def test_a_correction_in_the_review_screen_meets_a_stale_form(boss, version, page):
    loaded = page.latest_revision_id
    mine = editing.replaced(page, "two days", "dos días")
    make.approve(version, make.id_of(version, "in spring"), "Empieza en primavera.", make.user())
    publishing.publish(version=version)
    editing.save(boss, page, body=mine, loaded=loaded, publish=True)
    publishing.publish(version=version)
    assert "dos días" in body(page)
    assert "Empieza en primavera." in body(page)


def test_a_correction_not_yet_published_meets_a_direct_edit(boss, version, page):
    make.approve(version, make.id_of(version, "in spring"), "Empieza en primavera.", make.user())
    editing.save(boss, page, body=editing.replaced(page, "two days", "dos días"), publish=True)
    publishing.publish(version=version)
    assert "dos días" in body(page)
    assert "Empieza en primavera." in body(page)


def test_both_texts_of_one_sentence_are_kept_and_the_conflict_is_told(boss, colleague, version, page):
    loaded = page.latest_revision_id
    mine = editing.replaced(page, "two days", "dos días")
    editing.save(colleague, page, body=editing.replaced(page, "two days", "un par de días"), publish=True)
    response = editing.save(boss, page, body=mine, loaded=loaded, publish=True)
    row = texts.load(version).translations[make.id_of(version, "two days")]
    assert "dos días" in row.latest.text
    assert "un par de días" in row.conflict.text
    assert "dos días" in body(page)
    said = " ".join(str(m) for m in response.wsgi_request._messages)
    assert "un par de días" in said


def test_two_edits_of_a_source_merge_by_sentence(boss, colleague):
    source = make.note()
    loaded = source.latest_revision_id
    mine = editing.replaced(source, "two days", "three days")
    editing.save(colleague, source, body=editing.replaced(source, "in spring", "in summer"), publish=True)
    editing.save(boss, source, body=mine, loaded=loaded, publish=True)
    assert "three days" in body(source)
    assert "in summer" in body(source)


def test_one_sentence_of_a_source_changed_twice_is_shown_and_nothing_is_saved_until_decided(boss, colleague):
    source = make.note()
    loaded = source.latest_revision_id
    mine = editing.replaced(source, "two days", "three days")
    editing.save(colleague, source, body=editing.replaced(source, "two days", "four days"), publish=True)
    response = editing.save(boss, source, body=mine, loaded=loaded, publish=True)
    assert response.status_code == 200
    assert "four days" in response.content.decode()
    assert "four days" in body(source)
    latest = NotePage.objects.get(pk=source.pk).latest_revision_id
    editing.save(boss, source, body=mine, loaded=latest, publish=True)
    assert "three days" in body(source)


def test_a_block_added_by_one_and_a_sentence_changed_by_the_other_merge(boss, colleague):
    source = make.note()
    loaded = source.latest_revision_id
    mine = editing.replaced(source, "two days", "three days")
    editing.save(colleague, source, body=[*editing.body_of(source), make.text_block("<p>New block.</p>")], publish=True)
    editing.save(boss, source, body=mine, loaded=loaded, publish=True)
    assert "three days" in body(source)
    assert "New block." in body(source)


def autosaved(client, page, **changes):
    """What the editor's autosave sends, and the revision that it made."""
    response = editing.autosave(client, page, **changes)
    assert response.status_code == 200, response.content
    return response.json()["revision_id"]


def test_publishing_after_one_s_own_autosave_is_no_conflict(boss):
    source = make.note()
    loaded = source.latest_revision_id
    first = editing.replaced(source, "two days", "two long days")
    saved = autosaved(boss, source, body=first, loaded=loaded)
    autosaved(boss, source, body=[*first, make.text_block("<p>A thought.</p>")], loaded=loaded, overwrite=saved)
    last = [{**block, "value": block["value"].replace("two long days", "three days")} for block in first]
    response = editing.save(boss, source, body=last, loaded=loaded, publish=True)
    assert response.status_code == 302
    assert "three days" in body(source)
    assert "A thought." not in body(source)


def test_autosave_and_publication_of_a_translation(boss, version, page):
    loaded = page.latest_revision_id
    first = editing.replaced(page, "two days", "dos días")
    saved = autosaved(boss, page, body=first, loaded=loaded)
    second = [{**block, "value": block["value"].replace("dos días", "dos largos días")} for block in first]
    autosaved(boss, page, body=second, loaded=loaded, overwrite=saved)
    last = [{**block, "value": block["value"].replace("largos ", "hermosos ")} for block in second]
    response = editing.save(boss, page, body=last, loaded=loaded, publish=True)
    assert response.status_code == 302
    assert "dos hermosos días" in body(page)
    row = texts.load(version).translations[make.id_of(version, "two days")]
    assert row.conflict is None
    assert row.live.decision == "approved"


def test_a_colleague_s_change_after_my_autosave_is_merged(boss, colleague):
    source = make.note()
    loaded = source.latest_revision_id
    mine = editing.replaced(source, "two days", "three days")
    autosaved(boss, source, body=mine, loaded=loaded)
    theirs = editing.replaced(source, "in spring", "in summer")
    editing.save(colleague, source, body=theirs, publish=True)
    editing.save(boss, source, body=mine, loaded=loaded, publish=True)
    assert "three days" in body(source)
    assert "in summer" in body(source)
