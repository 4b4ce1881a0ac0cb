"""Our own part of the admin, accessible on every screen, in both themes, from the left and from the right."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from articles.demo.people import PASSWORD
from tests.journeys.desk import Desk
from tests.journeys.looks import OF_COLOURS, SCHEMES, violations

# Wagtail's frame around our part (menu, header, toasts) is Wagtail's to mend.
OURS = ".review-panel"
HEADLINE = "A week without the car, and what it leaves behind"
# Somebody who may see every screen, with a language of the interface.
_ACCOUNT = """
from django.contrib.auth import get_user_model
from wagtail.users.models import UserProfile
person = get_user_model().objects.create_superuser("sees-{0}", "sees-{0}@example.org", "{1}")
UserProfile.objects.create(user=person, preferred_language="{0}")
"""
_PASTED = "أسبوع بلا سيارة وما يبقى منه\n\nتجرّب مدن في أنحاء أوروبا شوارع أقل سيارات من 16 إلى 22 سبتمبر.\n"


@dataclass
class Tour:
    """Every translation screen in one window. `stops` says what stands there; of a dialog, its CSS."""

    desk: Desk
    review: str = ""  # address of the review of an Arabic version, partly checked

    @property
    def page(self) -> Page:
        return self.desk.page

    def stops(self) -> Iterator[str]:
        yield from self._lists()
        yield from self._review()
        yield from self._beside()

    def _open(self, path: str) -> None:
        answer = self.page.goto(path if path.startswith("http") else f"{self.desk.person.url}{path}")
        assert answer is not None and answer.ok, path

    def _lists(self) -> Iterator[str]:
        for name in ("", "queue/", "reports/", "figures/", "disclosure/", "roles/", "hours/"):
            self._open(f"/admin/translations/{name}")
            yield name or "list"
            if name == "queue/":
                self.page.locator(".minutes button").first.click()
                self.page.wait_for_url("**/sets/*/")
                yield "set of work"
            if name in ("reports/", "roles/"):
                self.page.locator(f"{OURS} :is(.reports, tbody) a").first.click()
                self.page.wait_for_url(f"**/{name}*/")
                yield f"one of {name}"

    def _review(self) -> Iterator[str]:
        self._open("/admin/translations/?language=ar")
        article = self.page.locator("section.article", has_text=HEADLINE)
        self.review = article.locator("li.line a").first.get_attribute("href") or ""
        self._open(f"{self.review}?show=reported")
        yield "reported sentences"
        self._open(self.review)
        row = self.page.locator(".segment[data-open]").first
        row.get_by_role("textbox").first.focus()
        for part in (".order", ".comments", ".history"):
            row.locator(f"{part} > summary").click()
        self.page.locator(".search-panel > summary").click()
        yield "review with everything unfolded"
        self.page.locator("[data-help]").click()
        yield "dialog[open]"

    def _beside(self) -> Iterator[str]:
        sentence = self.page.locator(".segment[data-open]").first.get_attribute("data-id")
        for rest in (f"record/{sentence}/", "concordance/?q=city", "replace/?q=مدينة&with=بلدة", "paste/"):
            self._open(self.review + rest)
            yield rest
        self.page.locator("textarea[name=text]").fill(_PASTED)
        self.page.locator("form.paste button").click()
        self.page.wait_for_url("**/pasted/*/")
        yield "pasted pairs"
        self.page.locator(".pair textarea").first.press("F1")
        yield "dialog[open]"


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ar", "dark")])
def test_every_translation_screen_is_accessible(site, visit, addresses, language, scheme):
    """All rules in one theme, those about colours in the other."""
    site.manage("shell", "--command", _ACCOUNT.format(language, PASSWORD))
    report_a_sentence(visit(site, javascript=False).page, addresses.article("european-mobility-week", "ar"))
    person = visit(site, scheme=scheme)
    tour = Tour(Desk(person, f"sees-{language}"))
    [other] = [one for one in SCHEMES if one != scheme]
    found = []
    for name in tour.stops():
        part = name if name.startswith("dialog") else OURS
        found += [f"{name}: {problem}" for problem in violations(tour.page, part)]
        tour.page.emulate_media(color_scheme=other)
        found += [f"{name}, {other}: {problem}" for problem in violations(tour.page, part, rules=OF_COLOURS)]
        tour.page.emulate_media(color_scheme=scheme)
    assert found == []
    assert person.watch.errors == []
    assert person.watch.elsewhere == []


def report_a_sentence(page: Page, article: str) -> None:
    """As a reader does, with one press."""
    page.goto(f"{article}parallel/")
    page.locator("main form button").nth(8).click()
    page.wait_for_url("**/report/*/?sent")
