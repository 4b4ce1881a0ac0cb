"""Marks in a text field, as a keyboard, a clipboard and a mouse meet them: whole, in pairs, and back by one key.

The modules run by themselves, on a page with two sentences; no site is needed.
"""

import random
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.journeys.site import ROOT

FIRST = "La ville ⟨1⟩a ouvert ⟨2⟩ses portes⟨/2⟩ hier⟨/1⟩ et⟨3·⟩ demain."
MARKS = [(1, "⟨1⟩", "⟨/1⟩"), (2, "⟨2⟩", "⟨/2⟩"), (3, "⟨3·⟩", "")]
BUTTONS = "".join(
    f'<button type="button" data-number="{number}" data-before="{before}" data-after="{after}" data-tag="b">x</button>'
    for number, before, after in MARKS
)
PAGE = f"""<!doctype html><meta charset="utf-8"><ol data-list data-version="1" data-person="1" data-quotes="«|»|“|”"
  data-narrow="" data-restored="It is back."><li class="segment" id="s-a" data-id="a"><details open><summary>1</summary>
  <form class="target" action="/nowhere"><input name="revision" value="1"><textarea name="text" cols="60" rows="4"
  >{FIRST}</textarea><p data-error></p>{BUTTONS}<p data-lost hidden>missing</p></form>
  <button type="button" data-whole="Une ville⟨1⟩⟨/1⟩⟨2⟩⟨/2⟩⟨3·⟩." data-suggestion="1">Put</button>
  <form method="post" action="/remark"><input name="comment_text"><button name="action" value="comment">Add
  </button></form></details></li></ol>
  <script type="module" src="/js/review/screen.js"></script>"""
SOUND = """async () => {
  const { isSound, chips } = await import("/js/review/chips.js");
  const input = document.querySelector("textarea");
  const places = chips(input.value).flatMap(({ start, end }) => [[start, end]]);
  const inside = (place) => places.some(([start, end]) => start < place && place < end);
  return { text: input.value, sound: isSound(input.value), caret: [input.selectionStart, input.selectionEnd],
           outside: !inside(input.selectionStart) && !inside(input.selectionEnd) };
}"""
KEYS = [
    *["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "Control+ArrowLeft", "Control+ArrowRight"],
    *["Shift+ArrowLeft", "Shift+ArrowRight", "Shift+Home", "Shift+End", "Shift+Control+ArrowLeft"],
    *["Shift+Control+ArrowRight", "Backspace", "Delete", "Control+Backspace", "Control+Delete", "x", "é", "⟨", "Space"],
    *["Control+x", "Control+c", "Control+v", "Control+z", "Control+Shift+z", "Control+1", "Control+2", "Control+3"],
    *["Alt+q", "Control+Shift+Space"],
]


def _serve(route: Route) -> None:
    path = route.request.url.split("review.test", 1)[1]
    if path.startswith("/js/"):
        file = ROOT / "static" / path.lstrip("/")
        route.fulfill(body=file.read_text(), content_type="text/javascript")
    elif path == "/":
        route.fulfill(body=PAGE, content_type="text/html")
    else:
        route.abort()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.route("**/*", _serve)
    page.goto("https://review.test/")
    page.locator(".scripted").wait_for()
    page.locator("textarea").focus()
    yield page
    context.close()


def at(page: Page, start: int, end: int | None = None) -> None:
    page.evaluate("([a, b]) => document.querySelector('textarea').setSelectionRange(a, b)", [start, end or start])
    page.wait_for_timeout(20)


def text(page: Page) -> str:
    return page.locator("textarea").input_value()


def test_keys_take_a_whole_mark_and_its_partner_and_undo_brings_both_back(page: Page) -> None:
    place = FIRST.index("⟨2⟩")
    at(page, place + len("⟨2⟩"))
    page.keyboard.press("Backspace")
    assert text(page) == FIRST.replace("⟨2⟩", "").replace("⟨/2⟩", "")
    page.keyboard.press("Control+z")
    assert text(page) == FIRST
    at(page, place)
    page.keyboard.press("ArrowRight")  # over the chip as over one letter
    page.keyboard.type("X")
    assert text(page) == FIRST.replace("⟨2⟩", "⟨2⟩X")


def test_an_arrow_goes_over_a_mark_when_the_browser_tells_late_where_the_caret_was(page: Page) -> None:
    page.evaluate("""() => document.addEventListener("selectionchange",
      (event) => window.late && event.stopImmediatePropagation(), { capture: true })""")
    page.evaluate("window.late = true")
    at(page, FIRST.index("⟨2⟩"))
    page.evaluate("window.late = false")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("X")
    assert text(page) == FIRST.replace("⟨2⟩", "⟨2⟩X")


def test_typing_over_half_a_pair_keeps_that_half(page: Page) -> None:
    at(page, FIRST.index("ville"), FIRST.index("ouvert"))
    page.keyboard.type("mairie ")
    assert text(page) == "La mairie ⟨1⟩ouvert ⟨2⟩ses portes⟨/2⟩ hier⟨/1⟩ et⟨3·⟩ demain."


def test_a_mark_moves_by_its_number_and_never_crosses_another(page: Page) -> None:
    at(page, FIRST.index("La"), FIRST.index("ville") + 5)
    page.keyboard.press("Control+2")
    assert text(page) == "⟨2⟩La ville⟨/2⟩ ⟨1⟩a ouvert ses portes hier⟨/1⟩ et⟨3·⟩ demain."
    at(page, text(page).index("ville"), text(page).index("ouvert"))
    page.keyboard.press("Control+1")
    assert text(page) == "⟨1⟩⟨2⟩La ville⟨/2⟩ a⟨/1⟩ ouvert ses portes hier et⟨3·⟩ demain."


def test_what_is_pasted_brings_no_mark_that_is_there_already(page: Page) -> None:
    at(page, 0, FIRST.index("demain"))
    page.keyboard.press("Control+c")
    at(page, len(FIRST))
    page.keyboard.press("Control+v")
    assert text(page) == f"{FIRST}La ville a ouvert ses portes hier et "


def test_a_missing_mark_is_said(page: Page) -> None:
    at(page, FIRST.index("⟨3·⟩"))
    page.keyboard.press("Delete")
    assert text(page) == FIRST.replace("⟨3·⟩", "")
    assert page.locator("[data-lost]").is_visible()
    page.locator("button.lost").click()
    assert not page.locator("[data-lost]").is_visible()
    assert text(page).count("⟨3·⟩") == 1


@pytest.mark.parametrize("seed", range(3))
def test_no_keys_in_any_order_break_a_mark(page: Page, seed: int) -> None:
    chance = random.Random(seed)
    pressed: list[str] = []
    for _step in range(120):
        if chance.random() < 0.15:
            length = len(text(page))
            at(page, chance.randint(0, length), chance.randint(0, length))
        key = chance.choice(KEYS)
        pressed.append(key)
        page.keyboard.press(key) if len(key) > 1 or key.isascii() else page.keyboard.insert_text(key)
        page.wait_for_timeout(5)
        found = page.evaluate(SOUND)
        assert found["sound"], (pressed[-8:], found)
        assert found["outside"], (pressed[-8:], found)


def test_a_suggestion_comes_into_the_field_and_the_list_stays(page: Page) -> None:
    page.keyboard.press("Alt+1")
    assert text(page) == "Une ville⟨1⟩⟨/1⟩⟨2⟩⟨/2⟩⟨3·⟩."
    assert page.locator("textarea").evaluate("field => field === document.activeElement")


def test_the_key_that_approves_sends_the_comment_that_is_being_written_and_nothing_else(page: Page) -> None:
    sent: list[tuple[str, str]] = []
    page.on("request", lambda request: sent.append((request.url.rsplit("/", 1)[1], request.post_data or "")))
    page.locator("[name=comment_text]").focus()
    page.keyboard.type("Who said this?")
    page.keyboard.press("Control+Enter")
    page.wait_for_timeout(200)
    assert [place for place, _data in sent] == ["remark"]
    assert "Who said this?" in sent[0][1]
