"""A translator who works in Wagtail's page editor: what she writes is kept, and what cannot be kept is refused."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import PATIENCE
from tests.journeys.desk import Desk, Report
from tests.journeys.patience import step
from tests.journeys.reading import Reader

REPORT = Report(
    title="A bridge for the cyclists",
    summary="The town opened a new bridge.",
    body="<p>The bridge is long. It is made of wood.</p><p>The old road is closed.</p>",
    tags=("Public space",),
)
SECOND = "<p>Children use it every day.</p>"
ADDED = " Mide trescientos metros."


@pytest.mark.apertium
def test_a_direct_edit_is_kept_and_a_moved_block_is_refused(site, visit):
    editor = Desk(visit(site), "editor")
    with step("an article with two blocks is published and translated"):
        editor.start_article()
        editor.write(REPORT)
        editor.add_text(SECOND)
        editor.publish()
        editor.published()
    reader = Reader(visit(site, width=360), "es")
    reader.person.open("/es/")
    reader.wait_for("Un puente para los ciclistas")
    reader.page.get_by_role("link", name="Un puente para los ciclistas").click()
    expect(reader.page.locator(".prose")).to_contain_text("Está hecho de madera.")

    translator = Desk(visit(site), "translator-es")
    with step("the translator opens the Spanish page in the page editor and changes words"):
        translator.open_page("Un puente para los ciclistas", home="Inicio", news="Noticias")
        expect(translator.page.get_by_role("main")).to_contain_text("Spanish translation")
        translator.type_at_end_of("Está hecho de madera.", ADDED)
        translator.publish()
        translator.published()
    with step("readers see it"):
        reader.wait_for(ADDED.strip())
        kept = reader.page.locator(".prose p").first.inner_text()

    with step("the editor changes another sentence of the original"):
        editor.open_page(REPORT.title)
        editor.page.locator("#id_summary").fill("The town opened a new bridge on Monday.")
        editor.publish()
        editor.published()
    with step("the machine translates that one, and leaves hers"):
        reader.wait_for("lunes")
        assert reader.page.locator(".prose p").first.inner_text() == kept
        assert ADDED.strip() in kept

    with step("a moved block is refused, with the reason, and her page stays as it is"):
        translator.open_page("Un puente para los ciclistas", home="Inicio", news="Noticias")
        translator.page.get_by_role("button", name="Move down").first.click()
        translator.publish()
        refusal = translator.page.get_by_text(re.compile("Blocks and pictures come from the original"))
        expect(refusal.first).to_be_visible(timeout=PATIENCE)
        reader.page.reload()
        assert reader.page.locator(".prose p").first.inner_text() == kept
