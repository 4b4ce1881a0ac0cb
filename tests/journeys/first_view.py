"""What a first visit to a page costs: requests, bytes as they are sent compressed, shifts of what is on the screen."""

import gzip
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Response, Route

from tests.journeys.browser import Person

TEXT = ("document", "stylesheet", "script")
_SHIFTS = """() => new Promise((done) => {
  const place = (rect) => `${rect.x}, ${rect.y}, ${rect.width} × ${rect.height}`;
  const words = (node) => node?.outerHTML?.slice(0, 100) ?? node?.textContent;
  const tell = (source) => `${words(source.node)}: ${place(source.previousRect)} → ${place(source.currentRect)}`;
  const observer = new PerformanceObserver(() => {});
  observer.observe({ type: "layout-shift", buffered: true });
  done(observer.takeRecords().map((entry) => [entry.value, ...entry.sources.map(tell)]));
})"""
# Pictures below the window that the browser fetches ahead, at leisure.
_AHEAD = """() => [...document.images]
  .filter((image) => image.loading === "lazy" && image.getBoundingClientRect().top > innerHeight)
  .map((image) => image.currentSrc)"""
_NEXT_FRAME = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@dataclass(frozen=True)
class Loaded:
    """One answer to the browser."""

    kind: str  # document, stylesheet, script, font, image, other
    path: str
    bytes: int


@dataclass(frozen=True)
class FirstView:
    """What one page asked for before anybody scrolls, with no copy of anything at hand."""

    loaded: list[Loaded]
    shifts: list[str]

    def bytes(self, *kinds: str) -> int:
        return sum(one.bytes for one in self.loaded if one.kind in kinds or not kinds)

    def paths(self, kind: str) -> list[str]:
        return [one.path for one in self.loaded if one.kind == kind]


def first_view(reader: Person, address: str) -> FirstView:
    """Opens a page with fonts and pictures that come only after the text is on the screen, as on a slow line."""
    answers: list[Response] = []
    held: list[Route] | None = []

    def hold(route: Route) -> None:
        route.continue_() if held is None else held.append(route)

    reader.page.on("response", lambda answer: answers.append(answer))
    reader.context.route(lambda url: url.endswith((".woff2", ".webp", ".avif", ".jpg", ".png")), hold)
    reader.page.goto(address, wait_until="domcontentloaded")
    reader.page.evaluate(_NEXT_FRAME)
    late, held = held or [], None
    for route in late:
        route.continue_()
    reader.page.wait_for_load_state("networkidle")
    reader.page.evaluate("document.fonts.ready.then(() => true)")
    reader.page.evaluate(_NEXT_FRAME)
    shifts = [str(shift) for shift in reader.page.evaluate(_SHIFTS)]
    ahead = reader.page.evaluate(_AHEAD)
    return FirstView([_loaded(answer) for answer in answers if answer.url not in ahead], shifts)


def _loaded(answer: Response) -> Loaded:
    body = answer.body()
    kind = answer.request.resource_type
    is_text = kind in TEXT or answer.url.endswith(".svg")
    return Loaded(kind, urlsplit(answer.url).path, len(gzip.compress(body, 6)) if is_text else len(body))
