"""What helps at the review screen: which sentences are shown, the earlier translation, signs of the language."""

import re
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from i18n.models import ErrorReport, LanguageVersion, SegmentRevision, SegmentTranslation
from i18n.review import typing
from i18n.services import review
from tests.i18n import factories, people
from tests.i18n.people import logged_in
from tests.testsite.models import NotePage

FIRST = "opened its doors"


@pytest.fixture
def anna(db: Any) -> Any:
    people.ensure()
    return people.member("anna", "Translators: French")


@pytest.fixture
def version(db: Any) -> LanguageVersion:
    return factories.published(factories.note(), "fr")


def page_of(person: Any, version: LanguageVersion, query: str = "") -> str:
    response = logged_in(person).get(reverse("translations:review", args=[version.pk]) + query)
    assert response.status_code == 200
    return response.content.decode()


def shown(page: str) -> list[str]:
    return re.findall(r'<li class="segment" id="s-([^"]+)"', page)


def approve(version: LanguageVersion, words: str, text: str, person: Any) -> str:
    public_id = factories.id_of(version, words)
    review.approve(version=version, public_id=public_id, text=text, person=person)
    return public_id


def edit_source(version: LanguageVersion, old: str, new: str) -> None:
    page = NotePage.objects.get(pk=version.group.source.page_id)
    page.body[0].value.source = page.body[0].value.source.replace(old, new)
    page.save_revision().publish()


def test_the_address_says_which_sentences_are_shown(version: LanguageVersion, anna: Any) -> None:
    done = approve(version, FIRST, "La ville.", anna)
    edit_source(version, "its doors", "its gates")
    text = SegmentTranslation.objects.get(
        segment__group=version.group, segment__public_id=factories.id_of(version, "Visitors"), locale=version.locale
    ).latest
    ErrorReport.objects.create(segment=text.segment, version=version, revision=text, token="t-1")
    everything = shown(page_of(anna, version))
    assert len(everything) == 9
    assert shown(page_of(anna, version, "?show=outdated")) == [done]
    assert shown(page_of(anna, version, "?show=reported")) == [factories.id_of(version, "Visitors")]
    assert shown(page_of(anna, version, "?show=nonsense")) == everything
    page = page_of(anna, version, "?show=open")
    assert re.search(r'href="[^"]*\?show=open" aria-current="page">To handle <span class="count">9</span>', page)
    form = re.search(r'<form method="post" action="([^"]+)" class="target">', page)
    assert form is not None
    assert form[1].endswith("?show=open")


def test_a_draft_does_not_hide_what_changed_and_the_earlier_translation(version: LanguageVersion, anna: Any) -> None:
    public_id = approve(version, FIRST, "La ville a ouvert ses portes.", anna)
    edit_source(version, "its doors", "its gates")
    review.save(version=version, public_id=public_id, text="La ville a ouvert ses portails.", person=anna)
    row = page_of(anna, version, "?show=open").partition(f'id="s-{public_id}"')[2].partition("</li>")[0]
    assert "<del>doors</del>" in row
    assert "<ins>gates</ins>" in row
    assert 'data-whole="La ville a ouvert ses portes."' in row


def test_an_approved_text_needs_no_comparison_any_more(version: LanguageVersion, anna: Any) -> None:
    approve(version, FIRST, "La ville a ouvert ses portes.", anna)
    edit_source(version, "its doors", "its gates")
    approve(version, FIRST.replace("doors", "gates"), "La ville a ouvert ses portails.", anna)
    assert "<del>doors</del>" not in page_of(anna, version)


@pytest.mark.parametrize(
    ("language", "marks", "narrow"),
    [("fr", "«\u202f|\u202f»|“|”", ";!?«»‹›"), ("es", "«|»|“|”", ""), ("de-AT", "„|“|‚|‘", ""), ("xx", "“|”|‘|’", "")],
)
def test_signs_are_those_of_the_language(language: str, marks: str, narrow: str) -> None:
    assert typing.quotes(language) == marks
    assert typing.narrow(language) == narrow


@pytest.mark.slow
def test_two_hundred_sentences_with_ten_revisions_each_cost_few_queries(
    anna: Any, django_assert_max_num_queries: Any
) -> None:
    words = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"]
    body = ["".join(f"<p>{'. '.join(f'{word} number {n} is here' for word in words)}.</p>" for n in range(20))]
    version = factories.published(factories.note(body=body), "fr")
    texts = list(SegmentRevision.objects.filter(segment__group=version.group, locale=version.locale))
    for number in range(9):
        SegmentRevision.objects.bulk_create(
            SegmentRevision(
                segment_id=text.segment_id, locale_id=text.locale_id, text=f"{text.text} {number}",
                source_hash=text.source_hash, origin=text.origin, engine="test engine",
            )
            for text in texts
        )  # fmt: skip
    client = logged_in(anna)
    address = reverse("translations:review", args=[version.pk])
    client.get(address)
    with django_assert_max_num_queries(15):
        assert len(shown(client.get(address).content.decode())) > 200
    public_id = factories.id_of(version, "Four number 7 ")
    form = {"sentence": public_id, "revision": "", "action": "save", "text": "Quatre"}
    with django_assert_max_num_queries(12 + _savepoints()):
        review.save(version=version, public_id=public_id, text="Quatre numéro 7", person=anna)
    with django_assert_max_num_queries(15):
        client.get(reverse("translations:preview", args=[version.pk]))
    assert client.post(reverse("translations:sentence", args=[version.pk]), form).status_code == 302


def _savepoints() -> int:
    """A test runs in a transaction: what opens one elsewhere is a savepoint here, and its release."""
    return 2 if connection.in_atomic_block else 0
