"""The translation screens in Wagtail's admin, as translators use them."""

from playwright.sync_api import Locator, Page, expect

from tests.journeys.browser import PATIENCE
from tests.journeys.desk import Desk
from tests.journeys.patience import until


class Review:
    """The list of translations and the review of one version, in a translator's browser."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.page: Page = desk.page

    def open_list(self) -> None:
        """By the menu of the admin."""
        self.page.locator("nav").get_by_role("link", name="Translations").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Translations", timeout=PATIENCE)

    def line(self, headline: str, language: str) -> Locator:
        """One language of an article in the list."""
        article = self.page.locator("section.article").filter(has=self.page.get_by_role("heading", name=headline))
        return article.locator("li.line").filter(has_text=language)

    def wait_for_version(self, headline: str, language: str) -> None:
        """Until the worker has made a version that can be reviewed."""

        def look() -> bool:
            self.open_list()
            return self.line(headline, language).get_by_role("link", name="Review").count() > 0

        until(look, f"version of {headline} in {language}")

    def open(self, headline: str, language: str) -> None:
        """From the list to the sentences of a version."""
        self.line(headline, language).get_by_role("link", name="Review").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(headline, timeout=PATIENCE)
        self.page.wait_for_load_state()  # the heading is there before the last sentence is

    def row(self, text: str) -> Locator:
        """A sentence by words of its original or of its translation."""
        return self.page.locator(".segment").filter(has_text=text)

    def field(self, row: Locator) -> Locator:
        return row.get_by_role("textbox").first

    def status(self) -> Locator:
        return self.page.locator("[data-status]")

    def correct(self, row: Locator, text: str) -> None:
        """Another text, approved."""
        self.field(row).fill(text)
        asked = row.locator("[data-asks] input[type=radio]")
        if asked.count():  # once: what an approval means for readers' reports
            asked.first.check()
        row.get_by_role("button", name="Approve", exact=True).click()
        expect(row).to_have_attribute("data-state", "reviewed", timeout=PATIENCE)

    def approve_rest(self) -> int:
        """Sentence after sentence by the keyboard, as shown; returns how many."""
        done = 0
        while (open_rows := self.page.locator(".segment[data-open]")).count():
            row = open_rows.first
            public_id = row.get_attribute("id")
            self.field(row).focus()
            self.page.keyboard.press("Control+Enter")
            handled = self.page.locator(f".segment#{public_id}:not([data-open])")
            expect(handled).to_have_count(1, timeout=PATIENCE)
            done += 1
        return done
