"""The page of an author, in each language."""

import pytest
from django.test import Client

from tests.articles import factories as make

pytestmark = pytest.mark.django_db


def test_an_author_page_tells_who_it_is_and_what_they_wrote(client: Client):
    ana = make.author("Ana Lund", role_en="Prevention team", biography_en="First.\n\nSecond.", biography_fr="Née ici.")
    page = make.article("A day in the city", authors=[ana])
    make.version(page, "fr")
    make.structure("ar")
    english, french, arabic = (client.get(ana.path(code)).content.decode() for code in ("en", "fr", "ar"))
    assert "<p>First.</p>\n\n<p>Second.</p>" in english
    assert "A day in the city" in english
    assert "<p>Née ici.</p>" in french
    assert "fr: A day in the city" in french
    assert '<div class="narrow" lang="en" dir="ltr"><p>First.</p>' in arabic
    assert f'hreflang="ar" href="http://testserver{ana.path("ar")}"' in french


def test_markup_in_a_biography_stays_text(client: Client):
    ana = make.author("Ana Lund", biography_en="<script>alert(1)</script>")
    assert "<script>alert" not in client.get(ana.path("en")).content.decode()


def test_former_addresses_of_an_author_lead_to_the_present_one(client: Client):
    ana = make.author("Ana Lund")
    for slug in ("ana", "ana-b"):
        ana.slug = slug
        ana.save()
    for old in ("ana-lund", "ana"):
        answer = client.get(f"/fr/authors/{old}/?page=1")
        assert (answer.status_code, answer.headers["Location"]) == (301, "/fr/authors/ana-b/?page=1")
    # Back to the first: no loop. An address that somebody else takes is theirs.
    ana.slug = "ana-lund"
    ana.save()
    assert client.get("/en/authors/ana-lund/").status_code == 200
    assert client.get("/en/authors/ana-b/").headers["Location"] == "/en/authors/ana-lund/"
    make.author("Ana Berg", slug="ana")
    assert "Ana Berg" in client.get("/en/authors/ana/").content.decode()
    # A new author of the same name gets an address that was never anybody's.
    assert make.author("Ana B").slug == "ana-b-2"


def test_two_authors_swap_their_addresses(client: Client):
    one, two = make.author("One"), make.author("Two")
    one.slug = "between"
    one.save()
    two.slug = "one"
    two.save()
    one.slug = "two"
    one.save()
    assert '<h1 translate="no">Two</h1>' in client.get("/en/authors/one/").content.decode()
    assert '<h1 translate="no">One</h1>' in client.get("/en/authors/two/").content.decode()
    assert client.get("/en/authors/between/").headers["Location"] == "/en/authors/two/"


def test_an_arabic_slug_redirects_too(client: Client):
    author = make.author("منى", slug="منى")
    author.slug = "منى-سعيد"
    author.save()
    answer = client.get("/ar/authors/منى/")
    assert answer.status_code == 301
    assert client.get(answer.headers["Location"]).status_code == 200


def test_who_is_no_author_is_not_found(client: Client):
    make.structure("en")
    assert client.get("/en/authors/nobody/").status_code == 404
