"""Which answers count as a view of a page."""

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.viewed import at_paths
from delivery import page_views
from delivery.models import PageViews
from delivery.page_views import Viewed
from tests.articles import factories as make

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def reader() -> Client:
    return Client(headers={"User-Agent": BROWSER})


def views() -> dict[tuple[int, str], int]:
    page_views.flush()
    return {(row.page_id, row.label): row.count for row in PageViews.objects.all()}


def test_an_article_and_the_page_with_both_languages_count_as_the_article(reader: Client):
    english = make.article("Opening")
    french = make.page_of(make.version(english, "fr"))
    reader.get(english.url)
    reader.get(french.url)
    reader.get(f"{french.url}parallel/")
    assert views() == {(english.pk, "original"): 1, (french.pk, "machine"): 2}


def test_a_standard_page_counts_and_lists_do_not(reader: Client):
    about = make.standard("About us")
    for path in (about.url, "/en/", "/en/news/", "/en/search/?q=x", "/en/nothing/"):
        reader.get(path)
    assert views() == {(about.pk, "original"): 1}


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": ""},
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"User-Agent": "facebookexternalhit/1.1"},
        {"User-Agent": "curl/8.5.0"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"Sec-Fetch-Dest": "empty"},
        {"Range": "bytes=0-99"},
    ],
)
def test_what_no_reader_looked_at_does_not_count(reader: Client, headers: dict[str, str]):
    reader.get(make.article().url, headers={"User-Agent": BROWSER, **headers})
    assert views() == {}


def test_neither_head_nor_people_who_are_logged_in_count(reader: Client):
    article = make.article()
    reader.head(article.url)
    reader.cookies[django_settings.SESSION_COOKIE_NAME] = "any"
    reader.get(article.url)
    assert views() == {}


def test_a_telephone_called_cubot_is_no_robot(reader: Client):
    article = make.article()
    reader.get(article.url, headers={"User-Agent": "Mozilla/5.0 (Linux; Android 12; CUBOT NOTE 20) Chrome/140.0"})
    assert views() == {(article.pk, "original"): 1}


def test_a_reader_waits_for_no_query_of_the_count(reader: Client):
    url = make.article().url
    reader.get(url)
    with CaptureQueriesContext(connection) as captured:
        reader.get(url)
    assert not [query for query in captured if "pageviews" in query["sql"]]
    assert views()


def test_paths_of_a_log_lead_to_pages_and_their_label(django_assert_max_num_queries):
    english = make.article("Opening")
    french = make.page_of(make.version(english, "fr"))
    about = make.standard("About us")
    private = make.article("Draft", publish=False)
    paths = [
        english.url,
        french.url,
        f"{french.url}parallel/",
        about.url,
        private.url,
        "/xx/news/a/",
        "/",
        "/en/a\x00/",
    ]
    with django_assert_max_num_queries(5):
        found = at_paths(paths)
    assert found == {
        english.url: Viewed(english.pk, "original"),
        french.url: Viewed(french.pk, "machine"),
        f"{french.url}parallel/": Viewed(french.pk, "machine"),
        about.url: Viewed(about.pk, "original"),
    }
