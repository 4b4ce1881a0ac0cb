"""The site as readers use it: menu, topics, article, originals, report, status."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.journeys.browser import Person
from tests.journeys.patience import until
from tests.journeys.words import say


@dataclass(frozen=True)
class Label:
    """What the notice beside the headline says."""

    state: str
    text: str


class Reader:
    """One person who reads in a language."""

    def __init__(self, person: Person, language: str) -> None:
        self.person = person
        self.language = language
        self.page: Page = person.page

    def says(self, message: str, context: str = "") -> str:
        return say(self.language, message, context)

    def find_by_tag(self, tag: str, headline: str) -> None:
        """From the first page through the menu to the topics, to a tag, to an article."""
        self.person.open(f"/{self.language}/")
        menu = self.page.get_by_role("button", name=self.says("Menu"))
        if menu.is_visible():
            menu.click()
        self.page.get_by_role("navigation", name=self.says("Main")).get_by_role(
            "link", name=self.says("Topics")
        ).click()
        self.page.get_by_role("main").get_by_role("link", name=tag, exact=True).click()
        self.page.get_by_role("main").get_by_role("link", name=headline).click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(headline)

    @property
    def label(self) -> Label | None:
        """The notice; nothing where there is none."""
        notice = self.page.locator(".notice")
        if not notice.count():
            return None
        return Label(notice.get_attribute("data-state") or "", notice.locator("summary").inner_text())

    def sentence(self, text: str) -> Locator:
        """A sentence of the article by its words."""
        return self.page.locator(".s").filter(has_text=text)

    def paragraph(self, text: str) -> Locator:
        return self.page.locator(".prose p").filter(has_text=text)

    def open_originals(self, of: str) -> Locator:
        """One tap on the link at the end of a paragraph: its sentences beside their originals."""
        self.paragraph(of).locator("[data-check]").click()
        card = self.page.locator("aside.card")
        expect(card).to_be_visible()
        return card

    def report(self, card: Locator, sentence: str) -> str:
        """One tap on “Badly translated” beside a sentence; returns the address of the report's own page."""
        row = card.locator(".pair").filter(has_text=sentence)
        row.get_by_role("button", name=self.says("Badly translated")).click()
        thanks = card.get_by_role("listitem").filter(has_text=sentence).locator("[data-thanks]")
        expect(thanks).to_contain_text(self.says("Report received."))
        return thanks.get_by_role("link").first.get_attribute("href") or ""

    def wait_for(self, text: str, address: str | None = None) -> None:
        """Reloads the page until it says something."""

        def look() -> bool:
            answer = self.page.goto(address) if address else self.page.reload()
            return bool(answer and answer.ok and text in self.page.locator("main").inner_text())

        until(look, f"“{text}” on {address or self.page.url}")
