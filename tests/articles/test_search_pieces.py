"""Text and query cut, folded and stemmed: the same on both sides, so that they meet."""

import pytest

from articles.search.asking import ask
from articles.search.excerpts import excerpt, marked
from articles.search.pieces import pieces
from articles.search.stems import keys
from articles.search.text import normalise
from articles.search.typos import may_be_mistyped, one_letter_away

PAIRS = [
    ("Municipalité", "municipalite"),
    ("ÉCOLE", "école"),
    ("ﬁn", "fin"),
    ("Straße", "STRASSE"),
    ("Malmö", "malmo"),
    ("København", "kobenhavn"),
    ("مُدُن", "مدن"),
    ("مدينة", "مدينه"),
    ("أحمد", "احمد"),
    ("٢٠٢٢", "2022"),
    ("so\u00adcial", "social"),
    ("e\u0301cole", "\u00e9cole"),
]


@pytest.mark.parametrize(("text", "typed"), PAIRS)
def test_words_are_found_however_they_are_written(text: str, typed: str):
    assert normalise(text) == normalise(typed)


def test_marks_that_carry_meaning_are_kept():
    assert normalise("कि") != normalise("का")
    assert normalise("が") != normalise("か")


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("L’école d'été, qu’une", ["école", "été", "une"]),
        ("The city's safe-cities: 100%", ["The", "city", "safe", "cities", "100"]),
        ("Covid19 snake_case", ["Covid19", "snake", "case"]),
        ("安全 2022", ["安全", "全", "2022"]),
        ("ความ", ["คว", "วา", "าม", "ม"]),
        ("\x00 \u202e … <>", []),
    ],
)
def test_a_text_is_cut_into_words_and_pairs(text: str, cut: list[str]):
    assert [piece.text for piece in pieces(text)] == cut


@pytest.mark.parametrize(
    ("language", "one", "other", "same"),
    [
        ("en", "cities", "City", True),
        ("fr", "municipalités", "municipalite", True),
        ("es", "canciones", "canción", True),
        ("de", "Häuser", "Haus", True),
        ("ru", "города", "городе", True),
        ("ar", "وبالمدينة", "مدينة", True),
        ("ar", "وزارة", "الوزارة", True),
        ("ar", "تاب", "كتاب", False),
        ("uk", "міста", "місто", False),
        ("en", "2022", "2023", False),
    ],
)
def test_a_word_is_met_in_its_other_forms(language: str, one: str, other: str, same: bool):
    assert bool(set(keys(one, language)) & set(keys(other, language, asked=True))) is same


def test_one_wrong_letter_is_recognised():
    near = one_letter_away("mayor")
    assert {"mayo", "mayors", "maybr", "mayro"} <= set(near)
    assert "mayor" not in near
    assert len(near) == len(set(near)) < 320
    assert [may_be_mistyped(word) for word in ("may", "mayo", "2022", "a1bc", "x" * 26)] == [False, True] + [False] * 3


def test_a_query_is_cut_after_twelve_words_and_has_each_once():
    assert [slot.text for slot in ask("a b a", ["en"]).slots] == ["a", "b"]
    assert not ask("a b a", ["en"]).cut
    many = ask(" ".join(f"w{n}" for n in range(5_000)), ["en"])
    assert (len(many.slots), many.cut) == (12, True)
    assert [slot.text for slot in ask("“Mayors”, (and) …", ["en"]).slots] == ["mayors", "and"]
    assert len(ask("安全城市" * 100, ["zh-hans"]).slots) <= 24
    assert [(slot.text, slot.single) for slot in ask("水", ["ja"]).slots] == [("水", True)]


def forms(typed: str, language: str) -> frozenset[str]:
    return ask(typed, [language]).forms(language)


@pytest.mark.parametrize(
    ("text", "language", "typed", "expected"),
    [
        ("The Cafés are open", "en", "cafe", "The <mark>Cafés</mark> are open"),
        ("Cafe\u0301 bar", "fr", "café", "<mark>Cafe\u0301</mark> bar"),
        ("a <b> & c", "en", "b", "a &lt;<mark>b</mark>&gt; &amp; c"),
        ("nothing", "en", "x", "nothing"),
        ("Straße", "de", "strasse", "<mark>Straße</mark>"),
        ("في المدينة.", "ar", "مدينه", "في <mark>المدينة</mark>."),
        ("城市安全会议", "zh-hans", "安全会议", "城市<mark>安全会议</mark>"),
    ],
)
def test_found_words_are_marked_in_whole(text: str, language: str, typed: str, expected: str):
    assert marked(text, forms(typed, language), language) == expected


def test_an_excerpt_is_cut_between_words_around_the_found_one():
    text = " ".join(["before"] * 100 + ["needles"] + ["after"] * 100)
    found = excerpt(text, text.index("needles"), forms("needle", "en"), "en")
    assert found.startswith("…before")
    assert "<mark>needles</mark>" in found
    assert found.endswith("after…")
    assert len(found) < 260
    assert excerpt(text, -1, frozenset(), "en").startswith("before")


def test_an_excerpt_without_spaces_is_shorter():
    text = "夜" * 500 + "安全" + "街" * 500
    found = excerpt(text, 500, forms("安全", "ja"), "ja")
    assert "<mark>安全</mark>" in found
    assert len(found) < 150
