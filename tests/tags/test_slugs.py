import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tags.slugs import LONGEST, clean_text, first_free, make_slug, normal


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Local democracy", "local-democracy"),
        ("Mode d’emploi", "mode-d-emploi"),
        ("Sécurité & prévention", "sécurité-prévention"),
        ("مدن الشمال", "مدن-الشمال"),
        ("الشـــمال", "الشمال"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("日本のニュース", "日本のニュース"),
        ("  --A/B?c=1#d  ", "a-b-c-1-d"),
        ("🚲 ❤️", ""),
        ("…!?", ""),
        ("\ud800", ""),
        ("a\x00b", "a-b"),
    ],
)
def test_slug_keeps_letters_of_every_script(text: str, slug: str) -> None:
    assert make_slug(text) == slug


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_slug_of_any_text_is_safe_in_addresses_and_stays_the_same(text: str) -> None:
    slug = make_slug(text)
    assert make_slug(slug) == slug
    assert normal(slug) == slug
    assert len(slug) <= LONGEST
    assert not set(slug) & set("/?#%&+ \x00\n\\")
    assert slug.strip("-") == slug
    slug.encode()


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(categories=["Lu", "Ll", "Lo", "Mn", "Nd"]), max_size=40))
def test_decomposed_and_composed_spellings_are_one_slug(text: str) -> None:
    assert make_slug(unicodedata.normalize("NFD", text)) == make_slug(unicodedata.normalize("NFC", text))


def test_label_is_one_clean_line() -> None:
    assert clean_text(" Peace\x00 and\n\tquiet\u202e ") == "Peace and quiet"
    assert clean_text("e\u0301te\u0301") == "été"
    assert clean_text(None) == ""
    assert clean_text("می‌خواهم") == "می‌خواهم"  # the zero-width non-joiner is part of the word


def test_a_taken_slug_gets_the_first_free_number() -> None:
    assert first_free("peace", {"peace", "peace-2"}.__contains__) == "peace-3"
    assert first_free("peace", set[str]().__contains__) == "peace"
