"""Every public address carries its language and never answers in another."""

import re
from unicodedata import normalize

import pytest
from django.test import Client
from lxml import html
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from articles import languages
from articles.models import ArticlePage
from tests.articles import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("fr", "/fr/"),
        ("fr-CA,en;q=0.5", "/fr/"),
        ("en;q=0.2, ar;q=0.9, fr;q=0.5", "/ar/"),
        ("de, es;q=0.1", "/es/"),
        ("de", "/en/"),
        ("*", "/en/"),
        ("", "/en/"),
        ("fr;q=0", "/en/"),
        ("fr;q=nan, es;q=0.1", "/es/"),
        ("fr;q=inf, es;q=0.1", "/es/"),
        ("fr;q=9, es;q=0.1", "/es/"),
        ("fr;q=, es;q=0.1", "/es/"),
        (";;;,,,q=1", "/en/"),
        ("x" * 10_000, "/en/"),
        ("fr," * 5_000, "/fr/"),
        ("<script>alert(1)</script>", "/en/"),
    ],
)
def test_the_root_follows_the_browser_without_a_cookie(client: Client, header: str, expected: str):
    response = client.get("/", headers={"accept-language": header})
    assert (response.status_code, response.headers["Location"]) == (302, expected)
    assert response.headers["Vary"] == "Accept-Language"
    assert not response.cookies


def test_a_language_without_an_article_is_passed_over_and_its_home_says_where_there_are_some(client: Client):
    make.structure("fr")
    make.article("A day in the city")
    for header, expected in (("fr, ar;q=0.5", "/en/"), ("fr", "/en/"), ("ar, en;q=0.1, fr;q=0.5", "/en/")):
        assert client.get("/", headers={"accept-language": header}).headers["Location"] == expected
    assert 'href="/fr/news/?show=others"' in client.get("/fr/").content.decode()
    assert b"A day in the city" in client.get("/fr/news/?show=others").content
    assert 'show=others"' not in client.get("/en/").content.decode()


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("/FR/", "/fr/"),
        ("/fr_FR/news/", "/fr/news/"),
        ("/fr-ca/tags/?page=2", "/fr/tags/?page=2"),
        ("/En/search/?q=a b", "/en/search/?q=a%20b"),
    ],
)
def test_a_language_has_one_spelling(client: Client, asked: str, expected: str):
    response = client.get(asked)
    assert (response.status_code, response.headers["Location"]) == (301, expected)


def test_a_missing_slash_is_added(client: Client):
    assert client.get("/fr/news").headers["Location"] == "/fr/news/"


def test_not_found_speaks_the_language_of_the_address(client: Client):
    response = client.get("/ar/nothing/", headers={"accept-language": "fr"})
    assert response.status_code == 404
    assert b'<html lang="ar" dir="rtl">' in response.content
    assert response.headers["Content-Language"] == "ar"


def test_an_article_answers_only_at_its_own_language(client: Client):
    page = make.article("A day in the city")
    assert page.url == "/en/news/a-day-in-the-city/"
    assert client.get(page.url).status_code == 200
    assert client.get("/fr/news/a-day-in-the-city/").status_code == 404
    assert client.get("/en/a-day-in-the-city/").status_code == 404


def test_two_languages_may_share_a_slug(client: Client):
    make.article("Sommet", code="fr", slug="summit")
    make.article("Summit", code="en", slug="summit")
    for code, title in (("fr", "Sommet"), ("en", "Summit")):
        page = client.get(f"/{code}/news/summit/").content.decode()
        assert re.search(rf"<h1><span [^>]+>{title}</span></h1>", page)


def test_drafts_and_private_pages_are_not_found(client: Client):
    draft = make.article("Draft", publish=False)
    private = make.article("Private")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(draft.reader_path()).status_code == 404
    assert client.get(private.reader_path()).status_code == 404
    listing = client.get("/en/news/").content.decode()
    assert "Draft" not in listing
    assert "Private" not in listing


def test_an_arabic_slug_works_in_every_spelling(client: Client):
    page = make.article("قمة المدن الآمنة", code="ar")
    assert page.slug == "قمة-المدن-الآمنة"
    assert client.get(page.url).status_code == 200
    assert client.get(f"/ar/news/{normalize('NFD', page.slug)}/").status_code == 200


def test_a_title_of_signs_only_gets_a_slug():
    assert make.article("🎉🎉").slug == "article"
    assert make.article("🎉").slug == "article-2"


def test_reserved_words_are_no_slugs():
    assert make.article("Parallel").slug == "article-parallel"


def test_an_old_slug_leads_to_the_new_one(client: Client, django_capture_on_commit_callbacks):
    page = make.article("Old name")
    with django_capture_on_commit_callbacks(execute=True):
        page.slug = "new-name"
        page.save_revision().publish()
    assert Redirect.objects.filter(redirect_page=page).exists()
    response = client.get("/en/news/old-name/")
    assert response.status_code == 301
    assert response.headers["Location"].endswith("/en/news/new-name/")


def test_an_old_arabic_slug_leads_to_the_new_one(client: Client, django_capture_on_commit_callbacks):
    page = make.article("قمة المدن", code="ar")
    with django_capture_on_commit_callbacks(execute=True):
        page.slug = "قمة"
        page.save_revision().publish()
    response = client.get("/ar/news/قمة-المدن/")
    assert response.status_code == 301
    assert client.get(response.headers["Location"]).status_code == 200


def test_the_same_page_in_other_languages_is_named_in_the_head(client: Client):
    page = make.article("A day in the city")
    french = make.page_of(make.version(page, "fr"))
    for asked in (page.url, french.url):
        html = client.get(asked).content.decode()
        assert f'hreflang="en" href="http://testserver{page.url}"' in html
        assert f'hreflang="fr" href="http://testserver{french.url}"' in html
        assert f'hreflang="x-default" href="http://testserver{page.url}"' in html
        assert f'<link rel="canonical" href="http://testserver{asked}">' in html
        assert 'hreflang="ar" href="http' not in html


def test_the_language_menu_keeps_the_article_where_it_can(client: Client):
    page = make.article("A day in the city")
    french = make.page_of(make.version(page, "fr"))
    html = client.get(page.url).content.decode()
    menu = html[html.index('id="site-languages"') : html.index("</header>")]
    assert f'href="{french.url}"' in menu
    assert 'href="/ar/"' in menu


def menu_of(client: Client, path: str) -> dict[str, str]:
    """Language → address in the menu of the masthead, each in its own name and direction."""
    tree = html.document_fromstring(client.get(path).content.decode())
    links = tree.xpath("//nav[@id='site-languages']//a")
    for link in links:
        assert link.text_content() == languages.own_name(link.get("lang")), path
        assert link.get("hreflang") == link.get("lang"), path
        # The direction stands where it is not the page's.
        assert (link.get("dir") or tree.get("dir")) == languages.direction(link.get("lang")), path
    return {link.get("lang"): link.get("href") for link in links}


def test_every_page_has_the_language_menu_and_keeps_what_it_shows(client: Client):
    page = make.article("A day", authors=[make.author()], tags=[make.tag("Prevention", name_fr="Prévention")])
    version = make.version(page, "fr")
    spanish = make.page_of(make.version(page, "es"))
    make.structure("ar")
    french = make.page_of(version)
    about = make.standard("About us")
    sentence = next(version.snapshot.skeleton.sentences()).id
    form = f"report/?page={{page}}&sentence={sentence}"
    same = {
        "": "", "news/": "news/", "tags/": "tags/", "tags/pr%C3%A9vention/": "tags/prevention/",
        "authors/ana-lund/": "authors/ana-lund/", "types/news/": "types/news/", "search/?q=a": "search/",
        "share/mastodon/": "share/mastodon/", "report/": "report/", "nothing/": "",
    }  # fmt: skip
    for path, elsewhere in same.items():
        menu = menu_of(client, f"/fr/{path}")
        assert menu == {"en": f"/en/{elsewhere}", "fr": f"/fr/{path.split('?')[0] if path != 'nothing/' else ''}",
                        "es": f"/es/{elsewhere}", "ar": f"/ar/{elsewhere}"}, path  # fmt: skip
    assert menu_of(client, f"{french.url}parallel/") == {
        "en": page.url, "fr": f"{french.url}parallel/", "es": f"{spanish.url}parallel/", "ar": "/ar/",
    }  # fmt: skip
    assert menu_of(client, f"/fr/{form.format(page=french.pk)}") == {
        "en": page.url, "fr": f"/fr/{form.format(page=french.pk)}", "es": f"/es/{form.format(page=spanish.pk)}",
        "ar": "/ar/",
    }  # fmt: skip
    assert menu_of(client, about.url) == {"en": about.url, "fr": "/fr/", "es": "/es/", "ar": "/ar/"}


def test_the_admins_links_lead_to_readers_addresses():
    page = make.article("A day in the city")
    home, news = make.structure("en").home, make.structure("en").news
    assert page.full_url == "http://localhost/en/news/a-day-in-the-city/"
    assert (home.url, news.url) == ("/en/", "/en/news/")


def test_readers_get_no_cookie(client: Client):
    page = make.article("A day in the city", authors=[make.author()])
    for path in ("/", "/en/", "/en/news/", page.url, "/en/tags/", "/en/tags/prevention/", "/en/types/news/",
                 "/en/authors/ana-lund/", "/en/search/?q=city", "/en/share/mastodon/", "/en/nothing/"):  # fmt: skip
        response = client.get(path)
        assert not response.cookies, path
        assert "Cookie" not in response.headers.get("Vary", ""), path


def test_only_safe_methods_are_answered(client: Client):
    page = make.article()
    for method in ("post", "put", "delete", "patch"):
        assert getattr(client, method)(page.url).status_code in (403, 405)
    assert client.head(page.url).status_code == 200
    assert client.generic("TRACE", page.url).status_code == 405


def test_names_of_languages_are_their_own():
    assert languages.own_name("fr") == "Français"
    assert languages.own_name("ar").startswith("العربي")
    assert [languages.is_latin(code) for code in ("en", "fr", "es", "ar", "ru", "ja")] == [True] * 3 + [False] * 3


def test_slugs_are_kept_when_the_title_changes():
    page = make.article("First title")
    page.title = "Second title"
    page.save_revision().publish()
    assert ArticlePage.objects.get(pk=page.pk).slug == "first-title"
