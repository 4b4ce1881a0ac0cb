"""The three coverages of a list: what people checked, all in the language, and what other languages have beside it."""

from datetime import date

import pytest
from django.test import Client

from articles.models import SiteSettings
from i18n.models import LanguageVersion, TranslationGroup
from tests.articles import factories as make
from tests.i18n.reader_pages import parsed
from tests.journeys.words import say

pytestmark = pytest.mark.django_db

LISTS = ("/fr/news/", "/fr/tags/prevention/", "/fr/types/news/")


def shown(client: Client, path: str) -> list[tuple[str, str | None]]:
    """(address, language where it is not the page's) of each card."""
    page = parsed(client.get(path))
    links = page.xpath("//article[@class='teaser']/h2/a")
    for link in links:
        assert link.get("hreflang") == link.getparent().get("lang"), "the title says which language it is in"
    return [(link.get("href"), link.get("hreflang")) for link in links]


def numbers(client: Client, path: str) -> list[int]:
    labels = parsed(client.get(path)).xpath("//ul[@class='coverage']//a/span/text()")
    return [int(label.rsplit("·", 1)[1]) for label in labels]


def test_each_article_is_offered_once_in_the_readers_language_else_as_the_original_else_in_another(client: Client):
    make.structure("fr")
    everywhere = make.article("Everywhere", published_on=date(2022, 6, 5))
    french = make.page_of(make.version(everywhere, "fr"))
    make.version(everywhere, "ar")
    written = make.article("Écrit ici", code="fr", published_on=date(2022, 6, 4))
    spanish = make.article("Otro", code="es", published_on=date(2022, 6, 3))
    make.version(spanish, "en")
    gone = make.article("Original away", published_on=date(2022, 6, 2))
    arabic = make.page_of(make.version(gone, "ar"))
    make.version(gone, "es")
    gone.unpublish()
    make.article("Draft", publish=False)
    left = LanguageVersion.objects.get(group__versions__page=arabic, locale__language_code="es")  # the site's order
    for path in LISTS:
        assert shown(client, f"{path}?show=checked") == [(written.reader_path(), None)]
        assert shown(client, path) == [(french.reader_path(), None), (written.reader_path(), None)]
        assert shown(client, f"{path}?show=others") == [
            (french.reader_path(), None),
            (written.reader_path(), None),
            (spanish.reader_path(), "es"),
            (make.page_of(left).reader_path(), "es"),
        ]
        assert numbers(client, path) == [1, 2, 4]
    card = parsed(client.get("/ar/tags/prevention/?show=others")).xpath("//article[.//a[text()='Écrit ici']]")[0]
    assert [(text.get("lang"), text.get("dir")) for text in card.xpath("./h2 | ./p[2]")] == [("fr", "ltr")] * 2
    assert card.xpath(".//span[@class='state']/text()") == [say("ar", "Original")]


def test_after_a_change_of_source_the_new_original_is_the_one_that_is_offered(client: Client):
    make.structure("fr")
    page = make.article("First in English")
    spanish = make.version(page, "es")
    assert shown(client, "/fr/news/?show=others") == [(page.reader_path(), "en")]
    TranslationGroup.objects.filter(pk=spanish.group_id).update(source=spanish)
    assert shown(client, "/fr/news/?show=others") == [(make.page_of(spanish).reader_path(), "es")]


def test_a_version_without_the_topic_hides_no_other_version_that_has_it(client: Client):
    page = make.article("About parks", tags=[make.tag("Parks")])
    french = make.page_of(make.version(page, "fr"))
    french.tags.clear()
    french.save()
    assert shown(client, "/fr/tags/parks/?show=others") == [(page.reader_path(), "en")]


def test_filters_coverage_and_page_stay_in_every_address_together(client: Client):
    make.structure("fr")
    event = make.kind("Event", name_fr="Rencontre")
    for number in range(13):
        make.article(f"Event {number}", kind=event)
    make.article("A report")
    page = parsed(client.get("/fr/tags/prevention/?type=event&show=others"))
    assert page.xpath("//ul[@class='coverage']//a/@href") == [
        "/fr/tags/prevention/?type=rencontre&show=checked",
        "/fr/tags/prevention/?type=rencontre",
        "/fr/tags/prevention/?type=rencontre&show=others",
    ]
    assert page.xpath("//nav[@class='pages']/a[@rel='next']/@href") == [
        "/fr/tags/prevention/?type=rencontre&show=others&page=2"
    ]
    form = page.xpath("//form[@class='filters']")[0]
    assert form.get("action") == "/fr/tags/prevention/"
    assert form.xpath(".//input[@name='show']/@value") == ["others"]
    assert form.xpath(".//option[@selected]/@value") == ["rencontre"]
    assert len(shown(client, "/fr/tags/prevention/?type=rencontre&show=others&page=2")) == 1
    assert client.get("/fr/tags/prevention/?type=rencontre&show=others&page=3").status_code == 404
    assert numbers(client, "/fr/types/rencontre/?tag=prevention") == [0, 0, 13]
    assert numbers(client, "/fr/types/rencontre/?tag=nothing") == [0, 0, 0]


def test_the_owner_of_the_site_may_choose_what_lists_show_at_first(client: Client):
    make.structure("fr")
    page = make.article("Only English")
    stored = SiteSettings.objects.first() or SiteSettings(site_id=page.get_site().pk)
    stored.default_coverage = SiteSettings.Coverage.OTHERS
    stored.save()
    for path in LISTS:
        assert shown(client, path) == [(page.reader_path(), "en")]
        assert shown(client, f"{path}?show=machine") == []
        assert client.get(f"{path}?show=nonsense").status_code == 200
    assert 'href="/fr/news/?show=machine"' in client.get("/fr/news/").content.decode()
