"""A first visit is small, quick and still: bytes, requests and shifts, with no copy of anything at hand.

Fonts and pictures are held back until the text is on the screen, so that a page that moves when they come is found out.
"""

import pytest

from tests.journeys.addresses import fetch
from tests.journeys.first_view import TEXT, first_view

KILOBYTE = 1024


@pytest.mark.parametrize("width", [360, 1280])
def test_an_article_without_a_picture_is_small(site, visit, addresses, width):
    view = first_view(visit(site, width=width), addresses.article("world-cities-day", "en"))
    assert view.paths("image") == []
    assert view.bytes(*TEXT) <= 25 * KILOBYTE
    assert view.bytes("font") <= 95 * KILOBYTE
    assert len(view.loaded) <= 8
    assert view.shifts == []


@pytest.mark.parametrize("width", [360, 1280])
def test_an_arabic_article_with_its_picture_is_small_and_asks_for_no_latin_font(site, visit, addresses, width):
    view = first_view(visit(site, width=width), addresses.article("nordic-safe-cities-summit", "ar"))
    assert len(view.paths("image")) == 1
    assert view.bytes() <= 120 * KILOBYTE
    assert view.bytes(*TEXT) <= 25 * KILOBYTE
    assert view.paths("font") == []
    assert view.shifts == []


@pytest.mark.parametrize(
    ("kind", "width"), [("home", 360), ("tag", 1280), ("search", 360), ("parallel", 1280), ("translation", 360)]
)
def test_nothing_moves_while_the_rest_comes(site, visit, addresses, kind, width):
    language = "en" if kind != "translation" else "fr"
    view = first_view(visit(site, width=width), addresses.of(language, kind))
    assert view.shifts == []
    assert view.bytes(*TEXT) <= 30 * KILOBYTE


def test_pictures_come_in_widths_and_small_formats_and_keep_their_place(addresses):
    """What a browser needs to choose, and to keep the room before anything has come."""
    tree = fetch(addresses.article("nordic-safe-cities-summit", "ar")).tree
    for picture in tree.xpath("//main//picture"):
        [image] = picture.xpath(".//img")
        assert int(image.get("width")) > 0
        assert int(image.get("height")) > 0
        small = picture.xpath(".//source[@type='image/webp' or @type='image/avif']/@srcset")
        assert small
        assert all(srcset.count(",") >= 1 for srcset in small)
