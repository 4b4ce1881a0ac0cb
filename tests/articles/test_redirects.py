"""Every address that a page once had leads to its present one, in one step."""

from urllib.parse import quote, unquote

import pytest
from django.test import Client
from lxml import html
from wagtail.models import PageViewRestriction

from tests.articles import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    """Give a page another slug, as its editor does."""

    def to(page, slug: str) -> None:
        page = page.specific_class.objects.get(pk=page.pk)
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return to


def location(client: Client, path: str) -> tuple[int, str]:
    """Status and path where an address leads."""
    answer = client.get(path)
    return answer.status_code, unquote(answer.headers.get("Location", "")).replace("http://localhost", "")


def headline(client: Client, path: str) -> str:
    return html.document_fromstring(client.get(path).content.decode()).xpath("string(//h1)")


def test_a_chain_of_old_names_leads_to_the_present_one_at_once(client: Client, rename):
    page = make.article("First")
    for slug in ("second", "third"):
        rename(page, slug)
    assert location(client, "/en/news/first/") == (301, "/en/news/third/")
    assert location(client, "/en/news/second/") == (301, "/en/news/third/")
    # Back to the first name: it answers itself, and the others lead there. No loop.
    rename(page, "first")
    assert location(client, "/en/news/first/") == (200, "")
    assert location(client, "/en/news/third/") == (301, "/en/news/first/")


def test_two_pages_swap_their_names(client: Client, rename):
    one, two = make.article("One"), make.article("Two")
    rename(one, "between")
    rename(two, "one")
    rename(one, "two")
    assert (headline(client, "/en/news/one/"), headline(client, "/en/news/two/")) == ("Two", "One")
    assert location(client, "/en/news/between/") == (301, "/en/news/two/")


def test_a_name_in_use_is_nobodys_old_name(client: Client, rename):
    one = make.article("Summit")
    rename(one, "summit-2021")
    make.article("Another summit", slug="summit")
    assert headline(client, "/en/news/summit/") == "Another summit"


def test_a_name_that_two_pages_had_leads_to_the_one_that_had_it_last(client: Client, rename):
    one = make.article("Summit")
    rename(one, "summit-2021")
    two = make.article("Another summit", slug="summit")
    rename(two, "summit-2022")
    assert location(client, "/en/news/summit/") == (301, "/en/news/summit-2022/")


def test_what_hangs_below_an_old_name_moves_along(client: Client, rename):
    page = make.article("Summit")
    french = make.page_of(make.version(page, "fr"))
    rename(french, "sommet")
    rename(french, "rencontre")
    for old in ("fr-summit", "sommet"):
        assert location(client, f"/fr/news/{old}/parallel/?a=1") == (301, "/fr/news/rencontre/parallel/?a=1")
    about = make.page_of(make.version(make.standard("About us"), "fr"))
    rename(about, "reseau")
    assert location(client, "/fr/fr-about-us/parallel/") == (301, "/fr/reseau/parallel/")
    assert location(client, "/fr/news/nothing/parallel/") == (404, "")


def test_standard_pages_leave_redirects_too_in_every_language_alone(client: Client, rename):
    about = make.standard("About us")
    french = make.page_of(make.version(about, "fr", say=lambda text: "À propos" if text == "About us" else "Oui."))
    rename(about, "who-we-are")
    assert location(client, "/en/about-us/") == (301, "/en/who-we-are/")
    assert location(client, "/fr/about-us/") == (404, "")
    assert location(client, french.url) == (200, "")


@pytest.mark.parametrize("old", ["قمة-المدن", "réunion", "день"])
def test_old_names_in_any_script_are_found_however_they_are_written(client: Client, rename, old: str):
    page = make.article("Old", code="ar", slug=old)
    rename(page, "قمة")
    for asked in (f"/ar/news/{old}/", f"/ar/news/{quote(old)}/", f"/ar/news/{quote(old).lower()}/"):
        assert location(client, asked) == (301, "/ar/news/قمة/"), asked
    answer = client.get(f"/ar/news/{quote(old)}/")
    assert answer.headers["Location"].isascii()


def test_an_old_name_tells_nothing_of_a_private_page_and_all_of_one_that_was_taken_down(client: Client, rename):
    page = make.article("Plans")
    rename(page, "other-plans")
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert location(client, "/en/news/plans/") == (404, "")
    restriction.delete()
    page.refresh_from_db()
    page.unpublish()
    assert location(client, "/en/news/plans/") == (301, "/en/news/other-plans/")
    assert location(client, "/en/news/other-plans/") == (410, "")


def test_tags_and_types_redirect_in_each_language(client: Client):
    make.structure("fr")
    tag, kind = make.tag("Safety", name_fr="Sécurité"), make.kind("Interview", name_fr="Entretien")
    tag.slug_fr, kind.slug_fr = "sûreté", "questions"
    tag.save()
    kind.save()
    assert location(client, "/fr/tags/sécurité/?show=checked") == (301, "/fr/tags/sûreté/?show=checked")
    assert location(client, "/fr/types/entretien/") == (301, "/fr/types/questions/")
    assert location(client, "/en/tags/safety/") == (200, "")
