"""From the editor's report to a Spanish page that people have checked: the main job of the site."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import report_of_the_summit as summit
from tests.journeys.desk import Desk
from tests.journeys.patience import step, until
from tests.journeys.reading import Label, Reader
from tests.journeys.review import Review
from tests.journeys.words import say

BAD = "Unos costes de biblioteca menos de una prisión."
GOOD = "Una biblioteca cuesta menos que una prisión."
SPANISH_TITLE = "Ciudades del del norte cumplir en el puerto"


@pytest.mark.apertium
def test_a_report_is_published_translated_reported_corrected_and_checked(site, visit):
    editor = Desk(visit(site), "editor")
    with step("the editor publishes the report in English"):
        editor.start_article()
        editor.write(summit.REPORT)
        editor.publish()
        editor.published()

    reader = Reader(visit(site, width=360, touch=True), "es")
    with step("a machine translates it, and the Spanish version is public"):
        reader.person.open("/es/")
        reader.wait_for(SPANISH_TITLE)
    with step("the reader finds it by its tag"):
        reader.find_by_tag("Prevención", SPANISH_TITLE)
    assert_it_is_labelled(reader, checked=0)
    assert_marks_and_links(reader)

    with step("the reader opens the originals of a paragraph and reports a sentence: two taps"):
        card = reader.open_originals(of=BAD)
        expect(card).to_contain_text("A library costs less than a prison.")
        private = reader.report(card, BAD)

    translator = Review(Desk(visit(site), "translator-es"))
    with step("the translator finds the report on that sentence"):
        translator.open_list()
        expect(translator.line(summit.TITLE, "Español")).to_contain_text("1 report")
        translator.open(summit.TITLE, "Español")
        row = translator.row("A library costs less than a prison.")
        expect(row).to_contain_text("A reader,")
        expect(translator.field(row)).to_have_value(BAD)
    with step("she corrects the sentence and approves it"):
        translator.correct(row, GOOD)
    with step("the page has the new text, and its count has changed"):
        reader.wait_for(GOOD)
        expect(reader.sentence(GOOD)).to_have_attribute("data-state", "reviewed")
        assert_it_is_labelled(reader, checked=1)
    with step("the reader's private page says what became of the report"):
        assert_the_report_is_answered(reader, private)

    with step("the translator approves what is left, sentence by sentence"):
        translator.page.reload()
        assert translator.approve_rest() == summit.SENTENCES - 1
    with step("the label is gone by itself"):
        until(lambda: reader.person.open(reader.page.url).locator(".notice").count() == 0, "page without a label")
        expect(reader.page.locator("main .byline").first).to_contain_text(say("es", "Checked by a translator"))
    assert reader.person.watch.errors == []
    assert reader.person.watch.elsewhere == []


def assert_it_is_labelled(reader: Reader, *, checked: int) -> None:
    """The notice beside the headline says machine, n of 20 checked; a page of mixed states marks its sentences."""
    label = reader.label
    assert isinstance(label, Label)
    assert label.state == ("partly" if checked else "machine")
    assert say("es", "Machine translation") in label.text
    assert re.search(rf"\b{checked}\D+{summit.SENTENCES}\b", label.text)
    assert reader.page.locator("article.marked").count() == (1 if checked else 0)


def assert_marks_and_links(reader: Reader) -> None:
    """Bold and links stand on the words that say the same, and lead where the original's lead."""
    prose = reader.page.locator(".prose")
    assert prose.locator("b").all_inner_texts() == ["Cuarenta ciudades", "personas jóvenes", "un parque público"]
    links = prose.locator(".s a")
    assert links.all_inner_texts() == ["letra del rey", "informe nuevo", "mapa de las calles", "Bergen"]
    assert [link.get_attribute("href") for link in links.all()] == list(summit.LINKS)


def assert_the_report_is_answered(reader: Reader, private: str) -> None:
    page = reader.person.open(private)
    current = page.locator(".steps [aria-current=step]")
    expect(current).to_contain_text(say("es", "Corrected"))
    expect(current.locator("del")).not_to_have_count(0)
    words = current.locator("dd")
    assert [" ".join(text.split()) for text in words.all_inner_texts()] == [BAD, GOOD]
    page.go_back()
