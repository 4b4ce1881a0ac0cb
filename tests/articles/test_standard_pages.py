"""Standard pages are translated, labelled and addressed like articles."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from articles.models import SiteSettings, StandardPage
from tests.articles import factories as make

pytestmark = pytest.mark.django_db
Role = StandardPage.Role


def html(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def settings_of_site(**fields: object) -> SiteSettings:
    from wagtail.models import Site

    site = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    for name, value in fields.items():
        setattr(site, name, value)
    site.full_clean()
    site.save()
    return site


def test_a_standard_page_has_a_version_with_notice_originals_and_alternates(client: Client):
    page = make.standard("About us", summary="Who we are.", role=Role.ABOUT)
    french = make.page_of(make.version(page, "fr"))
    assert (page.url, french.url, french.role) == ("/en/about-us/", "/fr/fr-about-us/", Role.ABOUT)
    source, translated = html(client, page.url), html(client, french.url)
    assert 'class="notice"' not in source
    assert 'class="notice" data-state="machine"' in translated
    assert f'hreflang="en" href="http://testserver{page.url}"' in translated
    assert f'hreflang="fr" href="http://testserver{french.url}"' in source
    assert f'href="{french.url}parallel/#s-' in translated
    assert client.get(f"{french.url}parallel/").status_code == 200


def test_a_standard_page_answers_only_at_its_own_address(client: Client):
    page = make.standard("About us")
    draft = make.standard("Plans", publish=False)
    article = make.article("A day")
    assert client.get("/fr/about-us/").status_code == 404
    assert client.get(draft.reader_path()).status_code == 404
    assert client.get(f"/en/{article.slug}/").status_code == 404
    assert client.get(f"/en/news/{page.slug}/").status_code == 404


def test_a_name_of_the_site_itself_is_refused_and_never_made(client: Client):
    assert make.standard("Tags").slug == "page-tags"
    page = make.standard("Contact")
    page.slug = "Search"
    with pytest.raises(ValidationError):
        page.full_clean()
    # Neither is it when a machine translates the title to such a word.
    named = make.version(page, "fr", say=lambda text: "Search" if text == "Contact" else f"fr: {text}")
    assert make.page_of(named).slug != "search"
    assert make.standard("🎉").slug == "page"


def test_one_page_a_language_has_a_purpose():
    page = make.standard("Privacy", role=Role.PRIVACY)
    make.version(page, "fr")
    page.full_clean()
    second = make.standard("Data protection")
    second.role = Role.PRIVACY
    with pytest.raises(ValidationError) as refused:
        second.full_clean()
    assert set(refused.value.message_dict) == {"role"}


def test_contact_and_licence_come_from_the_settings(client: Client):
    contact = make.standard("Contact", role=Role.CONTACT)
    how = make.standard("How we translate", role=Role.TRANSLATION)
    settings_of_site(
        contact_email_en="hello@example.org", postal_address_en="1 Quay\nPort", licence_name_en="CC BY 4.0",
        licence_url_en="https://creativecommons.org/licenses/by/4.0/", profiles_en="https://social.example/@us",
    )  # fmt: skip
    page = html(client, contact.url)
    assert "<address><bdi>1 Quay<br>Port</bdi></address>" in page
    assert 'href="mailto:hello@example.org"' in page
    assert '<a href="https://social.example/@us" rel="me noopener">social.example</a>' in page
    licence = '<a href="https://creativecommons.org/licenses/by/4.0/" rel="license">CC BY 4.0</a>'
    assert html(client, how.url).count(licence) == 2  # in the text, and in the footer of each page
    assert page.count(licence) == 1


def test_the_notice_and_the_report_form_lead_to_what_explains_them(client: Client):
    make.standard("How we translate", role=Role.TRANSLATION)
    make.standard("Privacy", role=Role.PRIVACY)
    french = make.page_of(make.version(make.article(), "fr"))
    page = html(client, french.url)
    notice = page[page.index('<details class="notice"') : page.index("</details>")]
    assert 'href="/en/how-we-translate/" hreflang="en"' in notice
    assert 'href="/en/privacy/"' in html(client, "/en/report/")


def test_a_preview_shows_what_is_in_the_editor(rf):
    page = make.standard("About us", publish=False)
    page.title = "About all of us"
    assert "About all of us" in page.serve_preview(rf.get("/"), "").content.decode()


def test_where_search_engines_are_to_leave_unchecked_text_out(client: Client):
    page = make.article()
    french = make.page_of(make.version(page, "fr"))
    noindex = '<meta name="robots" content="noindex">'
    assert noindex not in html(client, french.url)
    settings_of_site(unchecked_robots=SiteSettings.Robots.NOINDEX)
    assert noindex in html(client, french.url)
    assert noindex not in html(client, page.url)


def test_engines_are_named_unless_the_owner_says_no(client: Client):
    french = make.page_of(make.version(make.article(), "fr", engine="Engine of tests"))
    assert "Engine of tests" in html(client, french.url)
    settings_of_site(shows_engines=False)
    assert "Engine of tests" not in html(client, french.url)


def test_topic_pages_begin_with_the_owners_choice(client: Client):
    make.version(make.article(tags=[make.tag()]), "fr")
    settings_of_site(default_coverage=SiteSettings.Coverage.CHECKED)
    path = "/fr/tags/prevention/"
    with translation.override("fr"):
        nothing = gettext("There are no such articles in this language yet.")
    assert nothing in html(client, path)
    everything = html(client, f"{path}?show=machine")
    assert nothing not in everything
    assert f'href="{path}"' in everything


def test_a_page_without_a_picture_is_shared_with_the_sites_own(client: Client):
    make.article(tags=[make.tag()])
    assert 'property="og:image"' not in html(client, "/en/tags/prevention/")
    settings_of_site(share_picture=make.picture())
    assert 'property="og:image"' in html(client, "/en/tags/prevention/")


def test_profiles_are_addresses():
    make.structure("en")
    with pytest.raises(ValidationError):
        settings_of_site(profiles_fr="javascript:alert(1)")
