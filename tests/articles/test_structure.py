import pytest
from wagtail.models import Page, Site

from articles.models import HomePage, NewsIndexPage
from tests.articles import factories as make

pytestmark = pytest.mark.django_db


def test_home_and_news_are_made_once_per_language():
    first = make.structure("fr")
    again = make.structure("fr")
    assert (first.created, again.created) == (True, False)
    assert (again.home.pk, again.news.pk) == (first.home.pk, first.news.pk)
    assert first.news.get_parent().pk == first.home.pk


def test_pages_of_all_languages_are_versions_of_one_page():
    english, arabic = make.structure("en"), make.structure("ar")
    assert english.home.translation_key == arabic.home.translation_key
    assert english.news.translation_key == arabic.news.translation_key


def test_the_welcome_page_of_wagtail_makes_way():
    assert Page.objects.filter(depth=2, slug="home").exists()
    made = make.structure("en")
    assert Site.objects.get(is_default_site=True).root_page_id == made.home.pk
    assert list(Page.objects.filter(depth=2)) == [Page.objects.get(pk=made.home.pk)]


def test_a_welcome_page_that_somebody_has_edited_stays():
    welcome = Page.objects.get(depth=2)
    welcome.save_revision().publish()
    make.structure("en")
    assert Page.objects.filter(pk=welcome.pk).exists()


def test_a_site_of_ones_own_is_left_alone():
    english = make.structure("en")
    make.structure("fr")
    assert Site.objects.get(is_default_site=True).root_page_id == english.home.pk
    assert HomePage.objects.count() == NewsIndexPage.objects.count() == 2
