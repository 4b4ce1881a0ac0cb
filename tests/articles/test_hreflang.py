"""The check of languages that name each other, and a small site that passes it."""

from io import StringIO

import pytest
from django.core.management import call_command

from articles.hreflang import Head, head_of, problems
from tests.articles import factories as make

EN, FR, ROOT = "http://x/en/a/", "http://x/fr/b/", "http://x/"
BOTH = {"en": EN, "fr": FR, "x-default": EN}


def found(heads: dict[str, Head], sitemap: dict[str, dict[str, str]] | None = None) -> list[str]:
    return [problem.text for problem in problems(heads, sitemap or {}, frozenset([ROOT]))]


def page(url: str = EN, **changes) -> Head:
    facts = {"status": 200, "language": url.split("/")[3], "canonical": url, "alternates": BOTH}
    return Head(**{**facts, **changes})


GOOD = {EN: page(), FR: page(FR)}


def test_pages_that_name_each_other_pass():
    assert found(GOOD, {EN: {"en": EN, "fr": FR}}) == []
    start = {"en": "http://x/en/", "x-default": ROOT}
    assert found({"http://x/en/": page("http://x/en/", alternates=start)}) == []


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({EN: page(), FR: Head(404)}, "answers 404"),
        ({EN: page(), FR: page(FR, language="en")}, "its address is in fr"),
        ({EN: page(canonical=FR), FR: page(FR)}, "canonical is"),
        ({EN: page(alternates={}), FR: page(FR)}, "names no versions"),
        ({EN: page(alternates={"fr": FR, "x-default": FR}), FR: page(FR)}, "does not name itself"),
        ({EN: page(alternates={"en": EN, "fr": FR}), FR: page(FR)}, "x-default"),
        ({EN: page(alternates={**BOTH, "x-default": "http://x/es/"}), FR: page(FR)}, "is none of its versions"),
        ({EN: page(), FR: page(FR, alternates={"fr": FR, "x-default": FR})}, "does not name it"),
        ({EN: page(), FR: page(FR, alternates={**BOTH, "x-default": FR})}, "names other versions"),
        ({EN: page()}, "answers nothing"),
        ({EN: page(twice=frozenset(["fr"])), FR: page(FR)}, "two addresses as fr"),
    ],
)
def test_what_is_wrong_is_said(wrong: dict[str, Head], words: str):
    assert any(words in text for text in found(wrong)), found(wrong)


def test_a_sitemap_that_says_otherwise_is_found():
    assert "the sitemap names" in found(GOOD, {EN: {"en": EN, "fr": "http://x/fr/c/"}})[0]


def test_a_head_is_read():
    html = (
        f'<html lang="fr" dir="ltr"><head><link rel="canonical" href="{FR}"><link rel="alternate" type="a/b" href="f">'
    )
    html += f'<link rel="alternate" hreflang="en" href="{EN}"></head><body><link rel="canonical" href="no">'
    assert head_of(200, html) == Head(200, "fr", FR, {"en": EN})
    assert head_of(410, html) == Head(410)


@pytest.mark.django_db
def test_a_small_site_passes_and_a_wrong_one_does_not(monkeypatch):
    article = make.article(authors=[make.author()])
    make.version(article, "fr")
    make.article("قمة المدن", code="ar")
    make.version(make.standard("About us"), "es")
    out = StringIO()
    call_command("check_hreflang", stdout=out)
    rows = [line.split() for line in out.getvalue().splitlines()]
    assert [row[0] for row in rows] == ["language", "ar", "en", "es", "fr", "all"]
    assert rows[-1][-1] == "0"
    assert int(rows[-1][1]) > 20
    monkeypatch.setattr("articles.views.home.same_view_in_all_languages", lambda name, language: [])
    with pytest.raises(SystemExit):
        call_command("check_hreflang", stdout=out)
    assert "the page does not" in out.getvalue()
