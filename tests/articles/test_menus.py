"""Main navigation and footer: put together by people, in each reader's language."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from lxml import html
from wagtail.models import PageViewRestriction

from articles.models import Menu, MenuItem, StandardPage
from tests.articles import factories as make
from tests.i18n import people

pytestmark = pytest.mark.django_db
Place = Menu.Place


def links(client: Client, path: str, where: str) -> list[tuple[str, str]]:
    """(words, address) of the links in the main navigation (`nav`) or the footer."""
    tree = html.document_fromstring(client.get(path).content.decode())
    found = tree.xpath("//nav[@id='nav']//a" if where == "nav" else "//footer//nav//a")
    return [(" ".join(link.text_content().split()), link.get("href")) for link in found]


def test_without_menus_the_site_has_its_own(client: Client):
    make.structure("en")
    assert links(client, "/en/", "nav") == [
        ("News", "/en/news/"), ("Topics", "/en/tags/"), ("Search", "/en/search/"),
    ]  # fmt: skip
    make.standard("About us", role=StandardPage.Role.ABOUT)
    make.standard("Privacy", role=StandardPage.Role.PRIVACY)
    assert ("About us", "/en/about-us/") in links(client, "/en/", "nav")
    assert ("Privacy", "/en/privacy/") in links(client, "/en/", "footer")


def test_a_page_leads_to_the_readers_version_else_to_the_original_named_as_such(client: Client):
    about = make.standard("About us")
    make.version(about, "fr")
    make.structure("ar")
    make.menu({"page": about})
    assert links(client, "/en/", "nav") == [("About us", "/en/about-us/")]
    assert links(client, "/fr/", "nav") == [("fr: About us", "/fr/fr-about-us/")]
    assert links(client, "/ar/", "nav") == [("About us (English)", "/en/about-us/")]
    tree = html.document_fromstring(client.get("/ar/").content.decode())
    (link,) = tree.xpath("//nav[@id='nav']//a")
    assert link.get("hreflang") == "en"
    assert [(part.get("lang"), part.get("dir")) for part in link.iter("span")] == [("en", "ltr"), ("en", "ltr")]


def test_what_is_not_public_is_left_out(client: Client):
    draft, private = make.standard("Plans", publish=False), make.standard("Members")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    make.menu({"page": draft}, {"page": private}, {"view": "tags"}, {"page": None})
    assert links(client, "/en/", "nav") == [("Topics", "/en/tags/")]


def test_labels_are_per_language_and_the_fallback_says_so(client: Client):
    make.structure("fr")
    make.menu(
        {"tag": make.tag("Prevention", name_fr="Prévention"), "label_en": "Safe cities"},
        {"kind": make.kind("Interview")},
        {"address": "https://example.org/", "label_en": "Partner"},
    )
    assert links(client, "/en/", "nav") == [
        ("Safe cities", "/en/tags/prevention/"), ("Interview", "/en/types/interview/"),
        ("Partner", "https://example.org/"),
    ]  # fmt: skip
    # French has a name for the tag, so the English label does not push it aside.
    assert links(client, "/fr/", "nav")[0] == ("Prévention", "/fr/tags/pr%C3%A9vention/")
    assert '<span lang="en" dir="ltr">Partner</span>' in client.get("/fr/").content.decode()


def test_footer_columns_stand_in_their_order_under_their_headings(client: Client):
    make.structure("fr")
    make.menu({"view": "news"}, place=Place.FOOTER, order=2, heading_en="Read", heading_fr="Lire")
    make.menu({"view": "report"}, {"view": "search"}, place=Place.FOOTER, order=1, heading_en="Help")
    tree = html.document_fromstring(client.get("/fr/").content.decode())
    headings = tree.xpath("//footer//nav/h2")
    assert [h.text_content() for h in headings] == ["Help", "Lire"]
    assert headings[0].find("span").get("lang") == "en"
    assert [address for _words, address in links(client, "/fr/", "footer")] == [
        "/fr/report/", "/fr/search/", "/fr/news/",
    ]  # fmt: skip


def test_the_menu_says_where_the_reader_is(client: Client):
    make.article(tags=[make.tag()])
    for path, words, current in (
        ("/en/tags/", "Topics", "page"),
        ("/en/tags/prevention/", "Topics", "true"),
        ("/en/search/?q=a", "Search", "page"),
    ):
        tree = html.document_fromstring(client.get(path).content.decode())
        marked = tree.xpath("//nav[@id='nav']//a[@aria-current]")
        assert [(a.text_content(), a.get("aria-current")) for a in marked] == [(words, current)], path


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "//elsewhere.example/", "example.org", "http://", "/a\\b", "https://a b/", "mailto:", ""],
)
def test_an_address_is_a_link_or_is_refused(address: str):
    with pytest.raises(ValidationError):
        MenuItem(address=address, label_en="There").clean()


def test_a_link_has_one_target_and_an_address_has_words():
    with pytest.raises(ValidationError):
        MenuItem(tag=make.tag(), view="news").clean()
    with pytest.raises(ValidationError):
        MenuItem(address="https://example.org/").clean()
    MenuItem(address="https://example.org/", label_fr="Ailleurs").clean()


def test_there_is_one_main_navigation():
    make.menu({"view": "news"})
    with pytest.raises(ValidationError):
        Menu(place=Place.MAIN).clean()
    Menu(place=Place.FOOTER).clean()


def test_a_menu_is_put_together_in_the_admin(admin_client: Client):
    page = make.standard("About us")
    form = {
        "place": "main", "order": "0", "items-TOTAL_FORMS": "2", "items-INITIAL_FORMS": "0", "items-MIN_NUM_FORMS": "0",
        "items-MAX_NUM_FORMS": "1000", "items-0-page": str(page.pk), "items-0-ORDER": "2", "items-0-label_fr": "Nous",
        "items-1-view": "tags", "items-1-ORDER": "1",
    }  # fmt: skip
    add = reverse(Menu.snippet_viewset.get_url_name("add"))
    tree = html.document_fromstring(admin_client.get(add).content.decode())
    (arabic,) = tree.xpath("//input[@name='heading_ar']")
    assert (arabic.get("lang"), arabic.get("dir")) == ("ar", "rtl")
    refused = admin_client.post(add, form | {"items-1-address": "https://example.org/"})
    assert refused.status_code == 200
    assert not Menu.objects.exists()
    assert admin_client.post(add, form).status_code == 302
    assert [(item.view, item.page_id, item.label_fr or "") for item in Menu.objects.get().items.all()] == [
        ("tags", None, ""), ("", page.pk, "Nous"),
    ]  # fmt: skip
    # The menu is edited, and the page that it leads to goes: the site stays whole.
    page.delete()
    assert links(admin_client, "/en/", "nav") == [("Topics", "/en/tags/")]


@pytest.mark.parametrize(("group", "may"), [("Moderators", False), ("Editors", False), ("Site admins", True)])
def test_menus_and_settings_are_for_those_who_look_after_the_site(group: str, may: bool):
    make.structure("en")
    people.ensure()
    browser = people.logged_in(people.member("somebody", group))
    add = reverse(Menu.snippet_viewset.get_url_name("add"))
    for path in (add, "/admin/settings/articles/sitesettings/"):
        answer = browser.get(path, follow=True)
        assert (answer.request["PATH_INFO"] != "/admin/") == may, path  # those who may not are led to the first screen
    browser.post(add, {"place": "main", "order": "0", "items-TOTAL_FORMS": "0", "items-INITIAL_FORMS": "0"})
    assert Menu.objects.exists() == may
