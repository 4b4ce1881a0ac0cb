"""Short permanent addresses lead to a page in a language, whatever its slug becomes."""

import re
from urllib.parse import unquote

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from i18n.models import TranslationGroup
from i18n.models.group import new_short_id
from tests.articles import factories as make

pytestmark = pytest.mark.django_db


def short_of(page, code: str = "") -> str:
    group = TranslationGroup.objects.get(translation_key=page.translation_key)
    return f"/{code or page.locale.language_code}/n/{group.short_id}/"


def test_an_id_has_no_vowel_and_is_never_the_same():
    ids = {new_short_id() for _ in range(200)}
    assert len(ids) == 200
    assert all(re.fullmatch("[b-df-hjkmnp-tv-xz2-9]{8}", short_id) for short_id in ids)


def test_it_leads_to_the_page_in_its_language_and_survives_a_new_slug(
    client: Client, django_capture_on_commit_callbacks
):
    page = make.article("A day in the city")
    arabic = make.page_of(make.version(page, "ar", say=lambda text: "قمة المدن"))
    for one in (page, arabic):
        answer = client.get(f"{short_of(one)}?from=mail")
        assert (answer.status_code, unquote(answer.headers["Location"])) == (302, unquote(f"{one.url}?from=mail"))
    before = short_of(page)
    page.slug = "another-name"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert short_of(page) == before
    assert client.get(before).headers["Location"] == "/en/news/another-name/"
    standard = make.standard("About us")
    assert client.get(short_of(standard)).headers["Location"] == "/en/about-us/"


def test_what_is_not_public_has_no_short_address(client: Client):
    page = make.article()
    short = short_of(page)
    assert client.get(short_of(page, "fr")).status_code == 404
    assert client.get("/en/n/zzzzzzzz/").status_code == 404
    assert client.get("/en/n/").status_code == 404
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(short).status_code == 404
    restriction.delete()
    assert client.get(short).status_code == 302
    page.unpublish()
    assert client.get(short).status_code == 410
    draft = make.article(publish=False)
    assert not TranslationGroup.objects.filter(translation_key=draft.translation_key).exists()


def test_sharing_and_copying_take_the_short_address(client: Client):
    page = make.article("A day in the city")
    html = client.get(page.url).content.decode()
    short = f"http://testserver{short_of(page)}"
    assert f'<link rel="shortlink" href="{short}">' in html
    assert html.count(short.replace(":", "%3A").replace("/", "%2F")) == 7
    assert f'<link rel="canonical" href="http://testserver{page.url}">' in html
