"""Each kind of page that readers see: accessible in both themes and widths, silent, and nothing stored or asked for.

axe-core runs all its rules of WCAG 2.2 A and AA and its best practices, in a language from the left and in one from
the right, at 320 and at 1280 px. In the dark theme it runs the rules about colours: the themes differ in nothing else.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.addresses import IN_STATES, KINDS
from tests.journeys.looks import WIDTHS, look_at, look_at_width

_OPEN = "document.querySelectorAll('main details').forEach((details) => { details.open = true; })"
_MEDIA = "performance.getEntriesByType('resource').filter((entry) => /video|audio/.test(entry.initiatorType)).length"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_page_is_accessible_and_leaves_no_trace(site, visit, addresses, language, kind):
    """As it comes, and once more with what it folds, where it folds something (an article does so below)."""
    reader = visit(site)
    page = reader.open(addresses.of(language, kind))
    assert look_at(reader, kind) == []
    if page.locator("main details").count() and kind not in ("original", "translation", "standard"):
        page.evaluate(_OPEN)
        assert look_at_width(page, WIDTHS[-1]) == []


@pytest.mark.parametrize(("state", "key", "language"), IN_STATES)
def test_an_article_with_everything_open_is_accessible(site, visit, addresses, state, key, language):
    """Notice, languages, videos and originals are folded at first; what unfolds must be as good. Nothing plays before.

    The demonstration has no English article of mixed states: French stands for the scripts from the left there.
    """
    reader = visit(site, width=320)
    page = reader.open(addresses.article(key, language))
    assert page.locator(".prose").get_attribute("data-state") == state
    assert page.evaluate(_MEDIA) == 0
    page.evaluate(_OPEN)
    check = page.locator("[data-check]").first
    if state in ("original", "reviewed"):
        expect(check).to_have_count(0)
    else:
        check.click()
        page.locator("aside.card").wait_for()
    assert look_at(reader, "open") == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_menus_are_accessible_open(site, visit, addresses, language):
    """They are the same on every page."""
    page = visit(site, width=WIDTHS[0]).open(addresses.of(language, "home"))
    for menu in ("nav", "site-languages"):
        page.locator(f"[popovertarget={menu}]").click()
        expect(page.locator(f"#{menu}")).to_be_visible()
        assert look_at_width(page, WIDTHS[0]) == []
    page.set_viewport_size({"width": WIDTHS[1], "height": 900})
    expect(page.locator("#site-languages")).to_be_visible()
    assert look_at_width(page, WIDTHS[1]) == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_refused_report_and_an_answered_one_are_accessible(site, visit, addresses, language):
    """The summary of what is wrong, and the answer that replaces a button on an article's card."""
    reader = visit(site, width=WIDTHS[0])
    page = reader.open(addresses.of(language, "report form"))
    page.locator("#email").fill("nobody")
    page.locator("main form .button").click()
    expect(page.locator(".summary")).to_be_visible()
    assert look_at(reader, "refused") == []
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    reader.open(addresses.of(language, "translation"))
    page.locator("[data-check]").first.click()
    page.locator("aside.card .pair button").first.click()
    expect(page.locator("aside.card [data-thanks]")).to_be_visible()
    page.evaluate(_OPEN)
    assert look_at_width(page, WIDTHS[0]) == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_article_counts_its_paragraphs_as_the_parallel_page_does(addresses, language):
    parallel = addresses.page(language, "parallel").tree
    for link in addresses.page(language, "translation").tree.xpath("//div[@class='prose']//a[@data-check]"):
        said = link.xpath("string(.//span[@class='hidden'])")
        first = link.get("data-check").split()[0]
        heading = parallel.xpath(f"string(//h2[@id=//li[@id='{first}']/parent::ol/@aria-labelledby])")
        assert re.findall(r"\d+", said) == re.findall(r"\d+", heading), (said, heading)
