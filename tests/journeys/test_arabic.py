"""Arabic: right to left on every page, with its own slugs, dates, plurals and mirrored arrows."""

import re
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import expect

from tests.journeys.addresses import KINDS
from tests.journeys.words import count

ARABIC = re.compile(r"[\u0600-\u06ff]")
LATIN = re.compile(r"[A-Za-z]")
_MIRRORED = "icons => icons.map(icon => getComputedStyle(icon).scale)"


@pytest.mark.parametrize("kind", KINDS)
def test_each_page_is_right_to_left(addresses, kind):
    tree = addresses.page("ar", kind).tree
    assert (tree.get("lang"), tree.get("dir")) == ("ar", "rtl")
    # Whatever is not Arabic says so, or is set apart from the direction around it.
    for element in tree.xpath("//body//*[@lang and not(starts-with(@lang, 'ar'))]"):
        inherited = element.xpath("ancestor-or-self::*[@dir][1]/@dir")[-1]
        assert inherited == "ltr", element.text_content()[:80]


def test_the_page_is_laid_out_from_the_right(site, visit, addresses):
    page = visit(site).open(addresses.of("ar", "translation"))
    brand, menu = page.locator(".brand").bounding_box(), page.locator("#nav").bounding_box()
    assert brand["x"] > menu["x"]
    paragraph = page.locator(".prose > p").first
    assert paragraph.evaluate("p => getComputedStyle(p).direction") == "rtl"
    assert paragraph.evaluate("p => getComputedStyle(p).textAlign") in ("start", "right")


@pytest.mark.parametrize(("language", "scale"), [("ar", "-1 1"), ("en", "none")])
def test_arrows_point_where_the_text_runs(site, visit, addresses, language, scale):
    person = visit(site)
    for kind in ("home", "tag", "parallel"):
        page = person.open(addresses.of(language, kind))
        arrows = page.locator("main .icon.flip")
        assert set(arrows.evaluate_all(_MIRRORED)) == {scale}, kind


def test_slugs_are_in_arabic_letters(addresses):
    for kind in ("translation", "tag", "kind"):
        slug = unquote(urlsplit(addresses.of("ar", kind)).path).strip("/").rsplit("/", 1)[-1]
        assert ARABIC.search(slug), slug
        assert not LATIN.search(slug), slug


def test_dates_are_in_arabic(addresses):
    [date] = addresses.page("ar", "translation").tree.xpath("//dl[@class='facts']//time")
    assert date.get("datetime") == "2022-11-02"
    assert date.text_content() == "2 نوفمبر 2022"


def test_numbers_take_one_of_six_plural_forms():
    forms = ("%(count)s article, newest first", "%(count)s articles, newest first")
    said = {number: count("ar", *forms, number) for number in (1, 2, 3, 11, 100)}
    words = {text.replace(str(number), "") for number, text in said.items()}
    assert len(words) >= 4, said


def test_a_reader_finds_an_article_by_words_in_arabic(site, visit, addresses):
    page = visit(site, width=360).open("/ar/search/")
    headline = addresses.page("ar", "translation").tree.xpath("string(//h1)")
    page.get_by_role("searchbox").fill(headline.split()[0])
    page.keyboard.press("Enter")
    expect(page.locator(".results").get_by_role("link", name=headline)).to_be_visible()
