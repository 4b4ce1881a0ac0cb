"""From a published source to a published version."""

import pytest

from i18n.models import LanguageVersion, SegmentRevision, State, TranslationGroup
from i18n.segments import plain
from i18n.services import publishing, texts
from tests.i18n import factories as make
from tests.testsite.models import NotePage

pytestmark = pytest.mark.django_db


def test_publishing_a_source_makes_a_group_a_snapshot_and_its_sentences():
    page = make.note()
    group = TranslationGroup.objects.get(translation_key=page.translation_key)
    assert group.source.page_id == page.pk
    kinds = [ref.kind for ref in group.current_snapshot.skeleton.sentences()]
    assert kinds == ["title", "summary", "body", "body", "body", "body", "heading", "body", "body"]
    assert group.source.state == State.ORIGINAL


def test_publishing_the_same_source_again_makes_no_new_snapshot():
    page = make.note()
    page.save_revision().publish()
    group = TranslationGroup.objects.get(translation_key=page.translation_key)
    assert group.snapshots.count() == 1


def test_a_draft_makes_nothing():
    page = make.note(publish=False)
    assert not TranslationGroup.objects.filter(translation_key=page.translation_key).exists()


def test_a_version_is_published_in_its_language_with_links_and_bold_kept():
    page = make.note()
    version = make.published(page, "es")
    spanish = NotePage.objects.get(pk=version.page_id)
    assert spanish.live
    assert spanish.locale.language_code == "es"
    assert spanish.title == "es: A day in the city"
    html = spanish.body[0].value.source
    assert "<b>five</b>" in html
    assert '<a href="https://example.org/house">old house</a>' in html
    assert [child.id for child in spanish.body] == [child.id for child in page.body]


def test_a_machine_version_says_so_and_counts():
    version = make.published(make.note(), "es")
    assert version.state == State.MACHINE
    assert version.machine_translated
    assert (version.total, version.reviewed, version.machine) == (9, 0, 9)


def test_the_label_falls_by_itself_when_the_last_sentence_is_approved():
    version = make.published(make.note(), "es")
    person = make.user()
    for public_id, text in make.live_texts(version).items():
        make.approve(version, public_id, text, person)
    publishing.publish(version=version)
    version.refresh_from_db()
    assert version.state == State.REVIEWED
    assert not version.machine_translated


def test_one_checked_sentence_makes_a_version_partly_checked():
    version = make.published(make.note(), "es")
    make.approve(version, make.id_of(version, "two days"), "Se quedaron dos días.", make.user())
    publishing.publish(version=version)
    version.refresh_from_db()
    assert version.state == State.PARTLY_REVIEWED
    assert version.reviewed == 1


def test_a_first_publication_waits_until_each_sentence_has_text():
    version = make.version_of(make.note(), "es")
    some = [ref.id for ref in version.group.current_snapshot.skeleton.sentences()][:-1]
    make.fill(version, only=some)
    result = publishing.publish(version=version)
    assert not result.published
    assert result.waiting == 1
    assert LanguageVersion.objects.get(pk=version.pk).page_id is None


def test_a_person_s_unapproved_text_does_not_go_live():
    version = make.published(make.note(), "es")
    public_id = make.id_of(version, "two days")
    hashes = {ref.id: ref.hash for ref in version.snapshot.skeleton.sentences()}
    texts.record(
        store=texts.load(version),
        new=[texts.NewText(public_id, "Una sugerencia.", hashes[public_id], "person", "suggested", author=make.user())],
    )
    publishing.publish(version=version, release=True)
    page = NotePage.objects.get(pk=version.page_id)
    assert "Una sugerencia." not in str(page.body)
    assert "Una sugerencia." in str(page.get_latest_revision_as_object().body)


def test_a_machine_text_never_replaces_a_person_s():
    version = make.published(make.note(), "es")
    public_id = make.id_of(version, "two days")
    make.approve(version, public_id, "Se quedaron dos días.", make.user())
    with pytest.raises(ValueError, match="must not replace"):
        make.fill(version, only=[public_id])


def test_a_stored_text_is_never_changed():
    version = make.published(make.note(), "es")
    revision = SegmentRevision.objects.filter(segment__group=version.group).first()
    revision.text = "other"
    with pytest.raises(TypeError):
        revision.save()


def test_synchronised_fields_and_relations_come_from_the_source():
    page = make.note(happened_on="2022-10-24", publish=False)
    page.links.add(page.links.model(address="https://example.org/one"))
    page.save_revision().publish()
    version = make.published(page, "es")
    spanish = NotePage.objects.get(pk=version.page_id)
    assert str(spanish.happened_on) == "2022-10-24"
    assert [link.address for link in spanish.links.all()] == ["https://example.org/one"]


def test_a_version_taken_down_is_not_resurrected_by_a_correction():
    version = make.published(make.note(), "es")
    NotePage.objects.get(pk=version.page_id).unpublish()
    make.approve(version, make.id_of(version, "two days"), "Se quedaron dos días.", make.user())
    result = publishing.publish(version=version)
    assert not result.published
    assert not NotePage.objects.get(pk=version.page_id).live


def test_a_slug_is_made_once_and_kept():
    version = make.published(make.note(), "es")
    slug = NotePage.objects.get(pk=version.page_id).slug
    make.approve(version, make.id_of(version, "A day in the city"), "Otro título", make.user())
    publishing.publish(version=version)
    page = NotePage.objects.get(pk=version.page_id)
    assert page.title == "Otro título"
    assert page.slug == slug


def test_a_title_of_emoji_gets_a_generated_slug():
    page = make.note("🎉🎉")
    version = make.published(page, "es", say=lambda text: text)
    assert version.page.slug


def test_nested_blocks_are_translated_and_plain_code_is_not():
    page = make.note(
        body=[
            {
                "type": "section",
                "id": "11111111-1111-4111-8111-111111111111",
                "value": [
                    {
                        "type": "card",
                        "id": "22222222-2222-4222-8222-222222222222",
                        "value": {"heading": "A card", "text": "<p>Some words.</p>", "code": "x = 1"},
                    },
                    {
                        "type": "words",
                        "id": "33333333-3333-4333-8333-333333333333",
                        "value": [{"type": "item", "id": "44444444-4444-4444-8444-444444444444", "value": "harbour"}],
                    },
                ],
            }
        ]
    )
    version = make.published(page, "es")
    section = NotePage.objects.get(pk=version.page_id).body[0].value
    assert section[0].value["heading"] == "es: A card"
    assert plain("es: Some words.") in section[0].value["text"].source
    assert section[0].value["code"] == "x = 1"
    assert list(section[1].value) == ["es: harbour"]


def test_hostile_machine_text_comes_out_as_text():
    version = make.published(make.note(), "es", say=lambda text: text + " &lt;script&gt;alert(1)&lt;/script&gt;")
    page = NotePage.objects.get(pk=version.page_id)
    assert "<script>" not in page.body[0].value.source
    assert "&lt;script&gt;" in page.body[0].value.source
