"""Home, news list, tag pages, types, authors."""

from datetime import date

import pytest
from django.test import Client

from tests.articles import factories as make
from tests.journeys.words import say

pytestmark = pytest.mark.django_db


def html_at(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def test_newest_come_first(client: Client):
    make.article("Older", published_on=date(2021, 1, 1))
    make.article("Newer", published_on=date(2022, 1, 1))
    for path in ("/en/", "/en/news/", "/en/tags/prevention/"):
        html = html_at(client, path)
        assert html.index("Newer") < html.index("Older")


def test_a_language_without_articles_says_so(client: Client):
    assert say("es", "There are no articles in this language yet.") in html_at(client, "/es/")


def test_a_card_gives_its_state_in_words_then_other_languages_then_a_number(client: Client):
    page = make.article("A day in the city")
    for code in ("fr", "es", "ar"):
        make.version(page, code, say=lambda text, code=code: f"{code}: {text}")
    card = html_at(client, "/fr/news/")
    card = card[card.index('<article class="teaser">') : card.index("</article>")]
    assert f'<span class="state" data-state="machine">{say("fr", "Machine translation")}</span>' in card
    others = '<span translate="no" lang="en">English</span>, <span translate="no" lang="es">Español</span>'
    assert f'{others} <bdi dir="ltr">+1</bdi>' in card


def test_the_list_is_filtered_by_tag_and_type_and_keeps_it_in_the_address(client: Client):
    mayors = make.tag("Mayors")
    for number in range(13):
        make.article(f"About mayors {number}", tags=[mayors])
    make.article("Something else")
    make.article("Mayors and an event", tags=[mayors], kind=make.kind("Event"))
    html = html_at(client, "/en/news/?tag=mayors&type=news")
    assert "Something else" not in html
    assert "Mayors and an event" not in html
    assert "13 articles" in html
    assert 'href="/en/news/?tag=mayors&amp;type=news&amp;page=2"' in html
    assert '<option value="mayors" selected>' in html
    assert html_at(client, "/en/news/?tag=mayors&type=news&page=2").count('class="teaser"') == 1


def test_an_unknown_filter_finds_nothing(client: Client):
    make.article("Something")
    assert "Nothing fits these filters." in html_at(client, "/en/news/?tag=nothing")
    assert "Nothing fits these filters." in html_at(client, "/en/news/?type=nothing")


@pytest.mark.parametrize("page", ["0", "-1", "٣", "x", "", "1e3", "١٢"])
def test_what_is_no_page_number_is_the_first_page(client: Client, page: str):
    make.article("Something")
    assert "Something" in html_at(client, f"/en/news/?page={page}")


@pytest.mark.parametrize("page", ["2", "999999", "9" * 5_000])
def test_a_page_after_the_last_is_not_found(client: Client, page: str):
    make.article("Something")
    html_at(client, f"/en/news/?page={page}", 404)


def test_a_tag_page_chooses_between_checked_and_all(client: Client):
    page = make.article("Checked")
    french = make.article("Écrit en français", code="fr")
    make.version(page, "fr", say=lambda text: f"fr: {text}")
    every, checked = html_at(client, "/fr/tags/prevention/"), html_at(client, "/fr/tags/prevention/?show=checked")
    assert "fr: Checked" in every
    assert french.title in every
    assert "fr: Checked" not in checked
    assert french.title in checked
    assert f"<span>{say('fr', 'With machine translation')} · 2</span>" in every
    assert f"<span>{say('fr', 'Checked only')} · 1</span>" in checked


def test_a_tag_has_one_address_per_language(client: Client):
    make.article("Sommet", code="fr", tags=[make.tag("Mayors", name_fr="Maires", description_fr="Les élus.")])
    html = html_at(client, "/fr/tags/maires/")
    assert "Les élus." in html
    assert 'hreflang="en" href="http://testserver/en/tags/mayors/"' in html
    assert client.get("/fr/tags/mayors/?page=1").headers["Location"] == "/fr/tags/maires/?page=1"
    assert client.get("/fr/tags/MAIRES/").headers["Location"] == "/fr/tags/maires/"
    html_at(client, "/fr/tags/nothing/", 404)


def test_a_label_of_another_language_says_which(client: Client):
    make.article("قمة", code="ar", tags=[make.tag("Mayors")])
    assert '<h1><span lang="en" dir="ltr">Mayors</span></h1>' in html_at(client, "/ar/tags/mayors/")


def test_the_index_of_tags_is_in_the_alphabet_of_the_language(client: Client):
    tags = [
        make.tag(name, name_fr=french) for name, french in (("Towns", "Écoles"), ("Mayors", "Maires"), ("Art", "été"))
    ]
    make.article("Un", code="fr", tags=tags)
    make.article("Deux", code="fr", tags=tags[:1])
    make.article("Three", tags=[make.tag("Only English")])
    html = html_at(client, "/fr/tags/")
    assert html.index("Écoles") < html.index("été") < html.index("Maires")
    assert html.count('<h2 id="letter-') == 2
    assert "Only English" not in html
    assert '>Écoles</a> <span class="meta"><span aria-hidden="true">2<' in html


def test_the_page_of_a_type_lists_its_articles(client: Client):
    make.article("An interview", kind=make.kind("Interview"))
    make.article("A report")
    html = html_at(client, "/en/types/interview/")
    assert "An interview" in html
    assert "A report" not in html
    html_at(client, "/en/types/nothing/", 404)


def test_the_page_of_an_author_lists_articles_of_its_language(client: Client):
    ana = make.author("Ana Lund", role_en="Prevention team", role_fr="Équipe de prévention")
    make.article("By Ana", authors=[ana])
    make.article("D’Ana", code="fr", authors=[ana])
    html = html_at(client, "/fr/authors/ana-lund/")
    assert "Équipe de prévention" in html
    assert "D’Ana" in html
    assert "By Ana" not in html
    html_at(client, "/en/authors/nobody/", 404)


def test_two_authors_of_one_name_have_two_addresses():
    assert [make.author("Ana Lund").slug, make.author("Ana Lund").slug] == ["ana-lund", "ana-lund-2"]
    assert make.author("🙂").slug == "author"
