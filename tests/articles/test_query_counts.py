"""At most 12 queries for an article and a list, whatever the number of articles, tags and languages."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.articles import bodies
from tests.articles import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MOST = 12


def queries(client: Client, path: str) -> int:
    client.get(path)  # makes missing renditions of pictures
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def body(words: int, target: int | None) -> list[dict]:
    image = make.picture()
    link = f'<p>See <a linktype="page" id="{target}">there</a>.</p>' if target else "<p>See here.</p>"
    blocks = []
    for number in range(words):
        blocks += [
            make.block("text", link),
            make.block("picture", {"image": image.pk, "alt": "x", "decorative": False, "caption": "", "credit": ""}),
            make.block("quotation", {"text": f"Words {number}.", "attribution": "Somebody"}),
            *bodies.every_block(),
        ]
    return blocks


def test_an_article_takes_the_same_queries_however_much_there_is_on_it(client: Client):
    target = make.article("Target")
    tags = [make.tag(f"Tag {number}") for number in range(30)]
    small = make.article(
        "Small", body=body(1, target.pk), tags=tags[:1], lead_image=make.picture(), lead_alt="x",
        authors=[make.author("A")],
    )  # fmt: skip
    make.article("Beside", tags=tags[:2], lead_image=make.picture(), lead_alt="x")
    big = make.article(
        "Big", body=body(3, target.pk), tags=tags, lead_image=make.picture(), lead_alt="x",
        authors=[make.author(f"Author {number}") for number in range(10)],
    )  # fmt: skip
    for code in ("fr", "es", "ar"):
        make.version(big, code)
    assert "Beside" in client.get(small.url).content.decode()
    few, many = queries(client, small.url), queries(client, big.url)
    assert few == many <= MOST


LISTS = ("/en/", "/en/news/", "/en/news/?tag=prevention&type=news", "/en/tags/", "/en/tags/prevention/",
         "/en/types/news/", "/en/authors/ana/", "/en/search/?q=happened")  # fmt: skip


def test_lists_take_the_same_queries_for_3_and_for_30_articles(client: Client):
    ana = make.author("Ana")

    def add(count: int, codes: tuple[str, ...]) -> None:
        for number in range(count):
            extra = make.tag(f"Tag {count} {number}")
            page = make.article(tags=[make.tag(), extra], authors=[ana], lead_image=make.picture(), lead_alt="x")
            if number == 0:
                for code in codes:
                    make.version(page, code)

    add(3, ("fr",))
    few = [queries(client, path) for path in LISTS]
    add(27, ("fr", "es", "ar"))
    many = [queries(client, path) for path in LISTS]
    assert few == many
    assert max(many) <= MOST


def test_menus_of_any_length_take_the_same_queries(client: Client):
    about = make.standard("About us")
    make.version(about, "fr")
    french = make.version(make.standard("How we translate", role="translation"), "fr")
    bare = queries(client, "/fr/search/"), queries(client, make.page_of(french).url)
    for place in ("main", "footer", "footer"):
        links = [{"page": make.standard(f"Page {place} {number}")} for number in range(4)]
        tags = [{"tag": make.tag(f"{place} {number}"), "label_ar": "x"} for number in range(4)]
        make.menu({"page": about}, *links, *tags, {"view": "news"}, place=place, heading_en="Here")
    full = queries(client, "/fr/search/"), queries(client, make.page_of(french).url)
    assert bare == full
    assert full[0] == 5  # settings of the site, links, pages that they lead to; topics and types to choose from
    assert full[1] <= MOST
