"""By keys alone, and with letters twice as big or set wide: everything is reached, seen, and nothing is lost."""

import pytest

from tests.journeys.looks import WIDTHS

# What Tab should reach: shown, not in a closed menu or fold, in the order of the page.
_REACHABLE = """() => [...document.querySelectorAll(
    "a[href], button, summary, input:not([type=hidden]), select, textarea, video[controls], [tabindex='0']")]
  .filter((one) => !one.disabled && one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length)
  .map((one, number) => { one.dataset.number = number; return one.outerHTML.slice(0, 120); })"""
# Where the focus is, and what is wrong with how it is seen.
_FOCUS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getBoundingClientRect();
  const faults = [];
  // The outline of a card stands for that of its headline's link.
  const ringed = [one, one.closest(".teaser")].filter(Boolean).map((each) => getComputedStyle(each));
  const isSeen = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  if (!ringed.some(isSeen)) faults.push("no outline");
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  if (!inside) faults.push("outside of the window");
  const points = [...one.getClientRects()].map((rect) =>
    document.elementFromPoint(rect.x + rect.width / 2, rect.y + rect.height / 2)).filter(Boolean);
  if (inside && points.length && !points.some((at) => one.contains(at) || at.contains(one))) faults.push("covered");
  return [one.dataset.number === undefined ? -1 : Number(one.dataset.number), one.outerHTML.slice(0, 120), faults];
}"""
# WCAG 1.4.12, and 1.4.4 at 320 px. Sheets made by a script of the test: the site's policy allows none in the page.
_SETTINGS = {
    "spacing": """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
        p { margin-block-end: 2em !important; }""",
    "text twice as big": "html { font-size: 200% !important; }",
}
_SET = """(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = css ? [sheet] : [];
}"""
# Text that sticks out of the window or of what cuts it off, and text that lies on other text.
_LOST = """() => {
  const faults = [], seen = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const holder = node.parentElement;
    if (!node.data.trim() || !holder.checkVisibility({ visibilityProperty: true })) continue;
    const above = [];
    for (let each = holder; each; each = each.parentElement) above.push([each, getComputedStyle(each)]);
    if (above.some(([each, style]) => style.clipPath !== "none" || each.matches(".skip, option"))) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const words = node.data.trim().slice(0, 60);
    const cut = above.find(([each, style]) => style.overflowX !== "visible" && each !== document.documentElement);
    const scrolls = cut && /auto|scroll/.test(cut[1].overflowX + cut[1].overflowY);
    const limit = cut ? cut[0].getBoundingClientRect() : { left: 0, right: document.documentElement.clientWidth };
    for (const rect of range.getClientRects()) {
      if (rect.width < 2) continue;
      if (!scrolls && (rect.left < limit.left - 1 || rect.right > limit.right + 1)) faults.push(`cut off: ${words}`);
      const { left, right, height } = rect; // lines may touch each other: the middle half of each is compared
      seen.push({ left, right, top: rect.top + height / 4, bottom: rect.bottom - height / 4, words, node });
    }
  }
  seen.sort((one, other) => one.top - other.top);
  seen.forEach((one, index) => {
    for (const other of seen.slice(index + 1)) {
      if (other.top >= one.bottom) break;
      if (other.node !== one.node && Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2)
        faults.push(`on each other: ${one.words} | ${other.words}`);
    }
  });
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) faults.push(`scrolls sideways by ${wide} px`);
  return faults;
}"""


@pytest.mark.parametrize(("kind", "language", "width"), [
    ("translation", "fr", 1280), ("translation", "ar", 320), ("news", "en", 1280), ("parallel", "ar", 320),
])  # fmt: skip
def test_tab_reaches_everything_in_the_order_of_the_page(site, visit, addresses, kind, language, width):
    page = visit(site, width=width).open(addresses.of(language, kind))
    page.evaluate("document.querySelectorAll('main details').forEach((details) => { details.open = true; })")
    expected = page.evaluate(_REACHABLE)
    visited, problems = [], []
    for _press in range(len(expected) + 20):
        page.keyboard.press("Tab")
        now = page.evaluate(_FOCUS)
        if now is None:
            break
        number, what, faults = now
        visited.append(number)
        problems += [f"{fault}: {what}" for fault in faults]
    assert problems == []
    assert [expected[number] for number in range(len(expected)) if number not in visited] == []
    in_order = [number for number in visited if number >= 0]
    assert in_order == sorted(in_order)


def test_menus_open_and_close_by_keys(site, visit, addresses):
    page = visit(site, width=WIDTHS[0]).open(addresses.of("ar", "home"))
    for menu in ("site-languages", "nav"):
        button = page.locator(f"[popovertarget={menu}]")
        button.focus()
        page.keyboard.press("Enter")
        page.locator(f"#{menu}:popover-open").wait_for()
        page.keyboard.press("Tab")
        assert page.evaluate("(menu) => document.getElementById(menu).contains(document.activeElement)", menu), menu
        page.keyboard.press("Escape")
        page.locator(f"#{menu}:popover-open").wait_for(state="detached")
        assert page.evaluate("document.activeElement.getAttribute('popovertarget')") == menu


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_bigger_letters_and_wider_text_lose_nothing(site, visit, addresses, language):
    """At 320 px, with everything unfolded. French has the longest words of the interface."""
    reader = visit(site, width=WIDTHS[0])
    problems = []
    for kind in ("home", "news", "translation", "parallel", "tags", "tag", "search", "found nothing", "report form",
                 "status", "contact", "elsewhere"):  # fmt: skip
        page = reader.open(addresses.of(language, kind))
        page.evaluate("document.querySelectorAll('main details').forEach((details) => { details.open = true; })")
        for setting, css in {"as it is": "", **_SETTINGS}.items():
            page.evaluate(_SET, css)
            problems += [f"{kind}, {setting}: {fault}" for fault in page.evaluate(_LOST)]
    assert problems == []
