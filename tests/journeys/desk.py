"""Wagtail's admin as editors and translators use it: logging in, writing an article, publishing, editing directly."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from articles.demo.people import PASSWORD
from tests.journeys.browser import PATIENCE, Person

# Puts a text into the clipboard's event as a word processor does, with its marks: the editor pastes a report.
_PASTE = """(element, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", html.replace(/<[^>]+>/g, ""));
  element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@dataclass(frozen=True)
class Report:
    """What the editor has before her: an article ready to be published."""

    title: str
    summary: str
    body: str
    kind: str = "News"
    tags: tuple[str, ...] = ("Prevention",)
    date: str = "2022-11-02"
    place: str = ""


class Desk:
    """The admin in one person's browser."""

    def __init__(self, person: Person, account: str) -> None:
        self.person = person
        self.page: Page = person.page
        person.open("/admin/login/")
        self.page.get_by_label("Username").fill(account)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page).to_have_url(re.compile(r"/admin/$"), timeout=PATIENCE)

    def open_news(self, home: str = "Home", news: str = "News") -> None:
        """Through the tree of pages: the home page of a language, its news. Translators begin at their own news."""
        self.person.open("/admin/pages/")
        for name in (home, news):
            below = self.page.get_by_label(f"Explore child pages of '{name}'")
            if below.count():
                below.click()
                self.page.wait_for_load_state()

    def open_page(self, title: str, home: str = "Home", news: str = "News") -> None:
        """A page in the page editor."""
        self.open_news(home, news)
        self.page.get_by_role("link", name=title, exact=True).click()
        expect(self.page.locator("#id_title")).to_have_value(title, timeout=PATIENCE)

    def start_article(self) -> None:
        """A new page below the English news."""
        self.open_news()
        self.page.locator("a[href$='/add_subpage/']").first.click()
        expect(self.page.locator("#id_title")).to_be_visible(timeout=PATIENCE)

    def write(self, report: Report) -> None:
        """Fills the form of an article; the text is pasted, as from a word processor."""
        self.page.locator("#id_title").fill(report.title)
        self.page.locator("#id_summary").fill(report.summary)
        self.page.locator("#id_published_on").fill(report.date)
        self.page.keyboard.press("Escape")  # the calendar
        self._choose_kind(report.kind)
        for tag in report.tags:
            self.page.locator("#id_tags").get_by_label(tag, exact=True).check()
        if report.place:
            self.page.locator("#id_place").fill(report.place)
        self.add_text(report.body)

    def _choose_kind(self, name: str) -> None:
        self.page.get_by_role("button", name="Choose content type").click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("link", name=name, exact=True).click()
        expect(dialog).to_be_hidden(timeout=PATIENCE)

    def add_text(self, html: str) -> None:
        """A block of text at the end of the body, pasted."""
        insert = self.page.get_by_role("button", name="Insert a block")
        insert.last.click()
        self.page.get_by_role("option", name="Text", exact=True).click()
        editor = self.texts.last
        expect(editor).to_be_visible(timeout=PATIENCE)
        editor.click()
        editor.evaluate(_PASTE, html)
        words = re.sub(r"<[^>]+>", "", html.split("</p>")[0])
        expect(editor).to_contain_text(words[:40], timeout=PATIENCE)

    def type_at_end_of(self, paragraph: str, words: str) -> None:
        """Puts the cursor behind a paragraph's last word, and types."""
        text = self.texts.get_by_text(paragraph).first
        text.click()
        self.page.keyboard.press("End")
        self.page.keyboard.type(words)
        expect(self.texts.filter(has_text=words.strip())).to_have_count(1, timeout=PATIENCE)

    @property
    def texts(self) -> Locator:
        """The fields with rich text."""
        return self.page.locator(".public-DraftEditor-content")

    def wait_for_autosave(self) -> None:
        """Until the editor says that it has saved what was typed, for a second: it starts half a second after the last
        key. A Publish meanwhile would meet it: of a new page, Wagtail then finds the address taken (by the very draft).
        """
        settled = self.page.locator("#w-autosave-indicator:not([data-w-autosave-state-value=saving])")
        for _ in range(2):
            self.page.wait_for_timeout(1000)
            expect(settled).to_have_count(1, timeout=PATIENCE)

    def publish(self) -> None:
        """Publishes what is in the form, and waits for the answer. An original goes by the panel before publishing."""
        self.wait_for_autosave()
        self.page.get_by_role("button", name="More actions").click()
        button = self.page.get_by_role("button", name=re.compile(r"^Publish"))
        by_panel = "…" in button.inner_text()
        button.click()
        if by_panel:
            refused = self.page.locator(".messages .error")
            expect(self.panel.or_(refused).first).to_be_visible(timeout=PATIENCE)
            self.panel.locator("button[value=publish]").click()
        self.page.wait_for_load_state()

    @property
    def panel(self) -> Locator:
        """The form before publishing: what will happen in each language."""
        return self.page.locator("form[data-before]")

    def published(self) -> None:
        """Fails with the page's own words where the form was refused."""
        expect(self.page.locator(".messages")).not_to_be_empty(timeout=PATIENCE)
        said = " ".join(self.page.locator(".messages").inner_text().split())
        # "created and published" where the editor was quicker than her autosave.
        assert "has been published" in said or "created and published" in said, said
