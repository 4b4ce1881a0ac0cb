"""Sentences joined, split and moved on the review screen: what readers get, what is counted, and all undone."""

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from i18n.models import Decision, LanguageVersion, Origin, SegmentTranslation
from i18n.services import acts, chips, joining, review
from tests.i18n import factories, people
from tests.i18n.test_review_service import publish
from tests.testsite.models import NotePage

pytestmark = pytest.mark.django_db

BODY = [
    '<p>The city opened. Visitors saw the <a href="https://example.org/house">house</a>. They <b>stayed</b> long.</p>'
    "<p>It rained.</p>"
]
CITY, HOUSE, STAYED, RAIN = "city opened", "Visitors saw", "They", "rained"


@pytest.fixture
def anna() -> Any:
    people.ensure()
    return people.member("anna", "Translators: French")


@pytest.fixture
def version(anna: Any) -> LanguageVersion:
    return factories.published(factories.note(body=BODY), "fr")


def row(version: LanguageVersion, words: str) -> SegmentTranslation:
    rows = SegmentTranslation.objects.select_related("latest", "live", "segment")
    return rows.get(segment__public_id=factories.id_of(version, words), locale=version.locale)


def act(service: Any, version: LanguageVersion, words: str, person: Any, **facts: Any) -> review.Outcome:
    if service is not joining.move:
        facts.setdefault("base_revision_id", row(version, words).latest_id)
    if service is joining.merge:
        facts.setdefault("text", chips.to_field(row(version, words).latest.text))
    return service(version=version, public_id=factories.id_of(version, words), person=person, **facts)


def shown(version: LanguageVersion) -> str:
    """The first paragraph as readers get it."""
    body = str(NotePage.objects.get(pk=version.page_id).body)
    found = re.search(r"<p[^>]*>(.*?)</p>", body, re.DOTALL)
    assert found is not None
    return found[1]


def undo(version: LanguageVersion, person: Any) -> LanguageVersion:
    last = acts.open_acts(version)[0]
    public_id = acts.steps_of(last)[0].public_id
    review.undo(version=version, public_id=public_id, person=person, act_id=last.pk)
    return publish(version)


def test_joined_they_are_one_text_with_the_marks_of_both_and_both_count_as_checked(
    version: LanguageVersion, anna: Any
) -> None:
    before = shown(version)
    outcome = act(joining.merge, version, STAYED, anna, text="et ⟨1⟩restaient⟨/1⟩ longtemps.")
    assert outcome.also == (factories.id_of(version, HOUSE),)
    after = publish(version)
    assert shown(version).endswith('<a href="https://example.org/house">house</a>. et <b>restaient</b> longtemps.')
    assert (after.reviewed, after.missing) == (2, 0)
    assert row(version, STAYED).live.decision == Decision.COVERED
    after = undo(version, anna)
    assert (shown(version), after.reviewed, after.machine_translated) == (before, 0, True)


def test_three_are_joined_edited_and_split_again(version: LanguageVersion, anna: Any) -> None:
    act(joining.merge, version, HOUSE, anna)
    act(joining.merge, version, STAYED, anna)
    assert publish(version).reviewed == 3
    text = "La ville. On voit la ⟨1⟩maison⟨/1⟩.\nIls ⟨2⟩restent⟨/2⟩."
    with pytest.raises(chips.TextRefused, match="marks"):
        act(review.approve, version, CITY, anna, text="La ville. On voit la maison. Ils ⟨2⟩restent⟨/2⟩.")
    act(review.approve, version, CITY, anna, text=text)
    act(joining.split, version, CITY, anna, text="La ville.\nOn voit la ⟨1⟩maison⟨/1⟩. Ils ⟨2⟩restent⟨/2⟩.")
    assert publish(version).reviewed == 3
    assert row(version, CITY).live.text == "La ville."
    assert row(version, HOUSE).live.elements is not None
    assert row(version, STAYED).live.said_in == row(version, HOUSE).segment
    act(joining.split, version, HOUSE, anna, text="On voit la ⟨1⟩maison⟨/1⟩.\nIls ⟨2⟩restent⟨/2⟩.")
    assert publish(version).reviewed == 3
    assert (row(version, STAYED).live.text, row(version, STAYED).live.elements) == ("Ils <1>restent</1>.", None)
    assert shown(version) == 'La ville. On voit la <a href="https://example.org/house">maison</a>. Ils <b>restent</b>.'
    undo(version, anna)
    assert row(version, STAYED).live.decision == Decision.COVERED


def test_what_cannot_be_is_refused_and_changes_nothing(version: LanguageVersion, anna: Any) -> None:
    for service, words, facts in (
        (joining.merge, CITY, {}),
        (joining.merge, RAIN, {}),
        (joining.merge, STAYED, {"text": ""}),
        (joining.merge, STAYED, {"text": "Ils restent."}),
        (joining.split, CITY, {"text": "La ville. Elle"}),
        (joining.split, CITY, {"text": "La ville.\nElle"}),
        (joining.move, RAIN, {"by": 1}),
        (joining.move, CITY, {"by": -1}),
    ):
        with pytest.raises(chips.TextRefused):
            act(service, version, words, anna, **facts)
    act(joining.merge, version, HOUSE, anna)
    with pytest.raises(chips.TextRefused):
        act(joining.split, version, CITY, anna, text="La ville. On voit la ⟨1⟩mai\nson⟨/1⟩.")
    assert len(acts.open_acts(version)) == 1


def test_a_double_click_joins_once(version: LanguageVersion, anna: Any) -> None:
    base = row(version, HOUSE).latest_id
    text = chips.to_field(row(version, HOUSE).latest.text)
    for _click in range(2):
        act(joining.merge, version, HOUSE, anna, text=text, base_revision_id=base)
    assert row(version, CITY).latest.text.count("house") == 1


def test_somebody_elses_text_is_not_joined_unseen(version: LanguageVersion, anna: Any) -> None:
    ben = people.member("ben", "Translators: French")
    base = row(version, HOUSE).latest_id
    act(review.suggest, version, HOUSE, ben, text="De Ben ⟨1⟩maison⟨/1⟩.")
    outcome = act(joining.merge, version, HOUSE, anna, text="Mienne ⟨1⟩maison⟨/1⟩.", base_revision_id=base)
    assert outcome.conflict is not None
    assert row(version, HOUSE).latest.author == ben


def test_moved_within_the_paragraph_the_page_follows_through_an_edit_of_the_original_and_back(
    version: LanguageVersion, anna: Any
) -> None:
    before = shown(version)
    act(joining.move, version, STAYED, anna, by=-1)
    act(joining.move, version, STAYED, anna, by=-1)
    publish(version)
    assert shown(version).startswith("fr: They <b>stayed</b> long. fr: The city opened.")
    page = NotePage.objects.get(pk=version.group.source.page_id)
    page.body[0].value.source = page.body[0].value.source.replace("It rained.", "It rained a lot.")
    page.save_revision().publish()
    version.refresh_from_db()
    factories.fill(LanguageVersion.objects.get(pk=version.pk), only=[factories.id_of(version, "rained a lot")])
    publish(version)
    assert shown(version).startswith("fr: They <b>stayed</b> long. fr: The city opened.")
    undo(version, anna)
    undo(version, anna)
    assert shown(version) == before
    assert row(version, STAYED).latest.origin == Origin.MACHINE


def test_an_undone_move_tells_which_sentences_stand_elsewhere_again(version: LanguageVersion, anna: Any) -> None:
    moved = act(joining.move, version, STAYED, anna, by=-1)
    last = acts.open_acts(version)[0]
    back = review.undo(version=version, public_id=moved.public_id, person=anna, act_id=last.pk)
    assert set(back.also) == set(moved.also) and moved.also


def test_the_sentence_before_is_the_one_that_readers_see_before(version: LanguageVersion, anna: Any) -> None:
    act(joining.move, version, STAYED, anna, by=-1)
    assert act(joining.merge, version, HOUSE, anna).also == (factories.id_of(version, STAYED),)
    assert publish(version).reviewed == 2
    assert "fr: They <b>stayed</b> long. fr: Visitors saw the" in shown(version)


def test_who_needs_a_second_pair_of_eyes_is_told_what_to_do(version: LanguageVersion, anna: Any, settings: Any) -> None:
    settings.INTERURBAN_SECOND_EYES = ["fr"]
    anna = people.member("anna", "Translators: French")
    stranger = people.member("eva", "Translators: Spanish")
    for service, facts in ((joining.merge, {}), (joining.split, {"text": "a\nb"}), (joining.move, {"by": 1})):
        with pytest.raises(PermissionDenied, match="as a suggestion"):
            act(service, version, HOUSE, anna, **facts)
        with pytest.raises(PermissionDenied):
            act(service, version, HOUSE, stranger, **facts)
    assert acts.open_acts(version) == []
