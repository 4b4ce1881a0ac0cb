"""A reader of Arabic reports two sentences; the queue has them first, and a translator handles them by keyboard."""

import email
import re
from email import policy
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.browser import PATIENCE
from tests.journeys.desk import Desk
from tests.journeys.patience import step, until
from tests.journeys.reading import Reader
from tests.journeys.words import say

ARTICLE = "access-city-award"
ADDRESS = "reader-of-arabic@example.org"
HERS = "جملة كتبها القارئ بعبارة أوضح."
ENDING = " كلمة أخيرة."


def test_two_reports_lead_to_two_corrections_and_everybody_is_told(site, visit, addresses):
    reader = Reader(visit(site, width=390, touch=True), "ar")
    url = addresses.article(ARTICLE, "ar")
    with step("the reader reports two sentences, one with better words and an address"):
        reader.person.open(url)
        paragraph = reader.page.locator(".prose p:not(:has(a:not(.action, [data-check]), b)):has(.s ~ .s)").first
        first, second = (paragraph.locator(".s").nth(at).inner_text().strip() for at in (0, 1))
        paragraph.locator("[data-check]").click()
        card = reader.page.locator("aside.card")
        private = [reader.report(card, sentence) for sentence in (first, second)]
        say_more(reader, private[0])

    translator = Desk(visit(site), "translator-ar")
    page = translator.page
    with step("the queue has that page first, and says why"):
        find_in_the_queue(page, addresses.content[ARTICLE].title["en"])
    with step("both are handled by keyboard"):
        handle_by_keyboard(page, second)

    with step("both are public, and the private pages say so"):
        reader.wait_for(HERS, url)
        reader.wait_for(ENDING.strip(), url)
        for address in private:
            until(lambda to=address: is_corrected(reader, to), "outcome on the private page")
    with step("one mail, in the language of the page"):
        [mail] = until(lambda: mails(site.folder / "mail", private[0]), "mail to the reader")
        assert say("ar", "The sentence that you reported is corrected. Thank you!") in mail
    with step("the record and the figures show it"):
        assert_on_record(page, first)
    assert reader.person.watch.errors == []
    assert translator.person.watch.failures == []


def find_in_the_queue(page: Page, title: str) -> None:
    page.locator("nav").get_by_role("link", name="Queue").click()
    line = page.locator("ol.queue > li, .queue li").first
    expect(line).to_contain_text("Readers reported 2 sentences", timeout=PATIENCE)
    expect(line).to_contain_text(title)
    line.get_by_role("link", name=re.compile("^Sentence")).first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".segment.active")).to_have_count(1, timeout=PATIENCE)


def handle_by_keyboard(page: Page, second: str) -> None:
    # The reader's wording by one key, approved by another; asked once what that means for the report.
    field = page.locator(".segment.active textarea[name=text]")
    expect(page.locator(".segment.active [data-report]")).to_contain_text(HERS, timeout=PATIENCE)
    page.keyboard.press("Alt+w")
    expect(field).to_have_value(re.compile(re.escape(HERS)))
    page.keyboard.press("Control+Enter")
    expect(page.locator(".segment.active [data-asks] input[type=radio]").first).to_be_focused(timeout=PATIENCE)
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-status]")).to_contain_text("report", timeout=PATIENCE)
    # The second one: a word typed, approved, and no question any more.
    expect(field).to_have_value(re.compile(re.escape(second[:20])), timeout=PATIENCE)
    page.keyboard.press("Control+End")
    page.keyboard.type(ENDING)
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-asks]")).to_have_count(0)
    expect(field).not_to_have_value(re.compile(ENDING), timeout=PATIENCE)


def say_more(reader: Reader, private: str) -> None:
    page = reader.person.open(private)
    page.locator("summary", has_text=reader.says("Say more (optional)")).click()
    page.locator("textarea[name=better]").fill(HERS)
    page.locator("input[name=email]").fill(ADDRESS)
    page.get_by_role("button", name=reader.says("Add"), exact=True).click()
    expect(page.locator("[role=status]")).to_contain_text(reader.says("Added to your report. Thank you!"))


def is_corrected(reader: Reader, private: str) -> bool:
    reader.person.open(private)
    return reader.says("Corrected") in reader.page.locator(".steps [aria-current=step]").inner_text()


def mails(folder: Path, private: str) -> list[str]:
    """Bodies of the mails to the reader that name the private address of a report."""
    found = []
    for file in folder.glob("*") if folder.exists() else []:
        for part in file.read_bytes().split(b"-" * 79 + b"\n"):
            mail = email.message_from_bytes(part, policy=policy.default)
            body = mail.get_body() if mail["To"] == ADDRESS else None
            found += [body.get_content()] if body else []
    return [body for body in found if private in body]


def assert_on_record(page: Page, reported: str) -> None:
    row = page.locator(".segment", has=page.locator("textarea", has_text=HERS)).first
    address = row.locator("a[href*='/record/']").first.get_attribute("href")
    page.goto(f"{page.url.split('/admin/')[0]}{address}")
    expect(page.locator("main")).to_contain_text(HERS)
    expect(page.locator("main")).to_contain_text(reported)
    page.locator("nav").get_by_role("button", name="Reports").click()
    page.get_by_role("link", name="Translation figures").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Translation figures", timeout=PATIENCE)
    expect(page.locator("table", has_text="From report to correction").first).to_contain_text("Arabic")
