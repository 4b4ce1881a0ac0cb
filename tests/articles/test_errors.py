"""Pages of errors: in the language of the address, with a way on, and without the database where it is down."""

from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext
from lxml import html
from wagtail.models import PageViewRestriction

from articles import languages
from articles.views import errors
from i18n.models import TranslationGroup
from tests.articles import factories as make

pytestmark = pytest.mark.django_db


def tree(answer):
    return html.document_fromstring(answer.content.decode())


def main_links(answer) -> dict[str, str]:
    return {link.get("href"): link.get("hreflang") for link in tree(answer).xpath("//main//ul//a")}


def broken(client: Client, monkeypatch, error: Exception) -> Client:
    """The site with a database that answers nothing but this."""

    def cursor(self, *args, **kwargs):
        raise error

    monkeypatch.setattr(BaseDatabaseWrapper, "cursor", cursor)
    client.raise_request_exception = False
    return client


def test_a_language_that_the_site_has_not_is_taken_for_no_other(client: Client):
    for path in ("/xx/", "/xx/news/a/", "/nothing/"):
        answer = client.get(path, headers={"accept-language": "ar"})
        assert (answer.status_code, answer.headers["Vary"]) == (404, "Accept-Language"), path
        page = tree(answer)
        assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
        lines = page.xpath("//main//li")
        assert [line.get("lang") for line in lines] == ["ar", "en", "fr", "es"]
        for line in lines:
            with translation.override(line.get("lang")):
                assert gettext("There is no page at this address") in line.text_content()
        assert page.xpath("//main//a/@href") == ["/ar/", "/en/", "/fr/", "/es/"]
        words_of_the_frame = [part for part in page.xpath("//body//text()") if part.strip()]
        assert len(words_of_the_frame) == 1 + 2 * 4


def test_not_found_offers_the_page_in_the_languages_that_it_has(client: Client):
    page = make.article("A day in the city")
    french = make.page_of(make.version(page, "fr"))
    make.structure("ar")
    answer = client.get(f"/ar/news/{page.slug}/")
    assert answer.status_code == 404
    links = main_links(answer)
    assert (links[page.url], links[french.url]) == ("en", "fr")
    menu = {link.get("hreflang"): link.get("href") for link in tree(answer).xpath("//nav[@id='site-languages']//a")}
    assert menu == {"en": page.url, "fr": french.url, "es": "/es/", "ar": "/ar/"}
    # In French the page is there under its own name, which comes first.
    assert next(iter(main_links(client.get(f"/fr/news/{page.slug}/")))) == french.url
    short = TranslationGroup.objects.get(translation_key=page.translation_key).short_id
    assert page.url in main_links(client.get(f"/ar/n/{short}/"))
    about = make.standard("About us")
    assert about.url in main_links(client.get("/es/about-us/"))


def test_not_found_offers_a_deleted_page_in_the_languages_that_it_still_has(client: Client):
    page = make.article("A day in the city")
    french = make.page_of(make.version(page, "fr"))
    french.slug = "une-journee"
    french.save_revision().publish()
    address = page.url
    page.delete()
    answer = client.get(address)
    assert answer.status_code == 404
    assert main_links(answer)[french.reader_path()] == "fr"
    # Its name in one language is no name in another one.
    assert french.reader_path() not in main_links(client.get(address.replace("/en/", "/es/")))


def test_not_found_tells_nothing_of_what_is_not_public(client: Client):
    draft, private = make.article("Plans", publish=False), make.article("Members")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    group = TranslationGroup.objects.get(translation_key=private.translation_key)
    for path in (f"/fr/news/{draft.slug}/", f"/fr/news/{private.slug}/", f"/fr/n/{group.short_id}/"):
        assert list(main_links(client.get(path))) == ["/fr/", "/fr/tags/", "mailto:translations@example.org"], path


def test_what_was_withdrawn_says_so_and_when(rf):
    make.structure("fr")
    with translation.override("fr"):
        answer = errors.gone(
            rf.get("/fr/news/a/"), title="Un <jour>", withdrawn=date(2022, 11, 2), reason="<b>Faux</b>"
        )
        words = gettext("The editors withdrew this page on %(date)s.") % {"date": "2 novembre 2022"}
        page = tree(answer)
    assert answer.status_code == 410
    assert page.xpath("string(//h1)") == "Un <jour>"
    assert words in page.xpath("string(//main)")
    assert "<b>Faux</b>" in page.xpath("string(//main)")
    assert errors.gone(rf.get("/fr/news/a/")).status_code == 410


def test_what_one_language_took_down_is_offered_in_the_others(client: Client):
    page = make.article("A day in the city")
    french, spanish = make.page_of(make.version(page, "fr")), make.page_of(make.version(page, "es"))
    PageViewRestriction.objects.create(page=spanish, restriction_type=PageViewRestriction.LOGIN)
    page.unpublish()
    answer = client.get(page.url)
    assert answer.status_code == 410
    links = main_links(answer)
    assert links[french.url] == "fr"
    assert spanish.url not in links


@pytest.mark.parametrize("error", [OperationalError("down"), InterfaceError("closed")])
@pytest.mark.parametrize("path", ["/ar/", "/ar/news/a/", "/ar/nothing/at/all/"])
def test_a_database_that_does_not_answer_is_503_in_the_language_of_the_address(client, monkeypatch, error, path):
    answer = broken(client, monkeypatch, error).get(path)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies
    page = tree(answer)
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert page.xpath("//nav[@id='site-languages']//a/@href") == [f"/{code}/" for code in languages.codes()]


def test_what_a_reader_typed_is_not_lost_with_the_database(client, monkeypatch):
    typed = {"page": "7", "sentence": "k7m2qp9x", "better": "Mieux <ici>", "comment": "Voilà"}
    answer = broken(client, monkeypatch, OperationalError("down")).post("/fr/report/", typed)
    assert answer.status_code == 503
    (form,) = tree(answer).xpath("//main//form")
    assert {name: value.removeprefix("\n") for name, value in form.form_values()} == typed
    assert (form.method, form.get("action")) == ("POST", None)


def test_an_error_of_our_own_is_500_in_the_language_of_the_address(client, monkeypatch):
    answer = broken(client, monkeypatch, ImproperlyConfigured("secret words")).get("/fr/news/")
    assert answer.status_code == 500
    assert tree(answer).get("lang") == "fr"
    assert b"secret" not in answer.content
    with translation.override("fr"):
        assert gettext("Something went wrong") in answer.content.decode()
