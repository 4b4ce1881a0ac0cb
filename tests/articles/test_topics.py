"""Topics as readers meet them: related ones, and names in another language where a tag has none in this one."""

import pytest
from django.test import Client

from tags.models import Tag
from tests.articles import factories as make
from tests.i18n.reader_pages import parsed

pytestmark = pytest.mark.django_db


def related(client: Client, path: str) -> list[str]:
    return parsed(client.get(path)).xpath("//section[@class='related stack']//a/text()")


def test_related_topics_are_those_that_people_chose_then_those_beside_it_in_this_language(client: Client):
    parks, trams, bikes, water, empty = (make.tag(name) for name in ("Parks", "Trams", "Bikes", "Water", "Empty"))
    for tags in ([parks, trams, bikes], [parks, bikes], [water]):
        make.article(tags=tags)
    make.article(tags=[parks, make.tag("Hidden")], publish=False)
    parks.related.set([water, empty])
    assert related(client, "/en/tags/parks/") == ["Water", "Bikes", "Trams"], "none without an article, none of a draft"
    assert related(client, "/en/tags/water/") == ["Parks"], "a relation goes both ways"
    make.structure("fr")
    assert related(client, "/fr/tags/parks/") == []
    for number in range(12):
        make.article(tags=[parks, make.tag(f"More {number}")])
    assert len(related(client, "/en/tags/parks/")) == 8


def test_a_topic_without_a_name_is_shown_in_its_fallback_with_its_language_everywhere(client: Client):
    named, nameless = make.tag("Water", name_ar="ماء"), make.tag("Bikes")
    kind = make.kind("Report")
    page = make.article(tags=[named, nameless], kind=kind)
    arabic = make.page_of(make.version(page, "ar"))
    for path, place in (
        ("/ar/tags/", "//ul[@class='index']//a"),
        ("/ar/news/", "//select[@id='filter-tag']/option"),
        (arabic.url, "//ul[@class='tags']//a"),
        ("/ar/tags/water/", "//section[@class='related stack']//a"),
        ("/ar/tags/bikes/", "//h1/span"),
    ):
        response = client.get(path, follow=True)
        (shown,) = [node for node in parsed(response).xpath(place) if node.text_content() == "Bikes"]
        assert (shown.get("lang"), shown.get("dir")) == ("en", "ltr"), path
    for path, place in (
        (arabic.url, "//dl[@class='facts']//a"),
        ("/ar/news/", "//p[@class='kicker']/span"),
        ("/ar/news/", "//select[@id='filter-type']/option"),
        ("/ar/types/report/", "//h1/span"),
    ):
        (shown,) = [node for node in parsed(client.get(path)).xpath(place) if node.text_content() == "Report"]
        assert (shown.get("lang"), shown.get("dir")) == ("en", "ltr"), path
    index = parsed(client.get("/ar/tags/")).xpath("//ul[@class='index']//a/text()")
    assert index == ["ماء", "Bikes"], "the alphabet of the page comes first"


def test_arabic_names_stand_under_their_first_letter_and_not_under_that_of_the_article(client: Client):
    names = {
        "Water": "الماء",
        "Climate": "المناخ",
        "Energy": "الطاقة",
        "Peace": "سلام",
        "Europe": "أوروبا",
        "Sea": "بحر",
    }
    make.article(tags=[make.tag(english, name_ar=arabic) for english, arabic in names.items()])
    make.version(make.article(tags=list(Tag.objects.all())), "ar")
    tree = parsed(client.get("/ar/tags/"))
    index = {node.xpath("string(h2)"): node.xpath(".//a/text()") for node in tree.xpath("//ul[@class='index']/li")}
    assert index == {"ا": ["أوروبا"], "ب": ["بحر"], "س": ["سلام"], "ط": ["الطاقة"], "م": ["الماء", "المناخ"]}
    first = tree.xpath("//ul[@class='index']//span[@class='meta']")[0]
    assert first.xpath("span[@aria-hidden]/text()") == ["1"]
    assert first.xpath("string(span[@class='hidden'])") == "مقال واحد"  # never “1 مقال”: the word itself says one
