"""The page as it would be with the translators' newest texts: right, for those who may see drafts, and never public."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from i18n.models import LanguageVersion, RenderedText, SegmentRevision
from i18n.public import preview_reading
from i18n.review import screen
from i18n.services import previewing, review
from tests.i18n import factories, people
from tests.i18n.people import logged_in
from tests.testsite.models import NoteLink, NotePage

pytestmark = [pytest.mark.django_db]

FIRST = "opened its doors"


@pytest.fixture
def anna() -> Any:
    people.ensure()
    return people.member("anna", "Translators: French")


@pytest.fixture
def source() -> NotePage:
    return factories.note()


@pytest.fixture
def version(source: NotePage) -> LanguageVersion:
    return factories.published(source, "fr")


def look(version: LanguageVersion) -> dict[str, str]:
    """Path → HTML of the preview."""
    found = screen.find(version.pk)
    assert found is not None
    page = previewing.build(version=found)
    reading = preview_reading(page)
    assert reading is not None
    return {path: str(value) for path, value in reading.fields.items()}


def body_of(version: LanguageVersion) -> str:
    return "".join(html for path, html in look(version).items() if path.startswith("body"))


def test_a_draft_stands_in_its_place_and_nothing_is_written(version: LanguageVersion, anna: Any) -> None:
    public_id = factories.id_of(version, FIRST)
    review.save(version=version, public_id=public_id, text="La ville <s'est> ouverte.", person=anna)
    before = (SegmentRevision.objects.count(), RenderedText.objects.get(version=version).fields)
    html = body_of(version)
    assert re.search(rf'<span class="s" id="s-{public_id}"[^>]*>La ville &lt;s\'est&gt; ouverte\.</span>', html)
    after = (SegmentRevision.objects.count(), RenderedText.objects.get(version=version).fields)
    assert before == after
    assert "ouverte" not in str(after)


def test_a_sentence_without_a_text_shows_the_original_marked_as_missing(source: NotePage) -> None:
    version = factories.version_of(source, "fr")
    first = factories.id_of(version, FIRST)
    factories.fill(version, only={first})
    html = body_of(version)
    assert "fr: The city opened its doors" in html
    other = factories.id_of(version, "Visitors came")
    assert re.search(rf'id="s-{other}" data-state="missing" lang="en">Visitors came', html)


def test_relations_of_a_changed_original_are_shown_and_not_stored(version: LanguageVersion, source: NotePage) -> None:
    page = NotePage.objects.get(pk=source.pk)
    page.links.add(NoteLink(address="https://example.org/new"))
    page.body[0].value.source = page.body[0].value.source.replace("two days", "three days")
    page.save_revision().publish()
    found = screen.find(version.pk)
    assert found is not None
    shown = previewing.build(version=found)
    assert [link.address for link in shown.links.all()] == ["https://example.org/new"]
    assert not NoteLink.objects.filter(note_id=version.page_id).exists()


@pytest.mark.parametrize("state", ["public", "held"])
def test_those_who_may_read_drafts_see_it_as_a_page_of_its_own_that_nobody_keeps(
    source: NotePage, anna: Any, state: str
) -> None:
    version = factories.published(source, "fr") if state == "public" else factories.version_of(source, "fr")
    if state == "held":
        factories.fill(version)
    address = reverse("translations:preview", args=[version.pk])
    response = logged_in(anna).get(address)
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert "private" in response.headers["Cache-Control"]
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert response.headers["X-Robots-Tag"].startswith("noindex")
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert Client().get(address).status_code in (302, 403)
    assert logged_in(people.member("sofia", "Translators: Spanish")).get(address).status_code == 404


def test_an_original_has_no_preview_here(source: NotePage, anna: Any) -> None:
    original = LanguageVersion.objects.get(page_id=source.pk)
    moderator = logged_in(people.member("mo", "Moderators"))
    assert moderator.get(reverse("translations:preview", args=[original.pk])).status_code == 404
