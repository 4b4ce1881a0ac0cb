"""A person's browser: Debian's Chromium with a fresh profile, watched for what readers must never get."""

import itertools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
# Milliseconds. A limit, not a measure: other tests run on the same machine.
PATIENCE = 90_000
_addresses = itertools.count(1)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser; its absence is a failure, because what these tests hold would otherwise be unproved."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail("Chromium is not installed (Debian's package: chromium); the journeys need it.", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Watch:
    """What a browser met: errors of scripts, requests to elsewhere, answers that failed or allow too much."""

    origin: str
    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("request", self._on_request)
        context.on("response", self._on_response)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(f"{message.text} ({message.page.url if message.page else ''})")

    def _on_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("data", "blob", "about"):
            return
        if f"{parts.scheme}://{parts.netloc}" != self.origin:
            self.elsewhere.append(request.url)

    def _on_response(self, response: Response) -> None:
        if response.status >= 500:
            self.failures.append(f"{response.status} {response.url}")
        # Wagtail's admin needs inline styles; readers' pages must not.
        if response.request.resource_type == "document" and not urlsplit(response.url).path.startswith("/admin/"):
            policy = response.headers.get("content-security-policy", "")
            if "default-src 'none'" not in policy or "unsafe" in policy:
                self.failures.append(f"{response.url} has the content security policy “{policy}”")


class Person:
    """Somebody with a browser of their own. `page` is their window."""

    def __init__(
        self,
        browser: Browser,
        url: str,
        *,
        width: int = 1280,
        height: int = 900,
        scheme: str = "light",
        javascript: bool = True,
        touch: bool = False,
    ) -> None:
        self.url = url
        self.watch = Watch(url)
        options: dict[str, Any] = {"color_scheme": scheme, "java_script_enabled": javascript, "has_touch": touch}
        self.context = browser.new_context(
            viewport={"width": width, "height": height},
            locale="en-GB",
            reduced_motion="reduce",
            # What the site takes for the sender's address: limits of one journey do not meet those of another.
            extra_http_headers={"X-Forwarded-For": f"10.{next(_addresses) % 250}.0.1"},
            **options,
        )
        self.context.set_default_timeout(PATIENCE)
        self.context.set_default_navigation_timeout(PATIENCE)
        self.watch.follow(self.context)
        self.page: Page = self.context.new_page()

    def open(self, path: str) -> Page:
        """Goes to an address of the site (a path or a whole address)."""
        self.page.goto(path if path.startswith("http") else f"{self.url}{path}")
        return self.page

    def leave(self) -> None:
        self.context.close()
