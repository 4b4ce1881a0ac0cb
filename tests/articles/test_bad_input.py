"""Whatever is typed into an address: an answer below 500, in the reader's language, and nothing reflected."""

from urllib.parse import quote

import pytest
from django.test import Client

from tests.articles import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

WORDS = {
    "nul": "%00a",
    "invalid utf-8": "%ff%fe%80",
    "lone surrogate": "%ed%a0%80",
    "100 kB": "a" * 100_000,
    "5,000 words": "+".join(f"w{n}" for n in range(5_000)),
    "operators": quote("AND OR NOT ((( \"' * -- ; /* \\ % _ :*"),
    "script": quote("<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"),
    "bidi": quote("\u202e\u2066abc\u200b"),
    "combining": quote("e" + "\u0301" * 5_000),
    "cr lf": "a%0d%0aSet-Cookie:%20x=1",
    "empty": "",
    "spaces": "+" * 300,
}


@pytest.mark.parametrize("typed", WORDS.values(), ids=WORDS.keys())
def test_search_answers_anything(client: Client, typed: str):
    make.article("Something")
    for query in (f"q={typed}&q[]={typed}&q={typed}", f"q=something&page={typed}"):
        response = client.get(f"/en/search/?{query}")
        assert response.status_code in (200, 404)
        assert "<script>alert" not in response.content.decode()
        assert not response.cookies


LISTS = (
    ("/en/news/", ("page", "tag", "type")),
    ("/en/tags/prevention/", ("page", "show")),
    ("/en/share/mastodon/", ("url", "server")),
)


@pytest.mark.parametrize("typed", WORDS.values(), ids=WORDS.keys())
def test_lists_answer_anything(client: Client, typed: str):
    make.article("Something")
    for path, names in LISTS:
        for name in names:
            response = client.get(f"{path}?{name}={typed}")
            assert response.status_code < 500
            assert "<script>alert" not in response.content.decode()


SEGMENTS = [
    "%00", "%ff", "%ed%a0%80", "a" * 5_000, "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..", "%0d%0aX: y", "٣", "<script>",
    "%20", ".", "a%2fb", "e%cc%81", "_", "-1", "{{7*7}}",
]  # fmt: skip


PATHS = ("/{}", "/{}/", "/en/{}/", "/en/news/{}/", "/en/tags/{}/", "/en/types/{}/", "/en/authors/{}/", "/FR/{}")


@pytest.mark.parametrize("segment", SEGMENTS, ids=range(len(SEGMENTS)))
def test_addresses_answer_anything(client: Client, segment: str):
    for path in (
        "/{}",
        "/{}/",
        "/en/{}/",
        "/en/news/{}/",
        "/en/tags/{}/",
        "/en/types/{}/",
        "/en/authors/{}/",
        "/FR/{}",
    ):
        response = client.get(path.format(segment))
        assert response.status_code in (301, 302, 400, 404), path
        assert "\n" not in response.headers.get("Location", "")


def test_two_thousand_segments_are_not_found(client: Client):
    assert client.get("/en" + "/a" * 2_000 + "/").status_code in (301, 404)
    assert client.get("/EN" + "/a" * 2_000 + "/").status_code in (301, 404)


def test_a_redirect_to_one_spelling_stays_on_this_site(client: Client):
    for path in ("/FR//evil.example/", "/FR/\\evil.example/", "//evil.example/FR/"):
        location = client.get(path).headers.get("Location", "/")
        assert location.startswith("/fr/") or location == "/"


def test_an_unknown_host_is_refused(client: Client):
    assert client.get("/en/", headers={"host": "evil.example"}).status_code == 400


def test_a_forged_forwarded_host_is_ignored(client: Client):
    html = client.get("/en/", headers={"x-forwarded-host": "evil.example"}).content.decode()
    assert "evil.example" not in html


def test_a_very_long_title_and_deep_nesting_are_survived(client: Client):
    deep = "<p>" + "<b>" * 1_000 + "x" + "</b>" * 1_000 + "</p>"
    page = make.article("T" * 255, slug="long", body=[make.block("text", deep), make.block("text", "<p" * 20_000)])
    assert client.get(page.url).status_code == 200
    assert client.get("/en/search/?q=x").status_code == 200
