"""The same sentence again on a page: approved once, in place everywhere."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from i18n.models import Decision, LanguageVersion, Origin, SegmentTranslation
from i18n.services import review
from tests.i18n import factories, people
from tests.i18n.test_review_service import publish

pytestmark = pytest.mark.django_db

REPEATED = "Read <b>more</b> about it."
BODY = [
    f"<p>The city opened. {REPEATED} They stayed.</p><p>{REPEATED}</p>",
    f'<p>{REPEATED}</p><p>See <a href="https://example.org/a">this</a>.</p>'
    '<p>See <a href="https://example.org/b">this</a>.</p>',
]
FRENCH = "Lire ⟨1⟩la suite⟨/1⟩."


@pytest.fixture
def anna() -> Any:
    people.ensure()
    return people.member("anna", "Translators: French")


@pytest.fixture
def version(anna: Any) -> LanguageVersion:
    return factories.published(factories.note(body=BODY), "fr")


def rows(version: LanguageVersion, words: str) -> list[SegmentTranslation]:
    ids = [key for key, text in factories.sentences(version).items() if words in text]
    found = SegmentTranslation.objects.filter(segment__public_id__in=ids, locale=version.locale)
    by_id = {row.segment.public_id: row for row in found.select_related("segment", "latest", "live")}
    order = [ref.id for ref in version.group.current_snapshot.skeleton.sentences()]
    return sorted(by_id.values(), key=lambda row: order.index(row.segment.public_id))


def approve(version: LanguageVersion, row: SegmentTranslation, person: Any, text: str = FRENCH) -> review.Outcome:
    return review.approve(
        version=version,
        public_id=row.segment.public_id,
        text=text,
        person=person,
        base_revision_id=row.latest_id,
    )


def test_equal_sentences_without_a_persons_text_get_it_too_and_one_undo_takes_all_back(
    version: LanguageVersion, anna: Any
) -> None:
    first, second, third = rows(version, "more")
    outcome = approve(version, first, anna)
    assert outcome.also == (second.segment.public_id, third.segment.public_id)
    texts = [row.latest for row in rows(version, "more")]
    assert {(text.text, text.decision, text.decided_by) for text in texts} == {
        ("Lire <1>la suite</1>.", Decision.APPROVED, anna)
    }
    assert [text.origin for text in texts] == [Origin.PERSON, Origin.MEMORY, Origin.MEMORY]
    assert publish(version).reviewed == 3
    review.undo(version=version, public_id=third.segment.public_id, person=anna, base_revision_id=texts[2].pk)
    assert [row.latest.text for row in rows(version, "more")] == [r.latest.text for r in (first, second, third)]
    assert publish(version).reviewed == 0


def test_a_persons_own_text_stays(version: LanguageVersion, anna: Any) -> None:
    ben = people.member("ben", "Translators: French")
    first, second, third = rows(version, "more")
    review.save(
        version=version,
        public_id=second.segment.public_id,
        text="Voir ⟨1⟩plus⟨/1⟩.",
        person=ben,
        base_revision_id=second.latest_id,
    )
    assert approve(version, first, anna).also == (third.segment.public_id,)
    assert rows(version, "more")[1].latest.author == ben


def test_a_machines_text_stays_the_machines(version: LanguageVersion, anna: Any) -> None:
    first, *_others = rows(version, "more")
    approve(version, first, anna, "fr: Read ⟨1⟩more⟨/1⟩ about it.")
    found = {(row.latest.origin, row.latest.engine, row.latest.author) for row in rows(version, "more")}
    assert found == {(Origin.MACHINE, "test engine", None)}


def test_each_link_stays_its_own(version: LanguageVersion, anna: Any) -> None:
    first, second = rows(version, "See")
    assert approve(version, first, anna, "Voir ⟨1⟩ceci⟨/1⟩.").also == (second.segment.public_id,)
    publish(version)
    page = type(version.page.specific).objects.get(pk=version.page_id)
    body = str(page.body)
    assert 'href="https://example.org/a">ceci' in body
    assert 'href="https://example.org/b">ceci' in body


def test_saving_and_approving_cost_few_queries(version: LanguageVersion, anna: Any) -> None:
    """The guarantee: 12 for a sentence (what opens and ends transactions does not count)."""
    row = rows(version, "stayed")[0]
    review.save(
        version=version, public_id=row.segment.public_id, text="Ils", person=anna, base_revision_id=row.latest_id
    )
    for service, text in (
        (review.save, "Ils rest"),
        (review.suggest, "Ils restent"),
        (review.approve, "Ils restèrent."),
    ):
        shown = rows(version, "stayed")[0].latest_id
        with CaptureQueriesContext(connection) as queries:
            service(version=version, public_id=row.segment.public_id, text=text, person=anna, base_revision_id=shown)
        asked = [q for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]
        assert len(asked) <= 12
