"""Others take an article over: clean HTML with licence, credits and the state of the translation."""

import pytest
from django.test import Client
from lxml import html
from wagtail.models import Site

from articles.models import SiteSettings
from i18n.models import LanguageVersion, PublicName
from i18n.services import naming, publishing, withdrawal
from tests.articles import bodies
from tests.articles import factories as make
from tests.i18n import factories as i18n_make

pytestmark = pytest.mark.django_db
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@pytest.fixture(autouse=True)
def site_settings():
    values = {"name_en": "Our network", "licence_name_en": "CC BY 4.0", "licence_name_fr": "CC BY 4.0"}
    values |= {"licence_url_en": LICENCE, "licence_url_fr": LICENCE}
    return SiteSettings.objects.update_or_create(site=Site.objects.get(is_default_site=True), defaults=values)[0]


def offered(client: Client, page) -> html.HtmlElement:
    answer = client.get(f"{page.url}republish/")
    assert answer.status_code == 200
    return html.document_fromstring(answer.content)


def text_of(client: Client, page) -> html.HtmlElement:
    return html.document_fromstring(offered(client, page).xpath("string(//textarea)"))


def test_an_article_is_there_as_clean_html_with_licence_and_authors(client: Client):
    page = make.article("A bridge & more", body=bodies.every_block(), authors=[make.author("Ana Lund")])
    assert f'href="{page.url}republish/"' in client.get(page.url).content.decode()
    text = text_of(client, page)
    assert text.xpath("string(//h1)") == "A bridge & more"
    assert text.xpath("//script | //img | //video | //iframe | //*[@class or @id or @style or @data-state]") == []
    assert text.xpath("//a[@rel='license']/@href") == [LICENCE]
    assert text.xpath("//a[@rel='canonical']/@href") == [f"http://testserver{page.url}"]
    words = text.text_content()
    assert "By Ana Lund." in words
    assert "on 2 November 2022" in words
    assert all(url.startswith(("http", "mailto:")) for url in text.xpath("//a/@href"))


def test_a_translation_takes_its_label_along_and_the_names_of_those_who_consent(client: Client):
    version = make.version(make.article("A bridge"), "fr")
    labels = text_of(client, make.page_of(version)).xpath("//p[strong]")
    assert "0" in labels[1].text_content()
    person = make.user("ida")
    person.first_name, person.last_name = "Ida", "Berg"
    person.save()
    for sentence in i18n_make.sentences(version):
        i18n_make.approve(version, sentence, "Un pont", person)
    publishing.publish(version=LanguageVersion.objects.get(pk=version.pk))
    unnamed = text_of(client, make.page_of(version)).text_content()
    assert "Ida" not in unnamed
    naming.choose(user=person, choice=PublicName.Choice.NAME)
    assert "Ida Berg" in text_of(client, make.page_of(version)).text_content()


def test_it_is_offered_only_where_the_owner_wants_it_and_names_a_licence(client: Client, site_settings):
    page = make.article()
    for change in ({"republishing": False}, {"republishing": True, "licence_name_en": "", "licence_url_en": "",
                   "licence_name_fr": "", "licence_url_fr": ""}):  # fmt: skip
        SiteSettings.objects.update(**change)
        assert "republish" not in client.get(page.url).content.decode()
        assert client.get(f"{page.url}republish/").status_code == 404


def test_search_engines_leave_it_out(client: Client):
    assert 'name="robots" content="noindex' in client.get(f"{make.article().url}republish/").content.decode()


def test_what_was_taken_back_is_gone_there_too_and_an_alias_leads_on(client: Client):
    page = make.article("A bridge")
    alias = page.create_alias(update_slug="another-bridge")
    followed = client.get(f"{alias.reader_path()}republish/")
    assert (followed.status_code, followed["Location"]) == (302, f"{page.reader_path()}republish/")
    group = LanguageVersion.objects.get(page_id=page.pk).group
    withdrawal.withdraw(
        group=group, person=make.user("boss", superuser=True), reasons={"en": "The figures were wrong."}
    )
    answer = client.get(f"{page.reader_path()}republish/")
    assert answer.status_code == 410
    assert "The figures were wrong." in answer.content.decode()
