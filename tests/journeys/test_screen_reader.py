"""Somebody who hears the page: the state, an original, a report and its outcome, by the accessibility tree and keys."""

import pytest

from tests.journeys.tree import Tree, clickable_text
from tests.journeys.words import say


@pytest.mark.parametrize(("key", "language"), [("nordic-safe-cities-summit", "fr"), ("european-mobility-week", "ar")])
def test_a_listener_learns_the_state_hears_an_original_and_reports(site, visit, addresses, key, language):
    page = visit(site).open(addresses.article(key, language))
    tree = Tree(page)

    # Right after the headline: what this text is, in words, and folded what it means.
    [headline] = [node for node in tree.all("heading") if node.properties["level"] == 1]
    notice = tree.one("DisclosureTriangle", say(language, "Partly checked"))
    order = list(tree.nodes)
    between = order[order.index(headline.id) + 1 : order.index(notice.id)]
    assert not {tree.nodes[one].role for one in between} & {"heading", "link", "paragraph", "button"}
    assert notice.properties["expanded"] is False
    # Versions are a named list of links that say language and state.
    versions = tree.one("navigation", say(language, "This article in other languages"))
    assert tree.one("link", say(language, "Machine translation"), within=versions).name.startswith("Español")
    # A change of state within the text is heard where it happens.
    article = tree.all("article")[0]  # those of the same topics come after it
    for words in ("[checked]", "[not checked]"):
        assert tree.all("StaticText", say(language, words), within=article), words

    # An original: the link at the end of a paragraph says that it opens something, and for which paragraph.
    check = page.locator("[data-check]").first
    name = " ".join(check.inner_text().split())
    link = tree.one("link", name)
    assert link.properties["expanded"] is False
    check.focus()
    page.keyboard.press("Enter")
    page.locator("aside.card").wait_for()
    tree = Tree(page)
    assert tree.one("link", name).properties["expanded"] is True
    card = tree.focused
    assert (card.role, card.name) == ("complementary", name)
    originals = page.locator("aside.card [lang]").all_inner_texts()
    assert originals[0] in tree.text(card)

    # A report: the button says what and which sentence; its answer is a live region, and the reader is there.
    [button, *_] = tree.all("button", say(language, "Badly translated"), within=card)
    assert any(character.isdigit() for character in button.name)
    page.get_by_role("button", name=button.name, exact=True).focus()
    page.keyboard.press("Enter")
    page.locator("aside.card [data-thanks]").wait_for()
    tree = Tree(page)
    answer = tree.focused
    assert (answer.role, answer.properties.get("live")) == ("status", "polite")
    assert say(language, "Report received.") in tree.text(answer)

    # Escape leads back to the paragraph.
    page.keyboard.press("Escape")
    assert Tree(page).focused.name == link.name
    assert clickable_text(page) == []


@pytest.mark.parametrize("kind", ["home", "tag", "search", "parallel", "report form", "status"])
def test_no_text_calls_itself_clickable(site, visit, addresses, kind):
    page = visit(site).open(addresses.of("ar", kind))
    assert clickable_text(page) == []
    tree = Tree(page)
    for landmark in ("banner", "main", "contentinfo"):
        tree.one(landmark)
    assert len([node for node in tree.all("heading") if node.properties["level"] == 1]) == 1
    assert [
        node for role in ("link", "button", "textbox", "combobox") for node in tree.all(role) if not node.name
    ] == []
