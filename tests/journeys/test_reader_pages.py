"""Each kind of page that readers see: accessible in both themes and widths, silent, and nothing stored or asked for."""

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.journeys.addresses import KINDS, MISSING, WITH_BLOCKS
from tests.journeys.browser import Person

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")
# Themes differ in colours alone (test_themes_differ_in_colours_alone): in the second, only these rules can say more.
OF_COLOURS = ["color-contrast", "link-in-text-block"]
_STORED = """async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage),
  ...(await indexedDB.databases()).map((database) => database.name),
  ...(globalThis.caches ? await caches.keys() : []), document.cookie,
].filter(Boolean)"""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_page_is_accessible_and_leaves_no_trace(site, visit, addresses, language, kind):
    reader = visit(site)
    reader.open(addresses.of(language, kind))
    problems = look_at(reader, kind)
    assert problems == []


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_an_article_with_everything_open_is_accessible(site, visit, addresses, language):
    """Notice, languages and originals are folded at first; what unfolds must be as good."""
    reader = visit(site, width=360)
    page = reader.open(addresses.of(language, "translation"))
    for summary in page.locator("main details > summary").all():
        summary.click()
    page.locator("[data-check]").first.click()
    page.locator("aside.card").wait_for()
    assert look_at(reader, "open") == []


@pytest.mark.parametrize(("key", "language"), WITH_BLOCKS)
def test_every_block_is_accessible_folded_and_unfolded(site, visit, addresses, key, language):
    """Nothing plays, and nothing of another site is asked for, before a click."""
    reader = visit(site, width=360)
    page = reader.open(addresses.with_blocks(key, language))
    loaded = (
        "performance.getEntriesByType('resource').filter((entry) => /video|audio/.test(entry.initiatorType)).length"
    )
    assert page.evaluate(loaded) == 0
    page.evaluate("document.querySelectorAll('.prose details').forEach((details) => { details.open = true; })")
    assert look_at(reader, "blocks") == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_article_counts_its_paragraphs_as_the_parallel_page_does(addresses, language):
    parallel = addresses.page(language, "parallel").tree
    for link in addresses.page(language, "translation").tree.xpath("//div[@class='prose']//a[@data-check]"):
        said = link.xpath("string(.//span[@class='hidden'])")
        first = link.get("data-check").split()[0]
        heading = parallel.xpath(f"string(//h2[@id=//li[@id='{first}']/parent::ol/@aria-labelledby])")
        assert re.findall(r"\d+", said) == re.findall(r"\d+", heading), (said, heading)


def look_at(reader: Person, kind: str) -> list[str]:
    """Everything that is wrong with the page in the window."""
    page = reader.page
    problems = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            rules = None if scheme == SCHEMES[0] else OF_COLOURS
            problems += [f"{width} px, {scheme}: {found}" for found in violations(page, rules=rules)]
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if overflow > 0:
            problems.append(f"{width} px: scrolls sideways by {overflow} px")
    missing_page = "the server responded with a status of 404" if kind in MISSING else None
    problems += [f"console: {e}" for e in reader.watch.errors if not (missing_page and missing_page in e)]
    problems += [f"asked elsewhere: {url}" for url in reader.watch.elsewhere]
    problems += [f"failed: {answer}" for answer in reader.watch.failures]
    problems += [f"cookie: {cookie['name']}" for cookie in reader.context.cookies()]
    problems += [f"stored: {name}" for name in page.evaluate(_STORED)]
    return problems


def violations(page: Page, context: str | None = None, *, rules: list[str] | None = None) -> list[str]:
    """What axe-core finds: rule, place, and what it says about it. `rules`: these only, instead of all of RULES."""
    run_only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": RULES}
    if not page.evaluate("'axe' in window"):  # half a megabyte, once per page
        page.evaluate(AXE_SCRIPT)
    options = {"runOnly": run_only, "resultTypes": ["violations"]}
    found = page.evaluate("([context, options]) => axe.run(context || document, options)", [context, options])
    return [
        f"{rule['id']} ({rule['impact']}) {' '.join(str(part) for part in node['target'])}: {node['html'][:160]} "
        f"{' '.join((node.get('failureSummary') or '').split())[:200]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
