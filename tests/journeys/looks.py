"""What is wrong with the page in a reader's window: accessibility, width, console, requests, traces."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.journeys.addresses import REFUSED, STATUS
from tests.journeys.browser import Person

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 1280)
SCHEMES = ("light", "dark")
# Themes differ in colours alone (test_themes_differ_in_colours_alone): in the second, only these rules can say more.
OF_COLOURS = ["color-contrast", "link-in-text-block"]
_STORED = """async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage),
  ...(await indexedDB.databases()).map((database) => database.name),
  ...(globalThis.caches ? await caches.keys() : []), document.cookie,
].filter(Boolean)"""


def look_at(reader: Person, kind: str) -> list[str]:
    """Everything that is wrong with the page in the window."""
    page = reader.page
    problems = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        problems += look_at_width(page, width)
    status = (STATUS | REFUSED).get(kind)
    on_purpose = f"the server responded with a status of {status}" if status else None
    problems += [f"console: {e}" for e in reader.watch.errors if not (on_purpose and on_purpose in e)]
    problems += [f"asked elsewhere: {url}" for url in reader.watch.elsewhere]
    problems += [f"failed: {answer}" for answer in reader.watch.failures if not answer.startswith(str(status))]
    problems += [f"cookie: {cookie['name']}" for cookie in reader.context.cookies()]
    problems += [f"stored: {name}" for name in page.evaluate(_STORED)]
    return problems


def look_at_width(page: Page, width: int) -> list[str]:
    """What axe-core says of the page as it stands, in both themes, and whether it is too wide."""
    problems = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        rules = None if scheme == SCHEMES[0] else OF_COLOURS
        problems += [f"{width} px, {scheme}: {found}" for found in violations(page, rules=rules)]
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if overflow > 0:
        problems.append(f"{width} px: scrolls sideways by {overflow} px")
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
