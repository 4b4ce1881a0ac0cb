"""Several readers, one fault: joined by itself or by hand, answered together, and taken apart again."""

import pytest
from django.core.exceptions import PermissionDenied

from i18n.services import report_joining, reports
from i18n.services.reports import Status
from tests.i18n import factories, people
from tests.i18n.reader_pages import words
from tests.i18n.reports import filed, fresh
from tests.journeys.words import say

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    people.ensure()
    return factories.published(factories.note(), "fr")


@pytest.fixture
def anna():
    return people.member("anna", "Translators: French")


def leader(report):
    return fresh(report).joined_to_id


def test_reports_on_the_same_text_are_joined(version):
    first, second, elsewhere = filed(version), filed(version), filed(version, "two days")
    assert (leader(first), leader(second), leader(elsewhere)) == (None, first.pk, None)


def test_the_same_wording_joins_whatever_the_readers_saw(version, anna):
    first = filed(version, better_wording="Ils venaient de cinq pays.")
    factories.approve(version, first.segment.public_id, "fr: Visitors came from <1>5</1> lands.", anna)
    from i18n.services import preferences, publishing

    preferences.remember(person=anna, on_approval="leave")
    report_of = {"better_wording": "ils venaient  de cinq pays"}
    reports.reopen(report=first, person=anna)
    publishing.publish(version=version)
    reports.reopen(report=fresh(first), person=anna)
    second = filed(version, **report_of)
    assert second.revision_id != first.revision_id
    assert leader(second) == first.pk


def test_a_wording_that_comes_later_joins_too(version):
    first = filed(version, better_wording="Mieux")
    second = filed(version)
    report_joining.take_apart(report=second, person=factories.user("boss", superuser=True))
    third = filed(version, "two days")
    assert leader(third) is None
    reports.add_details(report=fresh(second), better_wording="Mieux")
    assert leader(second) is None, "somebody took it apart: it is not put back"
    assert leader(first) is None


def test_one_answer_closes_all_and_each_reader_reads_it(client, version, anna):
    first, second = filed(version), filed(version)
    reports.answer(report=second, status=Status.KEPT, person=anna, code="correct", answer="C’est son nom.")
    for report in (first, second):
        assert fresh(report).status == Status.KEPT
        page = words(client.get(f"/fr/report/{report.token}/"))
        said = say("fr", "A translator compared the sentence with the original: it says the same.")
        assert " ".join(said.split()) in page
        assert "C’est son nom." in page


def test_by_hand_only_on_one_sentence_and_only_by_those_who_may(version, anna):
    first, second = filed(version), filed(version)
    other = filed(version, "two days")
    report_joining.take_apart(report=second, person=anna)
    assert leader(second) is None
    with pytest.raises(PermissionDenied):
        report_joining.join(report=second, other=first, person=people.member("ines", "Translators: Spanish"))
    with pytest.raises(report_joining.NotTheSame):
        report_joining.join(report=other, other=first, person=anna)
    for _click in range(2):
        report_joining.join(report=second, other=first, person=anna)
        assert leader(second) == first.pk


def test_those_that_were_led_go_on_when_the_leading_reader_withdraws_or_is_taken_out(version, anna):
    first, second, third = filed(version), filed(version), filed(version)
    reports.withdraw(report=first)
    assert (leader(first), leader(second), leader(third)) == (None, None, second.pk)
    report_joining.take_apart(report=fresh(second), person=anna)
    assert (leader(second), leader(third)) == (None, None)
    reports.answer(report=third, status=Status.KEPT, person=anna, answer="Yes")
    assert fresh(second).status == Status.RECEIVED
