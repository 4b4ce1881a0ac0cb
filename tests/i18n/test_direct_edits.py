"""A translated page edited in Wagtail's page editor: as good as the review screen."""

import pytest

from i18n.models import KnownRevision, LanguageVersion, SegmentRevision, State, TranslationJob
from i18n.services import publishing, texts
from tests.i18n import editing
from tests.i18n import factories as make
from tests.testsite.models import NotePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return make.published(make.note(), "es")


@pytest.fixture
def page(version):
    return NotePage.objects.get(pk=version.page_id)


@pytest.fixture
def editor(client):
    client.force_login(make.user("boss", superuser=True))
    return client


def fresh(version):
    return LanguageVersion.objects.select_related("group__current_snapshot", "locale", "page", "snapshot").get(
        pk=version.pk
    )


def live_body(page):
    return str([block.value.source for block in NotePage.objects.get(pk=page.pk).body])


def test_words_changed_and_published_are_a_person_s_approved_text(version, page, editor):
    editing.save(
        editor, page, body=editing.replaced(page, "They stayed for two days.", "Se quedaron dos días."), publish=True
    )
    public_id = make.id_of(version, "two days")
    live = texts.load(version).live(public_id)
    assert (live.text, live.origin, live.decision) == ("es: Se quedaron dos días.", "person", "approved")
    assert live.author.username == "boss"
    assert fresh(version).reviewed == 1


def test_other_sentences_stay_the_machine_s(version, page, editor):
    before = make.live_texts(version)
    editing.save(editor, page, body=editing.replaced(page, "two days", "dos días"), publish=True)
    changed = {key for key, text in make.live_texts(version).items() if text != before[key]}
    assert changed == {make.id_of(version, "two days")}
    assert (
        SegmentRevision.objects.filter(segment__group=version.group, locale=version.locale, origin="person").count()
        == 1
    )


def test_a_revision_whose_blocks_an_earlier_release_noted_otherwise_can_be_edited(version, page, editor):
    KnownRevision.objects.update(structure_hash="made in another way")
    editing.save(editor, page, body=editing.replaced(page, "two days", "dos días"), publish=True)
    assert "dos días" in live_body(page)
    assert fresh(version).problem == ""


def test_the_edit_survives_every_later_run(version, page, editor):
    editing.save(editor, page, body=editing.replaced(page, "two days", "dos días"), publish=True)
    for _ in range(3):
        publishing.publish(version=fresh(version))
    assert "dos días" in live_body(page)


def test_a_saved_draft_is_latest_and_not_public(version, page, editor):
    editing.save(editor, page, body=editing.replaced(page, "two days", "dos días"))
    row = texts.load(version).translations[make.id_of(version, "two days")]
    assert row.latest.decision == "suggested"
    assert "dos días" not in live_body(page)


def test_a_draft_survives_a_publication_by_the_machine(version, page, editor):
    editing.save(editor, page, body=editing.replaced(page, "two days", "dos días"))
    publishing.publish(version=fresh(version))
    page.refresh_from_db()
    assert page.has_unpublished_changes
    assert "dos días" in str(editing.body_of(page))
    assert "dos días" not in live_body(page)


def test_a_draft_published_later_is_approved(version, page, editor):
    editing.save(editor, page, body=editing.replaced(page, "two days", "dos días"))
    editing.save(editor, page, publish=True)
    live = texts.load(version).live(make.id_of(version, "two days"))
    assert live.decision == "approved"
    assert "dos días" in live_body(page)


def test_a_sentence_added_is_kept(version, page, editor):
    body = editing.replaced(page, "They stayed for two days.", "They stayed for two days. Fue un éxito.")
    editing.save(editor, page, body=body, publish=True)
    publishing.publish(version=fresh(version))
    assert "Fue un éxito." in live_body(page)


def test_a_sentence_removed_stays_removed(version, page, editor):
    editing.save(editor, page, body=editing.replaced(page, " es: They stayed for two days.", ""), publish=True)
    publishing.publish(version=fresh(version))
    assert "two days" not in live_body(page)
    assert fresh(version).reviewed >= 1


@pytest.mark.parametrize("change", [lambda b: b[::-1], lambda b: b[:1], lambda b: [*b, make.text_block("<p>x</p>")]])
def test_blocks_moved_removed_or_added_are_refused_with_the_reason(version, page, editor, change):
    response = editing.save(editor, page, body=change(editing.body_of(page)), publish=True)
    assert response.status_code == 200
    assert "come from the original" in response.content.decode()
    assert len(NotePage.objects.get(pk=page.pk).body) == 2


def test_a_paragraph_added_inside_a_text_is_refused_with_the_reason(version, page, editor):
    body = editing.body_of(page)
    body[0]["value"] += "<p>Un párrafo más.</p>"
    response = editing.save(editor, page, body=body, publish=True)
    assert response.status_code == 200
    assert "paragraph" in response.content.decode()


def test_synchronised_fields_are_read_only(version, page, editor):
    editing.save(editor, page, happened_on="2001-01-01", publish=True)
    assert NotePage.objects.get(pk=page.pk).happened_on is None


def test_opening_and_publishing_without_a_change_makes_no_text(version, page, editor):
    count = SegmentRevision.objects.filter(locale=version.locale).count()
    editing.save(editor, page, publish=True)
    assert SegmentRevision.objects.filter(locale=version.locale).count() == count
    assert fresh(version).state == State.MACHINE
    assert not TranslationJob.objects.filter(version=version, purpose="republish").exists()


def test_a_program_that_breaks_the_structure_stops_the_machine_and_loses_nothing(version, page):
    page.body = page._meta.get_field("body").stream_block.to_python(editing.body_of(page)[:1])
    page.save_revision(user=make.user()).publish()
    version = fresh(version)
    assert "original" in version.problem
    assert len(NotePage.objects.get(pk=page.pk).body) == 1
