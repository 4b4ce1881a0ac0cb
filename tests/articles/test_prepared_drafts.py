"""Translations made before their original is public: no word of them is on any public surface."""

import pytest
from django.test import Client

from articles.models import ArticlePage
from i18n.models import LanguageVersion
from i18n.services import publishing, versions
from tests.articles import factories as make

pytestmark = pytest.mark.django_db
CANARY = "Zanzibarracuda"


def test_no_word_of_a_prepared_draft_is_public_in_any_language(client: Client):
    for code in ("en", "fr", "ar"):
        make.structure(code)
    make.version(make.article("Public news"), "fr")
    page = make.article(f"{CANARY} plans", publish=False, summary=f"{CANARY} in short.")
    revision = page.get_latest_revision()
    versions.prepare(page=revision.as_object(), revision=revision)
    group = LanguageVersion.objects.get(page_id=page.pk).group
    prepared = [make.fill(versions.create(group=group, locale=make.locale(code))) for code in ("fr", "ar")]
    for version in prepared:
        done = publishing.publish(version=version, release=True, user=make.user("boss", superuser=True))
        assert not done.published
        assert done.version.with_source
    pages = ArticlePage.objects.filter(translation_key=page.translation_key)
    assert pages.count() == 3
    paths = ["/en/", "/en/tags/", "/en/tags/prevention/", "/en/types/news/"]
    for code in ("en", "fr", "ar"):
        paths += [f"/{code}/", f"/{code}/news/", f"/{code}/search/?q={CANARY}", f"/{code}/n/{group.short_id}/"]
    for row in pages:
        paths += [row.reader_path(), f"{row.reader_path()}parallel/"]
        assert client.get(row.reader_path()).status_code == 404
    for path in paths:
        answer = client.get(path)
        shown = answer.content.decode().replace(f"q={CANARY}", "").replace(f'value="{CANARY}"', "")
        assert f"{CANARY} plans" not in shown, path
        assert f"{CANARY} in short" not in shown, path
    ArticlePage.objects.get(pk=page.pk).get_latest_revision().publish()
    assert client.get(page.reader_path()).status_code == 200
