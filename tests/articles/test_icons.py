import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.template.loader import render_to_string

NAMED_BY_THE_ISSUE = [
    "arrow-circle", "arrow-down-basic", "arrow-down", "arrow-left-small", "arrow-left", "arrow-right-small",
    "arrow-right", "arrow-up", "arrow", "close", "facebook", "linkedin", "search", "twitter", "video-icon",
]  # fmt: skip
ADDED = [
    "external", "menu", "calendar", "clock", "tag", "flag", "columns", "edit", "globe", "language", "machine",
    "reviewed", "share", "link", "copy", "mail", "rss", "x", "mastodon", "bluesky", "whatsapp",
]  # fmt: skip
SPRITE = Path(settings.BASE_DIR) / "static/icons/icons.svg"
SVG = "{http://www.w3.org/2000/svg}"


def symbols() -> list[ElementTree.Element]:
    return ElementTree.parse(SPRITE).getroot().findall(f"{SVG}symbol")


def test_the_sprite_has_exactly_the_named_icons_in_order():
    assert [symbol.get("id") for symbol in symbols()] == NAMED_BY_THE_ISSUE + ADDED


def test_all_icons_are_on_one_grid_and_take_the_colour_of_the_text():
    assert {symbol.get("viewBox") for symbol in symbols()} == {"0 0 24 24"}
    assert not re.search(r"\b(fill|stroke|style)=", SPRITE.read_text())


def test_an_icon_without_a_name_is_hidden_from_screen_readers():
    html = render_to_string("components/icon.html", {"name": "close"})
    assert 'aria-hidden="true"' in html
    assert "icons/icons.svg#close" in html


def test_an_icon_with_a_name_says_it():
    html = render_to_string("components/icon.html", {"name": "close", "label": "Close"})
    assert 'role="img" aria-label="Close"' in html
    assert "aria-hidden" not in html


def test_arrows_may_be_mirrored():
    assert 'class="icon flip"' in render_to_string("components/icon.html", {"name": "arrow", "flip": True})


@pytest.mark.parametrize("path", sorted(Path(settings.BASE_DIR, "templates").rglob("*.html")), ids=lambda p: p.name)
def test_templates_use_icons_that_exist_and_no_inline_style(path: Path):
    text = path.read_text()
    used = set(re.findall(r'components/icon\.html" with name="([^"]+)"', text))
    assert used <= {*NAMED_BY_THE_ISSUE, *ADDED}
    if "admin" not in path.parts and "wagtailadmin" not in path.parts:
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=", text)
