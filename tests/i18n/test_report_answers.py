"""What approval does to reports is asked once; an outcome can be taken back until its mail has gone."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from i18n.models import ReviewAct, ReviewPreference
from i18n.services import preferences, publishing, report_mail, reports, review, undoing
from i18n.services.reports import Status
from tests.i18n import factories, people
from tests.i18n.people import logged_in
from tests.i18n.reader_pages import words
from tests.i18n.reports import filed, fresh
from tests.journeys.words import say

pytestmark = pytest.mark.django_db
BETTER = "Les visiteurs venaient de ⟨1⟩cinq⟨/1⟩ pays."


@pytest.fixture
def version():
    people.ensure()
    return factories.published(factories.note(), "fr")


@pytest.fixture
def anna():
    return people.member("anna", "Translators: French")


def approve(version, report, person, text=None):
    public_id = report.segment.public_id
    latest = factories.live_texts(version)[public_id]
    from i18n.services import chips

    review.approve(version=version, public_id=public_id, text=text or chips.to_field(latest), person=person)
    publishing.publish(version=version)
    return fresh(report)


def post(client, version, reported, **data):
    data = {"sentence": reported.segment.public_id, **data}
    return client.post(
        reverse("translations:sentence", args=[version.pk]), data, headers={"Accept": "application/json"}
    )


def test_the_first_approval_asks_and_the_answer_is_remembered(version, anna):
    report, client = filed(version), logged_in(anna)
    page = client.get(reverse("translations:review", args=[version.pk])).content.decode()
    assert page.count("data-asks") == 1
    asked = post(client, version, report, action="approve", text=BETTER, asks_reports="1")
    assert asked.status_code == 422
    assert fresh(report).status == Status.LOOKED_AT
    done = post(client, version, report, action="approve", text=BETTER, asks_reports="1", on_reports="answer")
    assert done.status_code == 200
    assert preferences.on_approval(anna) == "answer"
    publishing.publish(version=version)
    assert fresh(report).status == Status.CORRECTED
    filed(version, "two days")
    assert "data-asks" not in client.get(reverse("translations:review", args=[version.pk])).content.decode()


def test_without_a_script_the_question_comes_back_with_the_typed_text(version, anna):
    report = filed(version)
    data = {"sentence": report.segment.public_id, "action": "approve", "text": BETTER, "asks_reports": "1"}
    page = logged_in(anna).post(reverse("translations:sentence", args=[version.pk]), data)
    assert page.status_code == 422
    assert BETTER in page.content.decode()


def test_left_open_means_open_when_the_new_text_is_live_too(version, anna):
    report = filed(version)
    preferences.remember(person=anna, on_approval="leave")
    assert approve(version, report, anna, BETTER).status == Status.LOOKED_AT
    preferences.remember(person=anna, on_approval="answer")
    assert approve(version, report, anna, BETTER).status == Status.CORRECTED, "approved once more, to answer"


@pytest.mark.parametrize(("choice", "status"), [("answer", "kept"), ("leave", "looked_at"), ("", "looked_at")])
def test_approving_the_reported_text_as_it_is(version, anna, choice, status):
    report = filed(version)
    preferences.remember(person=anna, on_approval=choice)
    after = approve(version, report, anna)
    assert (after.status, after.answer_code) == (status, "checked" if status == "kept" else "")


def test_a_sentence_that_was_checked_already_answers_when_it_is_approved_again(version, anna):
    public_id = factories.id_of(version, "five")
    factories.approve(version, public_id, BETTER.replace("⟨1⟩", "<1>").replace("⟨/1⟩", "</1>"), anna)
    publishing.publish(version=version)
    preferences.remember(person=anna, on_approval="answer")
    report = filed(version)
    assert approve(version, report, anna, BETTER).status == Status.KEPT
    act = ReviewAct.objects.get(report=report)
    undoing.undo(version=version, public_id=public_id, person=anna, act_id=act.pk)
    assert fresh(report).status == Status.LOOKED_AT


def test_an_outcome_is_taken_back_until_its_mail_has_gone(version, anna):
    report = filed(version, email="reader@example.org")
    reports.answer(report=report, status=Status.KEPT, person=anna, code="correct", answer="Really")
    with pytest.raises(PermissionDenied):
        reports.reopen(report=report, person=people.member("ines", "Translators: Spanish"))
    for _click in range(2):
        again = reports.reopen(report=report, person=anna)
        assert (again.status, again.answer, again.answer_code, again.closed_at) == ("looked_at", "", "", None)
    assert report_mail.send_outcomes().sent == 0
    reports.answer(report=report, status=Status.KEPT, person=anna, code="correct")
    assert report_mail.send_outcomes().sent == 1
    with pytest.raises(reports.CannotReopen):
        reports.reopen(report=report, person=anna)


def test_a_correction_that_is_taken_back_by_its_report_is_not_answered_by_the_same_text_again(version, anna):
    report = filed(version)
    preferences.remember(person=anna, on_approval="answer")
    assert approve(version, report, anna, BETTER).status == Status.CORRECTED
    reports.reopen(report=report, person=anna)
    publishing.publish(version=version)
    assert fresh(report).status == Status.LOOKED_AT


def test_an_answer_in_the_row_is_undone_like_any_other_act(version, anna):
    report, client = filed(version), logged_in(anna)
    assert post(client, version, report, action="answer", report=report.pk, because="correct").status_code == 200
    assert fresh(report).answer_code == "correct"
    row = post(client, version, report, action="reopen", report=report.pk).json()["row"]
    assert fresh(report).status == Status.LOOKED_AT
    assert "data-take-back" not in row


def test_readers_read_the_reason_in_their_language_and_get_it_by_mail(client, version, anna):
    report = filed(version, email="reader@example.org")
    reports.answer(report=report, status=Status.KEPT, person=anna, code="elsewhere", answer="Merci !")
    wanted = "What you wrote is not about the translation. If something in the article itself is wrong, please write to its editors."  # noqa: E501
    report_mail.send_outcomes()
    for text in (words(client.get(f"/fr/report/{report.token}/")), mail.outbox[0].body):
        assert say("fr", wanted) in text
        assert "Merci !" in text


def test_spam_gets_no_mail(version, anna):
    report = filed(version, email="victim@example.org")
    reports.answer(report=report, status=Status.KEPT, person=anna, code="empty")
    assert report_mail.send_outcomes() == report_mail.Sent(0, 0)


def test_the_account_page_changes_both_choices(version, anna):
    client = logged_in(anna)
    page = client.get(reverse("wagtailadmin_account"))
    assert 'name="review_preference-on_approval"' in page.content.decode()
    preferences.remember(person=anna, on_approval="leave")
    from i18n.review.report_hooks import ReviewPreferenceForm

    form = ReviewPreferenceForm({"on_approval": "", "digest": "off"}, instance=preferences.of(anna))
    form.save()
    assert ReviewPreference.objects.get(user=anna).digest == "off"
    assert preferences.on_approval(anna) == ""
