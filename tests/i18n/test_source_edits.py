"""The source changes: only what changed is outdated, and people's texts stay."""

import uuid

import pytest

from i18n.models import LanguageVersion, RenderedText, State
from i18n.services import publishing, texts
from tests.i18n import factories as make
from tests.testsite.models import NotePage

pytestmark = pytest.mark.django_db


def edit(page, change, **fields):
    """Publish the source with its body changed: `change` takes and returns raw blocks."""
    page = NotePage.objects.get(pk=page.pk)
    block = page._meta.get_field("body").stream_block
    page.body = block.to_python(change(block.get_prep_value(page.body)))
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


def replace(old, new):
    return lambda blocks: [{**block, "value": block["value"].replace(old, new)} for block in blocks]


def fresh(version):
    return LanguageVersion.objects.select_related("group__current_snapshot", "locale", "page", "snapshot").get(
        pk=version.pk
    )


def needed(version):
    version = fresh(version)
    found = texts.needed(store=texts.load(version), snapshot=version.group.current_snapshot)
    sources = make.sentences(version)
    return [sources[n.public_id] for n in found]


def test_a_typo_and_a_new_paragraph_ask_for_two_sentences_only():
    page = make.note()
    version = make.published(page)
    edit(page, lambda blocks: replace("showed the", "shows the")([*blocks, make.text_block("<p>All is new here.</p>")]))
    assert len(needed(version)) == 2
    assert any("shows" in text for text in needed(version))
    assert "All is new here." in needed(version)


def test_a_corrected_sentence_is_untouched_byte_for_byte_while_others_are_translated_anew():
    page = make.note()
    version = make.published(page)
    corrected = make.id_of(version, "two days")
    make.approve(version, corrected, "Se quedaron  dos días…", make.user())
    publishing.publish(version=version)
    edit(page, replace("doors", "gates"))
    make.fill(fresh(version), only=[make.id_of(fresh(version), "gates")])
    publishing.publish(version=fresh(version))
    assert make.live_texts(version)[corrected] == "Se quedaron  dos días…"
    assert "es: The city opened its gates." in NotePage.objects.get(pk=version.page_id).body[0].value.source


def test_until_new_text_is_there_the_page_stays_whole_and_says_that_it_is_older():
    page = make.note()
    version = make.published(page)
    before = NotePage.objects.get(pk=version.page_id).body[0].value.source
    edit(page, lambda blocks: [*blocks, make.text_block("<p>All is new here.</p>")])
    result = publishing.publish(version=fresh(version))
    assert not result.moved_on
    assert NotePage.objects.get(pk=version.page_id).body[0].value.source == before
    assert fresh(version).state == State.OUTDATED


def test_an_outdated_approved_sentence_keeps_its_wording_and_the_machine_s_is_a_suggestion():
    page = make.note()
    version = make.published(page)
    public_id = make.id_of(version, "two days")
    make.approve(version, public_id, "Se quedaron dos días.", make.user())
    publishing.publish(version=version)
    edit(page, replace("two days", "three days"))
    version = fresh(version)
    found = texts.needed(store=texts.load(version), snapshot=version.group.current_snapshot)
    assert [(n.public_id, n.suggestion) for n in found] == [(public_id, True)]
    publishing.publish(version=version)
    assert make.live_texts(version)[public_id] == "Se quedaron dos días."
    version = fresh(version)
    assert version.state == State.OUTDATED
    assert version.outdated == 1
    assert version.snapshot_id == version.group.current_snapshot_id


def test_a_moved_block_keeps_its_translations():
    page = make.note()
    version = make.published(page)
    edit(page, lambda blocks: blocks[::-1])
    assert needed(version) == []
    publishing.publish(version=fresh(version))
    spanish = NotePage.objects.get(pk=version.page_id)
    assert spanish.body[0].value.source.startswith("<h2>es: What came next</h2>")
    assert fresh(version).state == State.MACHINE


def test_a_block_cut_and_pasted_keeps_its_translations():
    page = make.note()
    version = make.published(page)
    edit(page, lambda blocks: [blocks[1], {**blocks[0], "id": str(uuid.uuid4())}])
    assert needed(version) == []


def test_a_block_split_in_two_keeps_its_translations():
    page = make.note()
    version = make.published(page)

    def split(blocks):
        first, second = blocks[0]["value"].split("</p><p>")
        return [{**blocks[0], "value": first + "</p>"}, make.text_block("<p>" + second), *blocks[1:]]

    edit(page, split)
    assert needed(version) == []
    publishing.publish(version=fresh(version))
    assert len(NotePage.objects.get(pk=version.page_id).body) == 3


def test_a_changed_link_target_needs_no_new_text_and_reaches_the_versions():
    page = make.note()
    version = make.published(page)
    edit(page, replace("https://example.org/house", "https://example.org/new"))
    assert needed(version) == []
    publishing.publish(version=fresh(version))
    assert 'href="https://example.org/new"' in NotePage.objects.get(pk=version.page_id).body[0].value.source


def test_text_made_for_an_older_source_keeps_its_own_markup():
    page = make.note()
    version = make.published(page)
    public_id = make.id_of(version, "old house")
    make.approve(version, public_id, "Un guía mostró la <1>casa vieja</1> a todos.", make.user())
    publishing.publish(version=version)
    edit(page, replace("A guide showed the", "A <b>guide</b> showed the"))
    publishing.publish(version=fresh(version))
    html = NotePage.objects.get(pk=version.page_id).body[0].value.source
    assert '<a href="https://example.org/house">casa vieja</a>' in html


def test_a_removed_sentence_goes_from_the_versions_too():
    page = make.note()
    version = make.published(page)
    edit(page, replace(" They stayed for two days.", ""))
    publishing.publish(version=fresh(version))
    assert "two days" not in NotePage.objects.get(pk=version.page_id).body[0].value.source
    assert fresh(version).total == 8


def test_a_picture_or_date_alone_moves_versions_on_without_new_text():
    page = make.note()
    version = make.published(page)
    edit(page, lambda blocks: blocks, happened_on="2022-11-02")
    assert needed(version) == []
    publishing.publish(version=fresh(version))
    assert str(NotePage.objects.get(pk=version.page_id).happened_on) == "2022-11-02"


def _shows(version, public_id):
    fields = RenderedText.objects.get(version=version).fields
    return sum(f'id="s-{public_id}"' in field.get("html", "") for field in fields.values())


def test_links_to_a_sentence_that_went_or_has_not_come_yet_lead_to_its_place_in_every_language():
    page = make.note()
    version = make.published(page)
    source = LanguageVersion.objects.get(page_id=page.pk)
    gone = make.id_of(version, "two days")
    edit(page, replace(" They stayed for two days.", ""), title="Nothing else")
    edit(page, lambda blocks: [*blocks, make.text_block("<p>All is new here.</p>")])
    come = make.id_of(fresh(source), "All is new")
    assert (_shows(source, gone), _shows(source, come)) == (1, 1)
    assert (_shows(version, gone), _shows(version, come)) == (1, 1)
    make.fill(fresh(version))
    publishing.publish(version=fresh(version))
    assert (_shows(version, gone), _shows(version, come)) == (1, 1)
    assert "two days" not in str(NotePage.objects.get(pk=version.page_id).body)
