"""Everything that readers do works where no script runs."""

from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.addresses import fetch
from tests.journeys.patience import step
from tests.journeys.reading import Reader

WISH = "Una biblioteca cuesta menos."


@pytest.fixture
def reader(site, visit) -> Reader:
    return Reader(visit(site, width=360, javascript=False), "es")


def test_a_reader_without_scripts_reads_compares_and_reports(site, addresses, reader):
    page = reader.page
    with step("she comes by the menu, the list and the headline"):
        reader.person.open("/es/")
        page.get_by_role("button", name=reader.says("Menu")).click()
        page.get_by_role("navigation", name=reader.says("Main")).get_by_role("link", name=reader.says("News")).click()
        headline = addresses.page("es", "translation").tree.xpath("string(//h1)")
        page.get_by_role("main").get_by_role("link", name=headline).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(headline)
        assert reader.label
    with step("the explanation of the label opens"):
        page.locator(".notice summary").click()
        expect(
            page.locator(".notice").get_by_role("link", name=reader.says("Compare with the original"))
        ).to_be_visible()
    with step("the link at the end of a paragraph leads to its first sentence beside the original"):
        link = page.locator(".prose > p").first.locator("[data-check]")
        first = (link.get_attribute("data-check") or "").split()[0]
        link.click()
        assert page.url.endswith(f"parallel/#{first}")
        row = page.locator(f"#{first}")
        expect(row.locator("[lang=en]").first).not_to_be_empty()
    with step("one press reports it"):
        row.get_by_role("button", name=reader.says("Badly translated")).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(reader.says("Thank you"))
    with step("she adds what she would have written"):
        page.locator("[data-thanks] summary").click()
        page.locator("textarea[name=better]").fill(WISH)
        page.get_by_role("button", name=reader.says("Add")).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(reader.says("Your report"))
        expect(page.locator(".steps")).to_contain_text(WISH)
    assert reader.person.watch.elsewhere == []
    assert reader.person.context.cookies() == []


def test_a_reader_without_scripts_changes_the_language(addresses, reader):
    page = reader.person.open(addresses.of("es", "translation"))
    page.locator("nav.languages summary").first.click()
    page.locator("nav.languages").get_by_role("link", name="Français").click()
    assert page.url == addresses.of("fr", "translation")
    expect(page.locator("html")).to_have_attribute("lang", "fr")


def test_a_reader_without_scripts_changes_the_language_of_the_site(addresses, reader):
    page = reader.person.open("/es/tags/")
    page.get_by_role("button", name="Español").click()
    page.locator("#site-languages").locator("[hreflang=ar]").click()
    assert page.url == addresses.of("ar", "tags")


def test_a_reader_without_scripts_searches(addresses, reader):
    page = reader.person.open("/es/")
    page.get_by_role("button", name=reader.says("Menu")).click()
    page.get_by_role("navigation", name=reader.says("Main")).get_by_role("link", name=reader.says("Search")).click()
    article = addresses.page("es", "translation").tree.xpath("string(//h1)")
    page.get_by_role("searchbox").fill(article)
    page.get_by_role("button", name=reader.says("Search", context="button")).click()
    page.get_by_role("main").get_by_role("link", name=article).click()
    assert page.url == addresses.of("es", "translation")


def short_address(page: Page) -> str:
    """Where shared links lead, in any script the same few letters."""
    return page.locator("link[rel=shortlink]").get_attribute("href") or ""


def test_a_reader_without_scripts_shares(addresses, reader):
    """The links lead to the services with the article's short address; nothing is asked of them before."""
    page = reader.person.open(addresses.of("es", "translation"))
    short = short_address(page)
    assert fetch(short).url == addresses.of("es", "translation")
    links = page.locator(".share a").all()
    targets = [link.get_attribute("href") or "" for link in links]
    for host in ("linkedin.com", "x.com", "facebook.com", "bsky.app", "wa.me", "mailto:", "/share/mastodon/"):
        [target] = [target for target in targets if host in target.split("?")[0]]
        assert short in unquote(target), host
    assert page.locator(".share button:visible").count() == 0
    assert reader.person.watch.elsewhere == []


def test_a_reader_without_scripts_shares_on_a_server_of_her_own(addresses, reader):
    page = reader.person.open(addresses.of("es", "translation"))
    short = short_address(page)
    page.context.route("https://mastodon.example/**", lambda route: route.fulfill(body="her server"))
    page.locator(".share a[href*='/share/mastodon/']").click()
    page.get_by_label(reader.says("Your server")).fill("@ana@mastodon.example")
    page.get_by_role("button", name=reader.says("Go to my server")).click()
    page.wait_for_url("https://mastodon.example/share?**")
    assert short in unquote(page.url)
