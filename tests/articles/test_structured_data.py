"""What a page's head tells machines: JSON-LD, Open Graph, feeds, robots."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from lxml import html
from wagtail.models import Site

from articles.models import SiteSettings
from articles.open_graph import locale_of
from articles.structured_data import for_script
from i18n.models import PublicName
from i18n.services import publishing
from tests.articles import factories as make


def head(client: Client, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200
    return html.document_fromstring(answer.content.decode().encode(), parser=html.HTMLParser(encoding="utf-8")).head


def graph(client: Client, path: str) -> dict[str, Any]:
    """JSON-LD of a page, by type."""
    found = [json.loads(node.text) for node in head(client, path).xpath("//script[@type='application/ld+json']")]
    assert len(found) == 1
    assert found[0]["@context"] == "https://schema.org"
    return {item["@type"]: item for item in found[0].get("@graph", found)}


def og(client: Client, path: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in head(client, path).xpath("//meta[@property or @name]"):
        found.setdefault(node.get("property") or node.get("name"), []).append(node.get("content"))
    return found


def site_settings(**fields: Any) -> None:
    SiteSettings.objects.update_or_create(site=Site.objects.get(is_default_site=True), defaults=fields)


def test_no_text_can_end_the_element_that_it_stands_in():
    text = for_script({"name": "</script><!--<script>&\u2028\u2029"})
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text)["name"] == "</script><!--<script>&\u2028\u2029"


@pytest.mark.parametrize(
    ("code", "form"),
    [("fr", "fr_FR"), ("ar", "ar_AR"), ("pt-br", "pt_BR"), ("zh-hans", "zh_CN"), ("nb", "nb_NO"), ("en", "en_GB")],
)
def test_languages_have_the_form_that_open_graph_knows(code: str, form: str):
    assert locale_of(code) == form


@pytest.mark.django_db
def test_an_article_and_its_versions_name_each_other(client: Client):
    site_settings(licence_url_en="https://creativecommons.org/licenses/by/4.0/", name_en="City News")
    page = make.article(
        "A day </script>", authors=[make.author()], place="Oslo", lead_image=make.picture(), lead_alt="Drawn"
    )
    french = make.version(page, "fr")
    url, other = f"http://testserver{page.url}", f"http://testserver{make.page_of(french).url}"
    found = graph(client, page.url)
    article = found["NewsArticle"]
    assert article["headline"] == "A day </script>"
    assert article["inLanguage"] == "en"
    assert article["datePublished"] == "2022-11-02"
    assert article["dateModified"].startswith("20")
    assert article["author"] == [
        {"@type": "Person", "name": "Ana Lund", "url": "http://testserver/en/authors/ana-lund/"}
    ]
    assert article["publisher"]["name"] == "City News"
    assert article["keywords"] == ["Prevention"]
    assert article["timeRequired"] == "PT1M"
    assert article["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert article["isAccessibleForFree"] is True
    assert len(article["image"]) == 2
    assert [version["@id"] for version in article["workTranslation"]] == [other]
    assert not {"digitalSourceType", "translator", "translationOfWork"} & set(article)
    steps = found["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert steps[1]["item"] == "http://testserver/en/news/"

    article = graph(client, make.page_of(french).url)["NewsArticle"]
    assert article["inLanguage"] == "fr"
    assert article["translationOfWork"]["@id"] == url
    assert article["translationOfWork"]["inLanguage"] == "en"
    assert article["digitalSourceType"] == "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
    assert "translator" not in article


@pytest.mark.django_db
def test_translators_are_named_by_consent_and_what_people_checked_is_no_machine_text(client: Client):
    made = make.version(make.article(), "fr")
    person = make.user("lea")
    texts = list(make.live_texts(made).items())
    make.approve(made, *texts[0], person)
    publishing.publish(version=made)
    url = make.page_of(made).url
    partly = graph(client, url)["NewsArticle"]
    assert partly["digitalSourceType"].endswith("/CompositeWithTrainedAlgorithmicMediaDigitalSource")
    for public_id, text in texts[1:]:
        make.approve(made, public_id, text, person)
    publishing.publish(version=made)
    checked = graph(client, url)["NewsArticle"]
    assert not {"digitalSourceType", "translator"} & set(checked)
    PublicName.objects.create(user=person, choice="pseudonym", pseudonym="Léa T.")
    assert graph(client, url)["NewsArticle"]["translator"] == [{"@type": "Person", "name": "Léa T."}]


@pytest.mark.django_db
def test_each_kind_of_page_says_what_it_is(client: Client):
    page = make.article("A day", authors=[make.author(role_en="Reporter")])
    make.standard("About us")
    home = graph(client, "/fr/")["WebSite"]
    assert home["potentialAction"]["target"]["urlTemplate"] == "http://testserver/fr/search/?q={search_term_string}"
    for path in ("/en/tags/prevention/", "/en/types/news/"):
        found = graph(client, path)
        assert found["CollectionPage"]["mainEntity"]["itemListElement"][0]["url"] == f"http://testserver{page.url}"
        assert found["BreadcrumbList"]["itemListElement"][-1]["name"] in ("Prevention", "News")
    foreign = graph(client, "/fr/tags/prevention/")["CollectionPage"]
    assert foreign["name"] == {"@value": "Prevention", "@language": "en"}
    assert graph(client, "/en/authors/ana-lund/")["ProfilePage"]["mainEntity"]["jobTitle"] == "Reporter"
    assert graph(client, "/en/about-us/")["BreadcrumbList"]["itemListElement"][-1]["name"] == "About us"


@pytest.mark.django_db
def test_open_graph_is_complete(client: Client):
    page = make.article("A day", authors=[make.author()], lead_image=make.picture(), lead_alt="Drawn.")
    make.version(page, "ar")
    found = og(client, page.url)
    assert found["og:type"] == ["article"]
    assert found["og:title"] == ["A day"]
    assert found["og:description"] == ["What happened there."]
    assert found["og:url"] == [f"http://testserver{page.url}"]
    assert found["og:locale"] == ["en_GB"]
    assert found["og:locale:alternate"] == ["ar_AR"]
    assert found["article:published_time"] == ["2022-11-02"]
    assert found["article:modified_time"][0] > "2022"
    assert found["article:section"] == ["News"]
    assert found["article:tag"] == ["Prevention"]
    assert found["article:author"] == ["http://testserver/en/authors/ana-lund/"]
    assert (found["og:image:width"], found["og:image:height"]) == (["1200"], ["630"])
    assert found["og:image:alt"] == ["A day. Drawn"]
    assert found["twitter:card"] == ["summary_large_image"]
    assert found["robots"] == ["max-image-preview:large"]
    assert og(client, "/en/tags/prevention/")["og:title"] == ["Prevention"]


@pytest.mark.django_db
def test_machine_text_that_nobody_checked_is_left_out_of_search_engines_where_the_site_says_so(client: Client):
    page = make.article()
    made = make.version(page, "fr")
    site_settings(unchecked_robots="noindex")
    assert og(client, make.page_of(made).url)["robots"] == ["noindex"]
    assert og(client, page.url)["robots"] == ["max-image-preview:large"]


@pytest.mark.django_db
def test_feeds_are_found_from_the_pages_that_they_belong_to(client: Client):
    page = make.article()
    for path, base in (("/en/", "/en/"), (page.url, "/en/"), ("/en/tags/prevention/", "/en/tags/prevention/"),
                       ("/en/types/news/?show=checked", "/en/types/news/")):  # fmt: skip
        links = head(client, path).xpath("//link[@rel='alternate'][@type]/@href")
        assert links == [f"{base}feed.{form}" for form in ("atom", "rss", "json")]
        assert all(client.get(link).status_code == 200 for link in links)
    text = client.get("/en/tags/prevention/").content.decode()
    assert re.search(r'<a [^>]*href="/en/tags/prevention/feed.atom"', text)
