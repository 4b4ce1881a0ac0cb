"""What no engine may touch is taken out and put back."""

import pytest
from hypothesis import given, settings

from i18n.engines.masking import mask, pieces_in
from i18n.engines.tags import plain, valid_coded
from tests.i18n.engines.coded_texts import coded_texts


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("See https://oslo.no/a?b=1&c=(2).", ["https://oslo.no/a?b=1&c=(2)"]),
        ("(https://oslo.no/x)", ["https://oslo.no/x"]),
        ("at www.oslo.no, today", ["www.oslo.no"]),
        ("weather.com said", ["weather.com"]),
        ("write to anna.b+c@city.example.org!", ["anna.b+c@city.example.org"]),
        ("follow @oslo and @anna@mastodon.social.", ["@oslo", "@anna@mastodon.social"]),
        ("#SafeCities is number #1", ["#SafeCities"]),
        ("run `rm -rf` and {name}", ["`rm -rf`", "{name}"]),
        ("the end.Next sentence, e.g. this, U.S. and 3.14", []),
        ("\ue001 private", ["\ue001"]),
    ],
)
def test_pieces(text: str, pieces: list[str]) -> None:
    assert [text[start:end] for start, end in pieces_in(text)] == pieces


def test_names_are_masked_as_whole_words() -> None:
    text = "Nordic Safe Cities met; Nordic Safe Citiesness did not."
    assert [text[a:b] for a, b in pieces_in(text, ["Nordic Safe Cities", "Nordic"])] == ["Nordic Safe Cities", "Nordic"]


def test_link_around_an_address_is_masked_whole() -> None:
    masked = mask("Go to <1>https://x.org</1> now.")
    assert masked.text == "Go to <2/> now." or masked.text == "Go to <3/> now."
    assert masked.restore(masked.text) == "Go to <1>https://x.org</1> now."


def test_kept_tags_are_masked_with_their_words() -> None:
    masked = mask("Type <1>make run</1> here", keep={1})
    assert plain(masked.text) == "Type  here"
    assert masked.restore(masked.text) == "Type <1>make run</1> here"


def test_nothing_to_translate() -> None:
    assert not mask("<1>https://x.org</1> 2022 😀").translatable()
    assert mask("<1>https://x.org</1> and").translatable()


@given(text=coded_texts())
@settings(max_examples=200, deadline=None)
def test_masking_loses_nothing(text: str) -> None:
    masked = mask(text, keep={2})
    assert masked.restore(masked.text) == text
    assert valid_coded(masked.text)
