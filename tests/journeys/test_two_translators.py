"""Two people with the same sentence before them: neither loses a word."""

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import PATIENCE
from tests.journeys.desk import Desk
from tests.journeys.patience import step
from tests.journeys.review import Review

HEADLINE = "Health begins long before the hospital"
ORIGINAL = "Doctors treat illness, but who looks after health?"
HERS = "Los médicos tratan la enfermedad, pero ¿quién cuida la salud?"
HIS = "Los médicos curan enfermedades, pero ¿quién vela por la salud?"


@pytest.mark.apertium
def test_two_translators_with_the_same_sentence_lose_nothing(site, visit, addresses):
    addresses.of("es", "translation")  # the worker has been through the demonstration
    first, second = (Review(Desk(visit(site), name)) for name in ("translator-es", "moderator"))
    with step("both open the review of the same version"):
        for person in (first, second):
            person.wait_for_version(HEADLINE, "Español")
            person.open(HEADLINE, "Español")
            expect(person.row(ORIGINAL)).to_be_visible()
    with step("she approves her text"):
        first.correct(first.row(ORIGINAL), HERS)
    with step("he, who still sees the old text, approves his: both stand there"):
        row = second.row(ORIGINAL)
        second.field(row).fill(HIS)
        row.get_by_role("button", name="Approve").click()
        conflict = row.locator("[data-conflict]")
        expect(conflict).to_be_visible(timeout=PATIENCE)
        expect(row).to_contain_text(HERS)
        expect(second.status()).to_contain_text("Both texts are kept")
        expect(second.field(row)).to_have_value(HIS)
    with step("she sees that there are two texts, too, and his wins when she says so"):
        first.page.reload()
        row = first.row(ORIGINAL)
        expect(row).to_contain_text("Two texts")
        row.get_by_role("button", name="Use the other text").click()
        expect(row).not_to_contain_text("Two texts", timeout=PATIENCE)
        row.locator(".history summary").click()
        for text in (HERS, HIS):
            expect(row.locator(".history")).to_contain_text(text)
