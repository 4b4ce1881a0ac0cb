import pytest
from django.test import Client

from articles.search.excerpts import excerpt, marked
from articles.search.text import normalise
from articles.search.words import query_words
from tests.articles import factories as make

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


def test_a_query_is_cut_after_twelve_words():
    assert query_words("a b a") == (["a", "b"], False)
    assert query_words(" ".join(f"w{n}" for n in range(5_000)))[1]
    assert query_words("“Mayors”, (and) …")[0] == ["mayors", "and", "..."]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The Café is open", ["cafe"], "The <mark>Café</mark> is open"),
        ("Cafe\u0301 bar", ["cafe"], "<mark>Cafe\u0301</mark> bar"),
        ("a <b> & c", ["b"], "a &lt;<mark>b</mark>&gt; &amp; c"),
        ("nothing", ["x"], "nothing"),
        ("Straße", ["strasse"], "<mark>Straße</mark>"),
    ],
)
def test_found_words_are_marked(text: str, words: list[str], expected: str):
    assert marked(text, words) == expected


def test_an_excerpt_is_cut_between_words_around_the_found_one():
    text = " ".join(["before"] * 100 + ["needle"] + ["after"] * 100)
    found = excerpt(text, ["needle"])
    assert found.startswith("…before")
    assert "<mark>needle</mark>" in found
    assert found.endswith("after…")
    assert len(found) < 260


@pytest.mark.django_db
def test_every_word_must_occur_in_title_or_text(client: Client):
    make.article("Les municipalités du Nord", code="fr", summary="Résumé.", slug="nord")
    make.article("The north", slug="north")
    html = client.get("/fr/search/?q=MUNICIPALITE+resume").content.decode()
    assert '<a href="/fr/news/nord/">Les <mark>municipalité</mark>s du Nord</a>' in html
    assert "/en/news/north/" not in html
    assert "nord/" not in client.get("/fr/search/?q=municipalite+absent").content.decode()


@pytest.mark.django_db
def test_words_of_the_text_are_found_and_markup_is_not(client: Client):
    make.article("One", slug="one", body=[make.block("quotation", {"text": "A thermos flask.", "attribution": "Ana"})])
    assert "/en/news/one/" in client.get("/en/search/?q=thermos").content.decode()
    assert "/en/news/one/" not in client.get("/en/search/?q=blockquote").content.decode()


@pytest.mark.django_db
def test_signs_that_mean_something_to_a_database_are_plain_text(client: Client):
    make.article("Rate of 100%", slug="rate")
    make.article("snake_case", slug="snake")
    assert "rate/" in client.get("/en/search/?q=100%25").content.decode()
    assert "snake/" not in client.get("/en/search/?q=%25").content.decode()
    assert "snake/" in client.get("/en/search/?q=snake_").content.decode()
    assert "snake/" not in client.get("/en/search/?q=snake%25").content.decode()


@pytest.mark.django_db
def test_nothing_found_offers_the_topics(client: Client):
    html = client.get("/en/search/?q=zzz").content.decode()
    assert "No page in this language contains these words" in html
    assert 'href="/en/tags/"' in html
