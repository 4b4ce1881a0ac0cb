"""Searching in what was translated before: what is found, by whom, and what it costs."""

import time
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from i18n.models import LanguageVersion, Origin, Segment, SegmentRevision, SegmentTranslation, State
from i18n.segments import fold, highlight
from i18n.services import concordance, review
from tests.i18n import factories, people
from tests.testsite.models import NotePage

pytestmark = pytest.mark.django_db

SUMMIT = "The mayors met at the <b>summit</b>."


@pytest.fixture
def anna() -> Any:
    people.ensure()
    return people.member("anna", "Translators: French")


@pytest.fixture
def version(anna: Any) -> LanguageVersion:
    version = factories.published(factories.note("One", body=[f"<p>{SUMMIT} It rained.</p>"]), "fr")
    review.approve(
        version=version,
        public_id=factories.id_of(version, "mayors"),
        text="La municipalité s’est réunie au ⟨1⟩sommet⟨/1⟩.",
        person=anna,
    )
    return version


def search(version: LanguageVersion, person: Any, text: str) -> list[str]:
    found = concordance.search(version=version, person=person, text=text)
    return ["".join(part for part, _marked in hit.target) for hit in found.hits]


FRENCH = "La municipalité s’est réunie au sommet."


@pytest.mark.parametrize(
    "text", ["municipalite", "REUNIE sommet", "sommet municipalité", "s'est", "mayors summit", "SUMMIT", "municip"]
)
def test_words_are_found_in_original_or_translation_without_accents_or_case(
    version: LanguageVersion, anna: Any, text: str
) -> None:
    other = factories.published(factories.note("Two"), "fr")
    assert search(other, anna, text) == [FRENCH]
    hit = concordance.search(version=other, person=anna, text=text).hits[0]
    assert (hit.version_id, hit.state, hit.title) == (version.pk, State.REVIEWED, "One")


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "100%", "_", "mayors sommet", "%", "\\", "nowhere"])
def test_what_is_not_there_is_not_found(version: LanguageVersion, anna: Any, text: str) -> None:
    assert search(version, anna, text) == []


def test_only_what_is_current_is_found(version: LanguageVersion, anna: Any) -> None:
    page = NotePage.objects.get(pk=version.group.source.page_id)
    page.body[0].value.source = "<p>It rained.</p>"
    page.save_revision().publish()
    changed = LanguageVersion.objects.get(pk=version.pk)
    assert search(changed, anna, "sommet") == []
    assert search(changed, anna, "rained") == ["fr: It rained."]


def test_only_what_one_may_read_is_found(version: LanguageVersion, anna: Any) -> None:
    cast = people.everybody()
    secret = factories.published(factories.note("Elsewhere", body=["<p>A secret plan.</p>"]), "fr")
    assert search(version, cast["moderator"], "secret") == ["fr: A secret plan."]
    assert search(version, cast["editor"], "secret") == ["fr: A secret plan."]
    for role in ("nobody", "stranger"):
        with pytest.raises(PermissionDenied):
            search(version, cast[role], "secret")
    spanish = factories.published(NotePage.objects.get(pk=secret.group.source.page_id), "es")
    assert search(version, anna, "plan") == ["fr: A secret plan."]
    with pytest.raises(PermissionDenied):
        search(spanish, anna, "plan")


@pytest.mark.parametrize("q", ["sommet", "\x00", "x " * 5000, "%", "(((", "sommet &", "a" * 10_000])
def test_the_page_answers_whatever_is_asked(version: LanguageVersion, anna: Any, q: str) -> None:
    address = reverse("translations:concordance", args=[version.pk])
    for part in ("", "1"):
        answer = people.logged_in(anna).get(address, {"q": q, "part": part})
        assert answer.status_code == 200
    if q == "sommet":
        page = answer.content.decode()
        assert "<mark>sommet</mark>" in page
        assert "<html" not in page
        assert f"#s-{factories.id_of(version, 'mayors')}" in page


@pytest.mark.slow
def test_quick_in_fifty_thousand_texts_with_the_same_few_queries(version: LanguageVersion, anna: Any) -> None:
    group, source = version.group, version.group.source
    public_ids = [f"x{number}" for number in range(25_000)]
    segments = Segment.objects.bulk_create(Segment(group=group, public_id=key, kind="body") for key in public_ids)
    for locale_id, words in ((source.locale_id, "The plan of house"), (version.locale_id, "Le plan de la maison")):
        texts = SegmentRevision.objects.bulk_create(
            SegmentRevision(
                segment=s, locale_id=locale_id, text=f"{words} {s.pk}", source_hash=str(s.pk), origin=Origin.PERSON
            )
            for s in segments
        )
        SegmentTranslation.objects.bulk_create(
            SegmentTranslation(segment_id=t.segment_id, locale_id=locale_id, latest=t, live=t) for t in texts
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    concordance.search(version=version, person=anna, text="x")
    with CaptureQueriesContext(connection) as queries:
        started = time.process_time()
        concordance.search(version=version, person=anna, text="plan maison")
        concordance.search(version=version, person=anna, text="municipalite")
        spent = time.process_time() - started
    assert len(queries) <= 8
    assert sum(float(query["time"]) for query in queries) + spent < 4  # two searches; 0.2 s each on a quiet machine


def test_folding() -> None:
    assert fold("  Ça\u00a0VA — Straße, ŁÓDŹ, Ørsted\n") == "ca va — strasse, lodz, orsted"
    assert fold("المُدُنُ الآمِنة") == fold("المدن الامنة")
    assert fold("a\x00b\u200bc") == "abc"


def test_found_words_keep_their_place() -> None:
    assert highlight("Dès l’été œuvre", [fold("ete"), fold("oeuv")]) == [
        ("Dès l’", False), ("été", True), (" ", False), ("œuv", True), ("re", False),
    ]  # fmt: skip
    assert highlight("Straße", ["ss"]) == [("Stra", False), ("ß", True), ("e", False)]
    assert highlight("", ["a"]) == []
