"""A translator's hour: forty sentences with the hands on the keyboard, and nothing that was typed is ever lost."""

from playwright.sync_api import Page, expect

from tests.journeys.browser import PATIENCE
from tests.journeys.desk import Desk
from tests.journeys.looks import violations
from tests.journeys.patience import step, until
from tests.journeys.review import Review

LONG = "Tallinn has a green year ahead"
SENTENCES, EDITED = 40, 12
# Every sentence as it stands: id → text of its field.
TEXTS = """() => Object.fromEntries([...document.querySelectorAll('.segment')].map(
  (row) => [row.dataset.id, row.querySelector('textarea').value]))"""
UNSAVED = "Object.keys(localStorage).filter((key) => key.startsWith('review:')).length"


class Hands:
    """A keyboard that counts: keys besides the typing."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys = page, 0

    def press(self, key: str) -> None:
        self.keys += 1
        self.page.keyboard.press(key)


def _in_hand(page: Page) -> str:
    return page.evaluate("document.querySelector('.segment.active').dataset.id")


def _settled(page: Page, state: str, count: int) -> None:
    rows = page.locator(f".segment[data-state={state}]")
    until(lambda: rows.count() == count and page.evaluate(UNSAVED) == 0, f"{count} {state}")


def test_forty_sentences_cost_one_key_each_and_two_where_a_word_is_changed(site, visit):
    review = Review(Desk(visit(site), "translator-fr"))
    page = review.page
    with step("opens the version: the first open sentence is in hand, the page beside it"):
        review.wait_for_version(LONG, "Français")
        review.open(LONG, "Français")
        rows = page.locator(".segment")
        assert rows.count() >= SENTENCES
        expect(page.frame_locator("iframe").locator(".s[data-open]")).to_have_count(1, timeout=PATIENCE)
        before = page.evaluate(TEXTS)
        assert violations(page) == []
    handled = []
    with step("forty sentences, twelve of them with an edit"):
        hands = Hands(page)
        for number in range(SENTENCES):
            keys = hands.keys
            handled.append(_in_hand(page))
            if number % 3 == 1 and number // 3 < EDITED:
                if number < 2:
                    page.locator(".segment.active textarea[name=text]").focus()
                hands.press("Control+End")
                page.keyboard.type(" Et plus.")
                if number < 5:
                    place = page.frame_locator("iframe").locator(".s[data-open]")
                    expect(place).to_contain_text("Et plus.", timeout=PATIENCE)
                assert hands.keys - keys == 1
            hands.press("Control+Enter")
        assert len(set(handled)) == SENTENCES
        assert hands.keys == SENTENCES + EDITED
        _settled(page, "reviewed", SENTENCES)
        texts = page.evaluate(TEXTS)
        assert sum(texts[key].endswith(" Et plus.") for key in handled) == EDITED
    with step("every action undone once"):
        for number in range(SENTENCES):
            page.keyboard.press("Alt+u")
            expect(page.locator(".segment[data-state=reviewed]")).to_have_count(
                SENTENCES - number - 1, timeout=PATIENCE
            )
        assert page.evaluate(TEXTS) == before


def test_a_closed_window_and_a_minute_without_connection_lose_nothing(site, visit):
    person = visit(site)
    review = Review(Desk(person, "translator-fr"))
    review.wait_for_version(LONG, "Français")
    review.open(LONG, "Français")
    address, page = review.page.url, review.page
    first, second = (
        page.locator(".segment textarea[name=text]").nth(2),
        page.locator(".segment textarea[name=text]").nth(4),
    )
    with step("typed without a connection: said, kept, and saved when it is back"):
        person.context.set_offline(True)
        first.focus()
        page.keyboard.press("Control+End")
        page.keyboard.type(" Hors ligne.")
        expect(review.status()).to_contain_text("No connection", timeout=PATIENCE)
        person.context.set_offline(False)
        expect(review.status()).to_contain_text("Saved", timeout=PATIENCE)
        assert page.evaluate(UNSAVED) == 0
    with step("the window is gone in the middle of a word"):
        second.focus()
        page.keyboard.press("Control+End")
        page.keyboard.type(" Perdu")
        typed = second.input_value()
        page.close(run_before_unload=False)
    with step("both texts are there again, and the second one is saved by itself"):
        page = person.context.new_page()
        page.goto(address)
        assert page.locator(".segment textarea[name=text]").nth(2).input_value().endswith(" Hors ligne.")
        expect(page.locator(".segment textarea[name=text]").nth(4)).to_have_value(typed, timeout=PATIENCE)
        until(lambda: page.evaluate(UNSAVED) == 0, "stored text")
        page.reload()
        expect(page.locator(".segment textarea[name=text]").nth(4)).to_have_value(typed, timeout=PATIENCE)
    with step("a click on the page leads to its sentence"):
        sentence = page.frame_locator("iframe").locator(".prose .s").nth(3)
        sentence.click(timeout=PATIENCE)
        expect(page.locator(".segment.active textarea[name=text]")).to_be_focused(timeout=PATIENCE)
        assert f"s-{_in_hand(page)}" == sentence.get_attribute("id")
