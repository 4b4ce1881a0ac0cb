"""A site where no translation engine is installed: people write, and the screens say that no machine is there."""

import pytest
from playwright.sync_api import expect

from tests.journeys.desk import Desk, Report
from tests.journeys.patience import step
from tests.journeys.reading import Reader
from tests.journeys.review import Review
from tests.journeys.words import say

NO_ENGINE = "No translation engine is installed: translations are written by hand."
REPORT = Report(
    title="A garden on the roof",
    summary="The library has a garden.",
    body="<p>Bees live there. The <b>honey</b> is sold in the market.</p>",
    tags=("Public space",),
)
BY_HAND = {
    "A garden on the roof": "Un jardín en la azotea",
    "The library has a garden.": "La biblioteca tiene un jardín.",
    "Bees live there.": "Allí viven abejas.",
    "is sold in the market.": "La ⟨1⟩miel⟨/1⟩ se vende en el mercado.",
}


@pytest.mark.parametrize("path", ["/en/", "/ar/news/", "/fr/tags/", "/es/"])
def test_readers_read(site_without_engine, visit, path):
    reader = visit(site_without_engine)
    expect(reader.open(path).get_by_role("heading", level=1)).not_to_be_empty()
    assert reader.watch.errors == []


def test_a_version_is_written_by_hand_and_published(site_without_engine, visit):
    site = site_without_engine
    editor = Desk(visit(site), "editor")
    with step("the editor publishes an article"):
        editor.start_article()
        editor.write(REPORT)
        editor.publish()
        editor.published()
    with step("the list says that no engine is there, and offers to write by hand"):
        screen = Review(editor)
        screen.open_list()
        expect(editor.page.locator(".review-panel")).to_contain_text(NO_ENGINE)
        line = screen.line(REPORT.title, "Español")
        expect(line.get_by_role("button", name="Translate by machine")).to_have_count(0)
        line.get_by_role("button", name="Write by hand").click()
        expect(editor.page.locator(".review-panel")).to_contain_text("written by hand")

    translator = Review(Desk(visit(site), "translator-es"))
    with step("the translator writes each sentence"):
        translator.open_list()
        translator.open(REPORT.title, "Español")
        expect(translator.page.locator(".review-panel")).to_contain_text(NO_ENGINE)
        for original, text in BY_HAND.items():
            row = translator.page.locator(".segment").filter(has=translator.page.locator(".source", has_text=original))
            translator.correct(row, text)
    with step("and publishes the version"):
        translator.page.get_by_role("button", name="Publish: all 4 checked").first.click()
        expect(translator.page.locator(".messages")).to_contain_text("Published.")

    reader = Reader(visit(site, width=360), "es")
    with step("readers read it, and see that a person has checked it"):
        reader.find_by_tag("Espacio público", "Un jardín en la azotea")
        assert reader.label is None
        expect(reader.page.locator("main .byline").first).to_contain_text(say("es", "Checked by a translator"))
        expect(reader.page.locator(".prose b")).to_have_text("miel")
