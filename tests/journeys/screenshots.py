"""Pictures of every kind of page, to be looked at: ``make screenshots``.

Writes var/screenshots/STATE-KIND.png for light, dark, a phone, Arabic, forced colours and print. Without ``--url`` it
starts the demonstration in a folder of its own; with it, a site must show the journeys' pages of errors as well.
"""

import argparse
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django
from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
TALLEST = 4_000  # px; below that a list repeats itself
_ALL_THERE = """async () => {
  for (const picture of document.images) picture.loading = "eager";
  await Promise.all([...document.images].map((picture) => picture.decode().catch(() => {})));
  await document.fonts.ready;
}"""


@dataclass(frozen=True)
class State:
    """How somebody sees the site."""

    language: str
    options: dict[str, Any]
    media: dict[str, Any]


STATES = {
    "light": State("en", {}, {}),
    "dark": State("fr", {"scheme": "dark"}, {}),
    "phone": State("es", {"width": 360, "height": 740}, {}),
    "arabic": State("ar", {}, {}),
    "arabic-phone": State("ar", {"width": 360, "height": 740}, {}),
    "forced": State("fr", {}, {"forced_colors": "active"}),
    "print": State("fr", {"width": 794}, {"media": "print"}),
}


def main() -> None:
    """Takes them all, or those that are named."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--url", help="a running site instead of one of our own")
    options.add_argument("--states", nargs="*", default=list(STATES), choices=STATES)
    options.add_argument("--kinds", nargs="*", default=[], help="kinds of pages; all of them without this")
    options.add_argument("--to", type=Path, default=ROOT / "var/screenshots")
    wanted = options.parse_args()
    wanted.to.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    from tests.journeys.browser import chromium

    with _site(wanted.url) as url, chromium() as browser:
        for name in wanted.states:
            _take(browser, url, name, wanted.kinds, wanted.to)


@contextmanager
def _site(url: str | None) -> Iterator[str]:
    if url:
        yield url.rstrip("/")
        return
    from tests.journeys.site import Site, make_template

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "template").mkdir()
        with Site(make_template(Path(folder) / "template"), Path(folder) / "site") as site:
            yield site.url


def _take(browser: Browser, url: str, name: str, kinds: list[str], folder: Path) -> None:
    """Every kind of page in one state, an article with its notice and a card of originals open as well."""
    from tests.journeys.addresses import IN_STATES, KINDS, Addresses
    from tests.journeys.browser import Person

    state = STATES[name]
    addresses = Addresses(url)
    found = {kind: addresses.of(state.language, kind) for kind in kinds or KINDS}
    if not kinds:
        found |= {key: addresses.article(key, language) for _, key, language in IN_STATES if language == state.language}
    person = Person(browser, url, **state.options)
    person.page.emulate_media(**state.media)
    for kind, address in found.items():
        page = person.open(address)
        page.evaluate(_ALL_THERE)
        for opened in (False, True):
            if opened:
                check = page.locator("[data-check]")
                if kind not in ("translation", "original") or not check.count() or not check.first.is_visible():
                    break
                page.locator(".notice > summary").click()
                check.first.click()
                page.locator("aside.card").wait_for()
            height = min(TALLEST, int(page.evaluate("document.documentElement.scrollHeight")))
            width = int(page.evaluate("innerWidth"))
            path = folder / f"{name}-{kind.replace(' ', '-')}{'-open' if opened else ''}.png"
            page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
    person.leave()
    print(f"{len(found)} pages, {name}: {folder}", flush=True)


if __name__ == "__main__":
    main()
