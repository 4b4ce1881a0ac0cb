"""Decisions about sentences: what is stored, what readers get, and that nothing is lost."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from i18n.models import Decision, ErrorReport, LanguageVersion, Origin, SegmentRevision, SegmentTranslation, State
from i18n.services import chips, publishing, release, review
from i18n.services.sentences import UnknownSentence
from tests.i18n import factories, people
from tests.testsite.models import NotePage

pytestmark = pytest.mark.django_db

BOLD = "Visitors came from"
FIRST = "opened its doors"


@pytest.fixture
def anna() -> Any:
    people.ensure()
    return people.member("anna", "Translators: French")


@pytest.fixture
def ben(anna: Any) -> Any:
    return people.member("ben", "Reviewers: French")


@pytest.fixture
def source() -> NotePage:
    return factories.note()


@pytest.fixture
def version(source: NotePage) -> LanguageVersion:
    return factories.published(source, "fr")


def row(version: LanguageVersion, words: str) -> SegmentTranslation:
    public_id = factories.id_of(version, words)
    return SegmentTranslation.objects.select_related("live", "latest", "conflict").get(
        segment__group=version.group, segment__public_id=public_id, locale=version.locale
    )


def do(service: Any, version: LanguageVersion, words: str, person: Any, **kwargs: Any) -> review.Outcome:
    """Call a service as a form does that shows what is there now."""
    kwargs.setdefault("base_revision_id", row(version, words).latest_id)
    return service(version=version, public_id=factories.id_of(version, words), person=person, **kwargs)


def publish(version: LanguageVersion) -> LanguageVersion:
    publishing.publish(version=version)
    return LanguageVersion.objects.get(pk=version.pk)


class TestApprove:
    def test_machine_text_as_it_is_stays_the_machines(self, version: LanguageVersion, anna: Any) -> None:
        text = chips.to_field(row(version, FIRST).latest.text)
        outcome = do(review.approve, version, FIRST, anna, text=text)
        assert (outcome.stored.origin, outcome.stored.decision) == (Origin.MACHINE, Decision.APPROVED)
        assert (outcome.stored.author, outcome.stored.decided_by) == (None, anna)
        assert outcome.stored.engine == "test engine"

    def test_a_changed_text_is_the_persons(self, version: LanguageVersion, anna: Any) -> None:
        outcome = do(review.approve, version, FIRST, anna, text="La ville a ouvert ses portes.")
        assert (outcome.stored.origin, outcome.stored.author) == (Origin.PERSON, anna)

    def test_readers_see_it_after_the_next_publication_and_not_before(
        self, version: LanguageVersion, anna: Any
    ) -> None:
        do(review.approve, version, FIRST, anna, text="La ville a ouvert ses portes.")
        assert row(version, FIRST).live.text.startswith("fr: ")
        assert version.jobs.open().count() == 1
        after = publish(version)
        assert row(version, FIRST).live.text == "La ville a ouvert ses portes."
        assert after.reviewed == 1
        assert "La ville a ouvert ses portes." in str(NotePage.objects.get(pk=version.page_id).body)

    def test_a_second_click_changes_nothing(self, version: LanguageVersion, anna: Any) -> None:
        shown = row(version, FIRST).latest_id
        for _click in range(2):
            do(review.approve, version, FIRST, anna, text="La ville.", base_revision_id=shown)
        texts = SegmentRevision.objects.filter(text="La ville.")
        assert texts.count() == 1
        assert row(version, FIRST).conflict is None

    def test_all_sentences_approved_and_the_label_is_gone(self, version: LanguageVersion, anna: Any) -> None:
        shown = {
            r.segment.public_id: r.latest_id
            for r in SegmentTranslation.objects.filter(locale=version.locale).select_related("segment")
        }
        release.approve_many(version=version, shown=shown, opened=set(shown), person=anna)
        after = publish(version)
        assert (after.state, after.machine_translated) == (State.REVIEWED, False)

    def test_a_readers_report_is_answered_when_the_text_is_live(self, version: LanguageVersion, anna: Any) -> None:
        current = row(version, FIRST)
        report = ErrorReport.objects.create(
            segment=current.segment, version=version, revision=current.live, token="t-1"
        )
        outcome = do(review.approve, version, FIRST, anna, text="La ville a ouvert ses portes.")
        assert outcome.answered == 1
        publish(version)
        report.refresh_from_db()
        assert report.status == ErrorReport.Status.CORRECTED


class TestMarks:
    def test_marks_must_be_those_of_the_original(self, version: LanguageVersion, anna: Any) -> None:
        with pytest.raises(chips.TextRefused, match="⟨1⟩ ⟨/1⟩"):
            do(review.approve, version, BOLD, anna, text="Des visiteurs de cinq pays.")

    def test_with_its_marks_the_text_is_bold_on_the_page(self, version: LanguageVersion, anna: Any) -> None:
        do(review.approve, version, BOLD, anna, text="Des visiteurs de ⟨1⟩cinq⟨/1⟩ pays.")
        publish(version)
        assert "Des visiteurs de <b>cinq</b> pays." in str(NotePage.objects.get(pk=version.page_id).body)

    @pytest.mark.parametrize(
        "text", ["⟨1⟩cinq", "⟨/1⟩cinq⟨1⟩", "⟨1⟩a⟨/1⟩ ⟨1⟩b⟨/1⟩", "⟨2⟩cinq⟨/2⟩", "⟨1/⟩ cinq", "⟨1⟩⟨1⟩x⟨/1⟩⟨/1⟩"]
    )
    def test_broken_marks_are_refused(self, version: LanguageVersion, anna: Any, text: str) -> None:
        before = SegmentRevision.objects.count()
        with pytest.raises(chips.TextRefused):
            do(review.suggest, version, BOLD, anna, text=text)
        assert SegmentRevision.objects.count() == before

    def test_html_is_text(self, version: LanguageVersion, anna: Any) -> None:
        do(review.approve, version, FIRST, anna, text='<script>alert(1)</script> & <b onclick="x">hi</b>')
        publish(version)
        body = str(NotePage.objects.get(pk=version.page_id).body)
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b onclick" in body

    @pytest.mark.parametrize("text", ["", " \t\n", "\x00\x01"])
    def test_an_empty_text_is_refused(self, version: LanguageVersion, anna: Any, text: str) -> None:
        with pytest.raises(chips.TextRefused):
            do(review.save, version, FIRST, anna, text=text)

    @pytest.mark.parametrize("coded", ["a &amp; b &lt;1&gt; ⟨1⟩", "<1>x</1> ⟨<2/>⟨⟨", "plain", "<1>⟨</1>⟩"])
    def test_fields_lose_nothing(self, coded: str) -> None:
        assert chips.from_field(chips.to_field(coded)) == coded

    def test_a_line_break_does_not_look_like_an_end(self) -> None:
        assert chips.to_field("a<1/>b") == "a⟨1·⟩b"


class TestSuggestAndReject:
    def test_a_suggestion_is_not_public(self, version: LanguageVersion, anna: Any) -> None:
        do(review.suggest, version, FIRST, anna, text="La ville.")
        publish(version)
        current = row(version, FIRST)
        assert (current.latest.decision, current.latest.text) == (Decision.SUGGESTED, "La ville.")
        assert current.live.text.startswith("fr: ")

    def test_turned_down_what_was_before_is_back_and_the_text_stays_in_the_record(
        self, version: LanguageVersion, anna: Any, ben: Any
    ) -> None:
        before = row(version, FIRST).latest
        do(review.save, version, FIRST, anna, text="La vil")
        do(review.suggest, version, FIRST, anna, text="La ville.")
        do(review.reject, version, FIRST, ben, reason="Too short")
        current = row(version, FIRST)
        assert current.latest == before
        kept = SegmentRevision.objects.get(decision=Decision.REJECTED)
        assert (kept.text, kept.author, kept.decided_by, kept.reason) == ("La ville.", anna, ben, "Too short")

    def test_a_reason_is_needed_for_others_and_not_for_oneself(
        self, version: LanguageVersion, anna: Any, ben: Any
    ) -> None:
        do(review.suggest, version, FIRST, anna, text="La ville.")
        with pytest.raises(chips.TextRefused):
            do(review.reject, version, FIRST, ben, reason=" ")
        do(review.reject, version, FIRST, anna)
        assert row(version, FIRST).latest.origin == Origin.MACHINE

    def test_with_a_second_pair_of_eyes(self, version: LanguageVersion, anna: Any, ben: Any, settings: Any) -> None:
        settings.INTERURBAN_SECOND_EYES = ["fr"]
        do(review.suggest, version, FIRST, anna, text="La ville.")
        with pytest.raises(PermissionDenied):
            do(review.approve, version, FIRST, anna, text="La ville.")
        outcome = do(review.approve, version, FIRST, ben, text="La ville.")
        assert (outcome.stored.author, outcome.stored.decided_by) == (anna, ben)
        with pytest.raises(PermissionDenied):
            do(review.approve, version, FIRST, ben, text="Une autre ville.")


class TestDrafts:
    def test_a_draft_is_kept_and_not_public(self, version: LanguageVersion, anna: Any) -> None:
        do(review.save, version, FIRST, anna, text="La v")
        publish(version)
        current = row(version, FIRST)
        assert (current.latest.text, current.live.origin) == ("La v", Origin.MACHINE)

    def test_a_draft_after_an_approval_does_not_hold_the_approved_text_back(
        self, version: LanguageVersion, anna: Any
    ) -> None:
        do(review.approve, version, FIRST, anna, text="La ville a ouvert ses portes.")
        do(review.save, version, FIRST, anna, text="La ville a ouvert ses por")
        publish(version)
        current = row(version, FIRST)
        assert current.live.text == "La ville a ouvert ses portes."
        assert current.latest.text == "La ville a ouvert ses por"

    def test_the_same_text_again_stores_nothing(self, version: LanguageVersion, anna: Any) -> None:
        do(review.save, version, FIRST, anna, text="La v")
        before = SegmentRevision.objects.count()
        do(review.save, version, FIRST, anna, text="La v")
        assert SegmentRevision.objects.count() == before

    def test_machine_text_does_not_take_its_place(self, version: LanguageVersion, anna: Any) -> None:
        do(review.save, version, FIRST, anna, text="La v")
        with pytest.raises(ValueError, match="must not replace"):
            factories.fill(version, only=[factories.id_of(version, FIRST)])


class TestTwoPeople:
    def test_both_texts_are_kept_and_the_second_person_sees_the_first(
        self, version: LanguageVersion, anna: Any, ben: Any
    ) -> None:
        shown = row(version, FIRST).latest_id
        do(review.suggest, version, FIRST, anna, text="De Anna.", base_revision_id=shown)
        outcome = do(review.suggest, version, FIRST, ben, text="De Ben.", base_revision_id=shown)
        assert outcome.conflict.text == "De Anna."
        current = row(version, FIRST)
        assert (current.latest.text, current.conflict.text) == ("De Ben.", "De Anna.")

    def test_a_draft_does_not_push_an_approved_text_aside(self, version: LanguageVersion, anna: Any, ben: Any) -> None:
        shown = row(version, FIRST).latest_id
        do(review.approve, version, FIRST, ben, text="De Ben.", base_revision_id=shown)
        outcome = do(review.save, version, FIRST, anna, text="De Anna.", base_revision_id=shown)
        current = row(version, FIRST)
        assert outcome.conflict.text == "De Ben."
        assert (current.latest.text, current.conflict.text) == ("De Ben.", "De Anna.")

    def test_the_same_text_is_no_conflict(self, version: LanguageVersion, anna: Any, ben: Any) -> None:
        shown = row(version, FIRST).latest_id
        do(review.suggest, version, FIRST, anna, text="La ville.", base_revision_id=shown)
        assert do(review.approve, version, FIRST, ben, text="La ville.", base_revision_id=shown).conflict is None

    def test_theirs_can_be_used(self, version: LanguageVersion, anna: Any, ben: Any) -> None:
        shown = row(version, FIRST).latest_id
        do(review.suggest, version, FIRST, anna, text="De Anna.", base_revision_id=shown)
        outcome = do(review.approve, version, FIRST, ben, text="De Ben.", base_revision_id=shown)
        public_id = factories.id_of(version, FIRST)
        review.use_conflict(version=version, public_id=public_id, conflict_id=outcome.conflict.pk, person=ben)
        current = row(version, FIRST)
        assert (current.latest.text, current.latest.author, current.latest.decided_by) == ("De Anna.", anna, ben)
        assert current.conflict is None

    def test_mine_can_stay(self, version: LanguageVersion, anna: Any, ben: Any) -> None:
        shown = row(version, FIRST).latest_id
        do(review.suggest, version, FIRST, anna, text="De Anna.", base_revision_id=shown)
        outcome = do(review.suggest, version, FIRST, ben, text="De Ben.", base_revision_id=shown)
        public_id = factories.id_of(version, FIRST)
        review.dismiss_conflict(version=version, public_id=public_id, conflict_id=outcome.conflict.pk, person=ben)
        current = row(version, FIRST)
        assert (current.latest.text, current.conflict) == ("De Ben.", None)
        assert SegmentRevision.objects.filter(text="De Anna.").exists()


class TestOutdated:
    @pytest.fixture
    def changed(self, version: LanguageVersion, source: NotePage, anna: Any) -> LanguageVersion:
        """A checked sentence whose original has changed since."""
        do(review.approve, version, FIRST, anna, text="La ville a ouvert ses portes.")
        publish(version)
        page = NotePage.objects.get(pk=source.pk)
        block = page.body[0]
        block.value.source = block.value.source.replace("opened its doors", "opened its doors wide")
        page.save_revision().publish()
        return LanguageVersion.objects.select_related("group", "locale", "page").get(pk=version.pk)

    def test_kept_it_counts_as_checked_for_the_new_original(self, changed: LanguageVersion, anna: Any) -> None:
        before = row(changed, FIRST).latest
        do(review.keep, changed, FIRST, anna)
        after = publish(changed)
        current = row(changed, FIRST)
        assert (current.live.text, current.live.origin) == (before.text, Origin.PERSON)
        assert current.live.source_hash != before.source_hash
        assert (after.outdated, after.reviewed) == (0, 1)

    def test_a_proposal_of_the_machine_stays_the_machines_when_approved(
        self, changed: LanguageVersion, anna: Any
    ) -> None:
        public_id = factories.id_of(changed, FIRST)
        factories.fill(changed, only=[public_id], suggestion=True)
        proposal = f"fr: {factories.sentences(changed)[public_id]}"
        assert row(changed, FIRST).latest.text == "La ville a ouvert ses portes."
        outcome = do(review.approve, changed, FIRST, anna, text=chips.to_field(proposal))
        assert (outcome.stored.origin, outcome.stored.decision) == (Origin.MACHINE, Decision.APPROVED)


class TestCover:
    def test_the_sentence_before_says_it(self, version: LanguageVersion, anna: Any) -> None:
        do(review.cover, version, "stayed for two days", anna)
        publish(version)
        body = str(NotePage.objects.get(pk=version.page_id).body)
        assert "stayed for two days" not in body
        assert row(version, "stayed for two days").live.decision == Decision.COVERED

    def test_the_first_sentence_has_none_before_it(self, version: LanguageVersion, anna: Any) -> None:
        with pytest.raises(chips.TextRefused):
            do(review.cover, version, FIRST, anna)


class TestUndo:
    def test_the_text_before_is_back_as_a_new_entry(self, version: LanguageVersion, anna: Any) -> None:
        before = row(version, FIRST).latest
        do(review.save, version, FIRST, anna, text="La")
        do(review.save, version, FIRST, anna, text="La vill")
        do(review.approve, version, FIRST, anna, text="La ville.")
        do(review.undo, version, FIRST, anna)
        current = row(version, FIRST)
        assert (current.latest.text, current.latest.origin, current.latest.decision) == (
            before.text, Origin.MACHINE, Decision.STORED,
        )  # fmt: skip
        assert current.latest.pk > before.pk
        publish(version)
        assert row(version, FIRST).live.text == before.text

    def test_nobody_undoes_what_somebody_else_did(self, version: LanguageVersion, anna: Any, ben: Any) -> None:
        do(review.approve, version, FIRST, ben, text="La ville.")
        with pytest.raises(PermissionDenied):
            do(review.undo, version, FIRST, anna)


class TestMany:
    def test_what_was_not_opened_does_not_count_as_checked(self, version: LanguageVersion, anna: Any) -> None:
        ids = [factories.id_of(version, words) for words in (FIRST, "stayed for two days")]
        shown = {
            public_id: row(version, words).latest_id for public_id, words in zip(ids, (FIRST, "stayed"), strict=True)
        }
        done = release.approve_many(version=version, shown=shown, opened={ids[0]}, person=anna)
        assert (done.approved, done.unseen) == ([ids[0]], [ids[1]])
        assert publish(version).reviewed == 1
        assert row(version, "stayed").live.decision == Decision.APPROVED_UNSEEN

    def test_a_text_that_moved_is_left_alone(self, version: LanguageVersion, anna: Any, ben: Any) -> None:
        shown = {factories.id_of(version, FIRST): row(version, FIRST).latest_id}
        do(review.suggest, version, FIRST, ben, text="De Ben.")
        assert release.approve_many(version=version, shown=shown, opened=set(), person=anna).left == list(shown)
        assert row(version, FIRST).latest.decision == Decision.SUGGESTED


class TestRelease:
    def test_as_it_stands_takes_no_unapproved_text_live(self, source: NotePage, anna: Any) -> None:
        version = factories.fill(factories.version_of(source, "fr"))
        do(review.suggest, version, FIRST, anna, text="La ville.")
        done = release.publish_version(version=version, person=anna)
        assert done.published
        assert row(version, FIRST).live.text.startswith("fr: ")
        assert row(version, FIRST).latest.text == "La ville."

    def test_a_first_publication_waits_until_each_sentence_has_a_text(self, source: NotePage, anna: Any) -> None:
        version = factories.version_of(source, "fr")
        factories.fill(version, only=[factories.id_of(version, FIRST)])
        done = release.publish_version(version=version, person=anna)
        assert not done.published
        assert done.waiting == len(factories.sentences(version)) - 1

    def test_taken_down_it_comes_back_only_by_being_published(self, version: LanguageVersion, anna: Any) -> None:
        release.take_down(version=version, person=anna)
        publish(version)
        assert not NotePage.objects.get(pk=version.page_id).live
        release.publish_version(version=version, person=anna)
        assert NotePage.objects.get(pk=version.page_id).live

    def test_by_hand_it_goes_out_when_somebody_says_so(self, source: NotePage) -> None:
        people.ensure()
        moderator = people.member("mo", "Moderators")
        factories.notes_index("fr")
        original = LanguageVersion.objects.select_related("group__source__page", "locale").get(page_id=source.pk)
        version = release.create_by_hand(source=original, locale=factories.locale("fr"), person=moderator)
        factories.fill(version)
        after = publish(version)
        assert (after.held, NotePage.objects.get(pk=after.page_id).live) == (True, False)
        assert release.publish_version(version=version, person=moderator).published


def test_strangers_change_nothing(version: LanguageVersion, anna: Any) -> None:
    german = people.member("gerd", "Translators: Spanish")
    before = SegmentRevision.objects.count()
    for service, extra in [
        (review.save, {"text": "x"}), (review.suggest, {"text": "x"}), (review.approve, {"text": "x"}),
        (review.keep, {}), (review.cover, {}), (review.undo, {}),
    ]:  # fmt: skip
        with pytest.raises((PermissionDenied, chips.TextRefused)):
            do(service, version, FIRST, german, **extra)
    for act in (release.publish_version, release.hold, release.take_down):
        with pytest.raises(PermissionDenied):
            act(version=version, person=german)
    assert SegmentRevision.objects.count() == before


def test_a_sentence_that_is_not_there(version: LanguageVersion, anna: Any) -> None:
    with pytest.raises(UnknownSentence):
        review.save(version=version, public_id="zzzzzzzz", text="x", person=anna)
