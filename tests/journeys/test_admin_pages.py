"""Our own part of the admin: the list of translations and the review, accessible in both themes."""

import pytest

from tests.journeys.desk import Desk
from tests.journeys.looks import violations
from tests.journeys.review import Review

# Wagtail's frame around our part (menu, header, toasts) is Wagtail's to mend.
OURS = ".review-panel"
HEADLINE = "Nordic cities compare notes on safety at a summit in Copenhagen"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_translation_screens_are_accessible(site, visit, addresses, scheme):
    addresses.of("fr", "translation")
    screen = Review(Desk(visit(site, scheme=scheme), "translator-fr"))
    page = screen.page
    screen.open_list()
    found = [f"list: {problem}" for problem in violations(page, OURS)]
    screen.open(HEADLINE, "Français")
    screen.field(screen.page.locator(".segment[data-open]").first).focus()
    page.locator(".segment.active .history summary").click()
    found += [f"review: {problem}" for problem in violations(page, OURS)]
    assert [problem for problem in found if "(serious)" in problem or "(critical)" in problem] == []
    assert screen.desk.person.watch.errors == []
    assert screen.desk.person.watch.elsewhere == []
