# ruff: noqa: F811
"""Everything that is done on the review screen can be taken back, and says what it took back."""

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from i18n.models import Decision, ErrorReport, LanguageVersion, Origin, ReviewAct, SegmentRevision
from i18n.services import acts, chips, release, review
from tests.i18n import factories, people
from tests.i18n.test_review_service import BOLD, FIRST, anna, ben, do, publish, row, source, version  # noqa: F401

pytestmark = pytest.mark.django_db

STAYED = "stayed for two days"


def undo(version: LanguageVersion, words: str, person: Any, **kwargs: Any) -> review.Outcome:
    return do(review.undo, version, words, person, **kwargs)


def last_act(version: LanguageVersion) -> ReviewAct:
    return acts.open_acts(version)[0]


def facts(version: LanguageVersion, words: str) -> tuple[Any, ...]:
    text = row(version, words).latest
    return (text.text, text.origin, text.decision, text.author_id) if text else (None,)


def test_each_act_on_a_sentence_is_taken_back(version: LanguageVersion, anna: Any, ben: Any) -> None:
    machine = facts(version, STAYED)
    for act in (review.approve, review.suggest):
        do(act, version, STAYED, anna, text="Deux jours.")
        undo(version, STAYED, anna)
        assert facts(version, STAYED) == machine
    do(review.cover, version, STAYED, anna)
    undo(version, STAYED, anna)
    assert facts(version, STAYED) == machine
    do(review.suggest, version, STAYED, anna, text="Deux jours.")
    suggested = facts(version, STAYED)
    do(review.reject, version, STAYED, ben, reason="No")
    assert facts(version, STAYED) == machine
    undo(version, STAYED, ben)
    assert facts(version, STAYED) == suggested
    do(review.approve, version, STAYED, ben, text="Deux jours.")
    undo(version, STAYED, ben)
    assert facts(version, STAYED) == suggested
    undo(version, STAYED, anna)
    assert facts(version, STAYED) == machine
    with pytest.raises(chips.TextRefused):
        undo(version, STAYED, anna)


def test_a_conflict_is_open_again(version: LanguageVersion, anna: Any, ben: Any) -> None:
    shown = row(version, FIRST).latest_id
    do(review.suggest, version, FIRST, anna, text="De Anna.", base_revision_id=shown)
    theirs = do(review.suggest, version, FIRST, ben, text="De Ben.", base_revision_id=shown).conflict
    where = {"version": version, "public_id": factories.id_of(version, FIRST), "conflict_id": theirs.pk}
    for act in (review.use_conflict, review.dismiss_conflict):
        where["conflict_id"] = row(version, FIRST).conflict_id
        act(**where, person=ben)
        assert row(version, FIRST).conflict is None
        undo(version, FIRST, ben, act_id=last_act(version).pk)
        assert (row(version, FIRST).latest.text, row(version, FIRST).conflict.text) == ("De Ben.", "De Anna.")


def test_a_double_click_takes_one_act_back(version: LanguageVersion, anna: Any) -> None:
    do(review.approve, version, FIRST, anna, text="Une ville.")
    do(review.approve, version, FIRST, anna, text="La ville.")
    shown, act = row(version, FIRST).latest_id, last_act(version).pk
    for _click in range(2):
        undo(version, FIRST, anna, act_id=act)
        undo(version, FIRST, anna, base_revision_id=shown)
        assert row(version, FIRST).latest.text == "Une ville."


def test_a_live_approval_is_taken_back_and_readers_see_the_machines_text_again(
    version: LanguageVersion,
    anna: Any,
    ben: Any,
) -> None:
    before = row(version, FIRST).live.text
    do(review.suggest, version, FIRST, anna, text="La ville.")
    do(review.approve, version, FIRST, ben, text="La ville.")
    assert publish(version).reviewed == 1
    undo(version, FIRST, ben)
    do(review.save, version, FIRST, anna, text="La ville a")  # goes on writing before the page follows
    after = publish(version)
    assert (row(version, FIRST).live.text, row(version, FIRST).live.origin) == (before, Origin.MACHINE)
    assert (after.reviewed, after.machine_translated) == (0, True)
    assert row(version, FIRST).latest.text == "La ville a"


def test_an_approval_where_nothing_was_before_leaves_a_draft(source: Any, anna: Any) -> None:
    version = factories.version_of(source, "fr")
    public_id = factories.id_of(version, FIRST)
    review.approve(version=version, public_id=public_id, text="La ville.", person=anna)
    undo(version, FIRST, anna)
    assert facts(version, FIRST) == ("La ville.", Origin.PERSON, Decision.STORED, anna.pk)
    undo(version, FIRST, anna)
    assert row(version, FIRST).latest is None
    assert SegmentRevision.objects.filter(text="La ville.").exists()


def test_what_somebody_changed_since_stays(version: LanguageVersion, anna: Any, ben: Any) -> None:
    do(review.approve, version, FIRST, anna, text="La ville.")
    act = last_act(version)
    do(review.suggest, version, FIRST, ben, text="Une ville.")
    outcome = undo(version, FIRST, anna, act_id=act.pk)
    assert (outcome.conflict.text, outcome.left) == ("Une ville.", (factories.id_of(version, FIRST),))
    assert row(version, FIRST).latest.text == "Une ville."


def test_nobody_takes_back_what_somebody_else_did(version: LanguageVersion, anna: Any, ben: Any) -> None:
    do(review.approve, version, FIRST, ben, text="La ville.")
    with pytest.raises(PermissionDenied):
        undo(version, FIRST, anna, act_id=last_act(version).pk)
    moderator = people.member("mo", "Moderators")
    undo(version, FIRST, moderator, act_id=last_act(version).pk)
    assert row(version, FIRST).latest.origin == Origin.MACHINE


def test_a_report_that_it_answered_is_open_again_unless_its_reader_was_told(
    version: LanguageVersion,
    anna: Any,
) -> None:
    current = row(version, FIRST)
    told, open_again = (
        ErrorReport.objects.create(segment=current.segment, version=version, revision=current.live, token=token)
        for token in ("t-1", "t-2")
    )
    do(review.approve, version, FIRST, anna, text="La ville.")
    publish(version)
    told.refresh_from_db()
    assert told.status == ErrorReport.Status.CORRECTED
    ErrorReport.objects.filter(pk=told.pk).update(mailed_at=told.closed_at)
    undo(version, FIRST, anna)
    publish(version)
    told.refresh_from_db()
    open_again.refresh_from_db()
    assert told.status == ErrorReport.Status.CORRECTED
    assert (open_again.status, open_again.closed_at, open_again.answered_by_revision) == ("looked_at", None, None)


def test_all_that_were_approved_at_once_are_taken_back_at_once(version: LanguageVersion, anna: Any) -> None:
    shown = {factories.id_of(version, words): row(version, words).latest_id for words in (FIRST, STAYED, BOLD)}
    release.approve_many(version=version, shown=shown, opened=set(shown), person=anna)
    outcome = undo(version, FIRST, anna, act_id=last_act(version).pk)
    assert len(outcome.also) == 2
    assert {facts(version, words)[2] for words in (FIRST, STAYED, BOLD)} == {Decision.STORED}


def test_acts_are_forgotten_after_a_month(version: LanguageVersion, anna: Any) -> None:
    do(review.approve, version, FIRST, anna, text="La ville.")
    act = last_act(version)
    assert acts.forget_old(now=act.created_at + acts.KEEP) == 0
    assert acts.forget_old(now=act.created_at + acts.KEEP * 1.01) == 1
    undo(version, FIRST, anna)  # its record is enough
    assert row(version, FIRST).latest.origin == Origin.MACHINE


def test_by_the_button_and_by_script_the_last_act_is_taken_back(version: LanguageVersion, anna: Any) -> None:
    client = people.logged_in(anna)
    address = reverse("translations:sentence", args=[version.pk])
    shown = row(version, STAYED).latest_id
    do(review.approve, version, FIRST, anna, text="La ville.")
    do(review.cover, version, STAYED, anna)
    page = client.get(reverse("translations:review", args=[version.pk])).content.decode()
    found = re.search(r'data-undo="(\w+)".*?name="act" value="(\d+)"', page, re.DOTALL)
    assert found is not None
    assert "Said before, sentence 5" in page
    form = {"sentence": found[1], "act": found[2], "action": "undo"}
    answer = client.post(address, form, headers={"Accept": "application/json"}).json()
    assert "Approved, sentence 3" in answer["progress"]
    assert row(version, STAYED).latest.text == SegmentRevision.objects.get(pk=shown).text
    client.post(address, form)
    assert row(version, FIRST).latest.text == "La ville."


def test_an_answer_to_a_reader_is_taken_back_until_it_is_mailed(version: LanguageVersion, anna: Any) -> None:
    client = people.logged_in(anna)
    current = row(version, FIRST)
    report = ErrorReport.objects.create(segment=current.segment, version=version, revision=current.live, token="t-1")
    form = {
        "sentence": factories.id_of(version, FIRST),
        "report": report.pk,
        "action": "answer",
        "answer": "It is right",
    }
    for mailed in (None, timezone.now()):
        client.post(reverse("translations:sentence", args=[version.pk]), form)
        ErrorReport.objects.update(mailed_at=mailed)
        act = last_act(version).pk
        if mailed is None:
            undo(version, FIRST, anna, act_id=act)
            report.refresh_from_db()
            assert (report.status, report.answer, report.closed_at) == ("looked_at", "", None)
    with pytest.raises(chips.TextRefused, match="told by mail"):
        undo(version, FIRST, anna, act_id=act)
