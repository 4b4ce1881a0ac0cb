"""Where to go from an article: within it, to others like it, to its neighbours by date."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from articles.models import ArticlePage
from i18n.models import SourceSnapshot
from i18n.services import declaring, taking_back, withdrawal
from tests.articles import factories as make

pytestmark = pytest.mark.django_db


def tree(client: Client, page: ArticlePage) -> html.HtmlElement:
    return html.document_fromstring(client.get(page.url).content)


def titles(client: Client, page: ArticlePage) -> list[str]:
    return tree(client, page).xpath("//section[contains(@class, 'related')]//h2/a/text()")


def around(client: Client, page: ArticlePage) -> tuple[list[str], list[str]]:
    nav = tree(client, page)
    return tuple(nav.xpath(f"//nav[@class='neighbours']/a[@rel='{rel}']/@href") for rel in ("prev", "next"))


def test_articles_with_most_topics_in_common_come_first_then_the_newest(client: Client):
    a, b, c = (make.tag(name) for name in ("Climate", "Mobility", "Culture"))
    page = make.article("This one", tags=[a, b])
    make.article("One topic, old", tags=[a], published_on=date(2020, 1, 1))
    make.article("Two topics", tags=[a, b, c], published_on=date(2019, 1, 1))
    make.article("One topic, new", tags=[b], published_on=date(2021, 1, 1))
    make.article("One topic, oldest", tags=[b], published_on=date(2018, 1, 1))
    make.article("Another topic", tags=[c])
    assert titles(client, page) == ["Two topics", "One topic, new", "One topic, old"]
    assert titles(client, make.article("Alone")) == []


def test_each_is_there_once_in_the_readers_language_else_in_another_that_is_named(client: Client):
    tag = make.tag()
    page = make.page_of(make.version(make.article("This one", tags=[tag]), "fr"))
    make.version(make.article("In both", tags=[tag]), "fr")
    make.article("In English", tags=[tag])
    withdrawn = make.article("Withdrawn", tags=[tag])
    withdrawal.withdraw(group=withdrawn.language_version.group, person=make.user("root", superuser=True))
    found = tree(client, page)
    assert sorted(titles(client, page)) == ["In English", "fr: In both"]
    [link] = found.xpath("//section[contains(@class, 'related')]//h2[@lang='en']/a")
    assert link.get("hreflang") == "en"


def test_of_articles_that_are_as_much_alike_those_in_the_readers_language_come_first(client: Client):
    tag = make.tag()
    page = make.page_of(make.version(make.article("This one", tags=[tag]), "fr"))
    make.version(make.article("In both", tags=[tag], published_on=date(2018, 1, 1)), "fr")
    for year in (2019, 2020, 2021):
        make.article(f"English, {year}", tags=[tag], published_on=date(year, 1, 1))
    assert titles(client, page) == ["fr: In both", "English, 2021", "English, 2020"]


def test_neighbours_are_those_of_the_list_in_this_language(client: Client):
    first, second, third = (make.article(name, published_on=date(2022, 1, 3)) for name in ("First", "Second", "Third"))
    assert around(client, first) == ([], [second.url])
    assert around(client, second) == ([first.url], [third.url])
    french = make.page_of(make.version(second, "fr"))
    assert around(client, french) == ([], [])
    make.version(third, "fr")
    assert around(client, french)[1] == [make.page_of(make.version(third, "fr")).url]


def test_a_long_text_has_its_headings_to_go_to(client: Client):
    def of(number: int, words: int) -> html.HtmlElement:
        text = make.block("text", f"<p>{'word ' * words}.</p>")
        return tree(client, make.article(body=[text, *(make.block("heading", f"Part & {n}") for n in range(number))]))

    long = of(3, 700)
    links = long.xpath("//nav[@class='contents']//a")
    assert [link.text for link in links] == ["Part & 0", "Part & 1", "Part & 2"]
    for link in links:
        assert long.get_element_by_id(link.get("href")[1:]).tag == "h2"
    assert of(3, 20).xpath("//nav[@class='contents']") == []
    assert len(of(5, 20).xpath("//nav[@class='contents']//a")) == 5


def updated(client: Client, page: ArticlePage) -> list[str]:
    return tree(client, page).xpath("//dl[@class='facts']//time/@datetime")[1:]


def republish(page: ArticlePage, title: str, kind: str = "") -> None:
    page = ArticlePage.objects.get(pk=page.pk)
    page.title = title
    revision = page.save_revision()
    if kind:
        declaring.declare(group=page.language_version.group, revision=revision, kind=kind, person=make.user())
    revision.publish()


def test_it_says_when_its_text_was_changed_typos_apart(client: Client):
    page = make.article("A bridge")
    french = make.page_of(make.version(page, "fr"))
    assert updated(client, page) == []
    republish(page, "A bridgee", kind="typos")
    assert updated(client, page) == []
    taking_back.take_back(source=page.language_version.group.source, person=make.user("root", superuser=True))
    today = [timezone.localdate().isoformat()]
    assert updated(client, page) == today
    republish(page, "Another bridge")
    assert updated(client, page) == today
    assert updated(client, french) == []  # its text is still that of before
    snapshot = SourceSnapshot.objects.last()
    assert abs(snapshot.updated_at - snapshot.created_at) < timedelta(minutes=1)
