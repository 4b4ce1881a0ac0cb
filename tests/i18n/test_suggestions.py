"""Texts that may serve for a sentence: which, with whose marks, and what is recorded when one is used."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from i18n.models import Decision, ErrorReport, LanguageVersion, Origin, SegmentTranslation
from i18n.review import screen
from i18n.segments import Element, Sentence, refit
from i18n.services import review
from tests.i18n import factories, people
from tests.i18n.test_review_service import publish
from tests.testsite.models import NotePage

pytestmark = pytest.mark.django_db

SAME = 'Read the <a href="https://example.org/x">report</a>.'
BODY = [f"<p>It began. {SAME} It ended.</p>"]
FRENCH = "Lire le ⟨1⟩rapport⟨/1⟩."


@pytest.fixture
def anna() -> Any:
    people.ensure()
    return people.member("anna", "Translators: French")


@pytest.fixture
def version(anna: Any) -> LanguageVersion:
    return factories.published(factories.note(body=BODY), "fr")


def latest_of(version: LanguageVersion, words: str) -> SegmentTranslation:
    return SegmentTranslation.objects.select_related("latest__author").get(
        segment__group=version.group, segment__public_id=factories.id_of(version, words), locale=version.locale
    )


def approve(version: LanguageVersion, words: str, text: str, person: Any) -> review.Outcome:
    return review.approve(
        version=version,
        public_id=factories.id_of(version, words),
        text=text,
        person=person,
        base_revision_id=latest_of(version, words).latest_id,
    )


def offered(version: LanguageVersion, words: str, person: Any) -> list[tuple[str, str]]:
    found = screen.find(version.pk, person=person)
    assert found is not None
    row = screen.build(version=found, user=person).row(factories.id_of(version, words))
    assert row is not None
    return [(known.text, known.why) for known in row.suggestions]


def another(body: list[str], title: str) -> LanguageVersion:
    return factories.published(factories.note(title, body=body), "fr")


def test_the_same_sentence_of_another_article_the_one_with_equal_neighbours_first(
    version: LanguageVersion, anna: Any
) -> None:
    close, far = another(BODY, "Close"), another([f"<p>Far away. {SAME} It went on.</p>"], "Far")
    approve(close, "report", FRENCH, anna)
    approve(far, "report", "Voir le ⟨1⟩rapport⟨/1⟩.", anna)
    unchecked = another([f"<p>Nobody looked. {SAME}</p>"], "Unchecked")
    assert latest_of(unchecked, "report").latest.decision == Decision.STORED
    assert offered(version, "report", anna) == [
        (FRENCH, "Same sentence, same neighbours: Close"),
        ("Voir le ⟨1⟩rapport⟨/1⟩.", "Same sentence: Far"),
    ]
    assert offered(version, "It began", anna) == []


def test_used_and_approved_it_is_memory_of_its_author_with_this_articles_links(
    version: LanguageVersion, anna: Any
) -> None:
    ben = people.member("ben", "Translators: French")
    approve(another([BODY[0].replace("org/x", "org/other")], "Other"), "report", FRENCH, anna)
    public_id = factories.id_of(version, "report")
    review.save(
        version=version,
        public_id=public_id,
        text=FRENCH,
        person=ben,
        base_revision_id=latest_of(version, "report").latest_id,
    )  # the field saves itself
    approve(version, "report", FRENCH, ben)
    text = latest_of(version, "report").latest
    assert (text.origin, text.author, text.decided_by, text.decision) == (
        Origin.MEMORY, anna, ben, Decision.APPROVED,
    )  # fmt: skip
    assert publish(version).reviewed == 1
    assert 'org/x">rapport' in str(NotePage.objects.get(pk=version.page_id).body)


def test_a_text_of_the_record_stays_what_it_was_when_a_draft_of_it_was_saved(
    version: LanguageVersion, anna: Any
) -> None:
    machine = latest_of(version, "It began").latest
    public_id = factories.id_of(version, "It began")
    for text in ("Cela", "fr: It began."):
        review.save(
            version=version,
            public_id=public_id,
            text=text,
            person=anna,
            base_revision_id=latest_of(version, "It began").latest_id,
        )
    approve(version, "It began", "fr: It began.", anna)
    text = latest_of(version, "It began").latest
    assert (text.origin, text.engine, text.author) == (machine.origin, machine.engine, None)


def test_a_readers_wording_the_machines_proposal_and_the_earlier_translation(
    version: LanguageVersion, anna: Any
) -> None:
    approve(version, "It began", "Cela débuta.", anna)
    publish(version)
    page = NotePage.objects.get(pk=version.group.source.page_id)
    page.body[0].value.source = page.body[0].value.source.replace("It began.", "It began late.")
    page.save_revision().publish()
    changed = LanguageVersion.objects.select_related("group", "locale", "page").get(pk=version.pk)
    public_id = factories.id_of(changed, "began late")
    factories.fill(changed, only=[public_id], suggestion=True)
    row = latest_of(changed, "began late")
    ErrorReport.objects.create(
        segment=row.segment, version=changed, revision=row.latest, token="t", better_wording="Tard & <b>bien</b>"
    )
    review.save(version=changed, public_id=public_id, text="Cela", person=anna, base_revision_id=row.latest_id)
    assert offered(changed, "began late", anna) == [
        ("Tard & <b>bien</b>", "A reader's wording"),
        ("fr: It began late.", "The machine, for the changed original"),
        ("Cela débuta.", "The earlier checked translation"),
    ]
    review.undo(
        version=changed,
        public_id=public_id,
        person=anna,
        base_revision_id=latest_of(changed, "began late").latest_id,
    )
    assert offered(changed, "began late", anna) == [
        ("Tard & <b>bien</b>", "A reader's wording"),
        ("fr: It began late.", "The machine, for the changed original"),
    ]


def test_what_is_known_costs_one_query_for_all_sentences(anna: Any) -> None:
    def queries(count: int) -> int:
        body = [f"<p>{''.join(f'Sentence {number} of {count} is here. ' for number in range(count))}</p>"]
        for _article in range(3):
            other = factories.version_of(factories.note(body=body), "fr")
            factories.fill(other, decision=Decision.APPROVED, decided_by=anna, say=str.upper)
        version = factories.fill(factories.version_of(factories.note(body=body), "fr"))
        with CaptureQueriesContext(connection) as found:
            shown = screen.build(version=screen.find(version.pk, person=anna), user=anna)  # type: ignore[arg-type]
        assert all(row.suggestions for row in shown.rows if row.kind == "body")
        return len(found)

    queries(2)  # looks up the person's roles and the engines
    assert queries(3) == queries(30) <= 5


def test_an_editor_who_may_not_write_is_offered_nothing_of_other_sections(version: LanguageVersion, anna: Any) -> None:
    approve(another(BODY, "Close"), "report", FRENCH, anna)
    people.access_group()
    editor = people.section_editor("ed", factories.notes_index("en"))
    assert offered(version, "report", editor) == []


LINK, OTHER, BOLD = (Element("a", (("href", address),)) for address in ("/a", "/b", "/c"))


@pytest.mark.parametrize(
    ("text", "elements", "source", "expected"),
    [
        ("<1>x</1>", (LINK,), Sentence("<1>y</1>", (LINK,)), "<1>x</1>"),
        ("<1>x</1>", (LINK,), Sentence("<1>y</1> <2>z</2>", (OTHER, LINK)), None),
        ("<1>x</1> <2>y</2>", (LINK, OTHER), Sentence("<1>y</1> <2>z</2>", (OTHER, LINK)), "<2>x</2> <1>y</1>"),
        ("<1>x</1>", (LINK,), Sentence("<1>y</1>", (OTHER,)), None),
        ("<1>x</1>", (), Sentence("<1>y</1>", (LINK,)), None),
        ("<2>x</2>", (OTHER, LINK), Sentence("<1>y</1>", (LINK,)), "<1>x</1>"),
        ("x", (), Sentence("y", ()), "x"),
        ("x", (), Sentence("<1>y</1>", (LINK,)), None),
        ("<1>a</1> <2>b</2>", (LINK, LINK), Sentence("<1>y</1> <2>z</2>", (LINK, LINK)), "<1>a</1> <2>b</2>"),
    ],
)
def test_marks_find_their_like(text: str, elements: Any, source: Sentence, expected: str | None) -> None:
    assert refit(text, elements, source) == expected


def test_a_text_that_was_taken_back_is_not_called_an_earlier_translation(version: LanguageVersion, anna: Any) -> None:
    approve(version, "It began", "Cela tomba.", anna)
    row = latest_of(version, "It began")
    public_id = factories.id_of(version, "It began")
    review.undo(version=version, public_id=public_id, person=anna, base_revision_id=row.latest_id)
    assert latest_of(version, "It began").latest.text == "fr: It began."
    assert offered(version, "It began", anna) == []
