"""A whole translation from outside: checked pair by pair, taken over, taken back."""

import random
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from i18n.models import Decision, LanguageVersion, Origin, PastedTranslation, SegmentRevision, TranslationJob
from i18n.segments import plain
from i18n.services import chips, pasting, publishing, release, review, texts
from tests.i18n import factories, people
from tests.i18n.pasted import FRENCH, begun, confirm_all, edit_source, fresh, key_of, latest, said, step

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def anna() -> Any:
    people.ensure()
    return people.member("anna", "Translators: French")


@pytest.fixture
def version() -> LanguageVersion:
    return factories.published(factories.note(), "fr")


class TestChecking:
    def test_a_pair_is_confirmed_only_with_the_marks_of_the_original(self, version: Any, anna: Any) -> None:
        draft = begun(version, anna, FRENCH, "plain")
        refused = step(draft, anna, "confirm", "vieille maison")
        assert "⟨1⟩" in refused.problem
        text = "Un guide a montré la ⟨1⟩vieille maison⟨/1⟩ à tout le monde."
        assert not step(draft, anna, "confirm", "vieille maison", text).problem
        assert next(row for row in draft.rows if row["text"] == text)["mark"] == "ok"

    def test_what_was_typed_stays_when_it_cannot_be_confirmed(self, version: Any, anna: Any) -> None:
        draft = begun(version, anna)
        assert step(draft, anna, "confirm", "cinq", "Cinq ⟨1⟩pays").problem
        assert "Cinq ⟨1⟩pays" in said(draft)

    def test_a_sentence_is_moved_up_and_down(self, version: Any, anna: Any) -> None:
        draft = begun(version, anna)
        step(draft, anna, "up", "Ils sont restés")
        assert "Les visiteurs venaient de ⟨1⟩cinq⟨/1⟩ pays. Ils sont restés deux jours." in said(draft)
        step(draft, anna, "down", "Ils sont restés")
        assert said(draft)[3:5] == ["Les visiteurs venaient de ⟨1⟩cinq⟨/1⟩ pays.", "Ils sont restés deux jours."]

    def test_a_line_break_says_where_to_cut(self, version: Any, anna: Any) -> None:
        draft = begun(version, anna)
        step(draft, anna, "down", "Ils sont restés", "Ils sont restés\ndeux jours.")
        assert "Ils sont restés" in said(draft)
        assert any(text.startswith("deux jours. Un guide") for text in said(draft))

    def test_a_sentence_said_before_gives_its_text_to_that_one(self, version: Any, anna: Any) -> None:
        draft = begun(version, anna)
        step(draft, anna, "cover", "Ils sont restés")
        assert "Les visiteurs venaient de ⟨1⟩cinq⟨/1⟩ pays. Ils sont restés deux jours." in said(draft)
        assert [row["mark"] for row in draft.rows][4] == "covered"

    def test_the_first_sentence_of_a_paragraph_is_said_by_none_before(self, version: Any, anna: Any) -> None:
        draft = begun(version, anna)
        assert step(draft, anna, "cover", "ouvert ses portes").problem

    def test_a_text_without_a_place_is_left_over_and_found_again(self, version: Any, anna: Any) -> None:
        draft = begun(version, anna)
        step(draft, anna, "absent", "Ils sont restés")
        row = next(row for row in draft.rows if "Ils sont restés" in row["text"])
        assert row["id"] == ""
        step(draft, anna, "up", "Ils sont restés")
        assert next(row for row in draft.rows if "Ils sont restés" in row["text"])["id"]

    def test_a_stale_form_changes_nothing_and_a_double_click_nothing_more(self, version: Any, anna: Any) -> None:
        draft = begun(version, anna)
        key, n = key_of(draft, "ouvert ses portes")
        for _click in range(2):
            pasting.act(draft=draft, person=anna, action="confirm", key=key, n=n, text="La ville a ouvert ses portes.")
        with pytest.raises(pasting.Stale):
            pasting.act(draft=draft, person=anna, action="confirm", key=key, n=n, text="Autre chose.")
        assert "Autre chose." not in said(fresh(draft, anna))

    def test_the_same_text_twice_is_one_draft_and_another_waits(self, version: Any, anna: Any) -> None:
        assert begun(version, anna).pk == begun(version, anna).pk
        with pytest.raises(pasting.AlreadyPasting):
            begun(version, anna, FRENCH, "plain")
        assert PastedTranslation.objects.count() == 1

    def test_confirmed_pairs_hold_the_others_in_place(self, version: Any, anna: Any) -> None:
        draft = begun(version, anna)
        step(draft, anna, "confirm", "Ils sont restés")
        again = pasting.pair_again(draft=fresh(draft, anna), person=anna)
        assert [row.text for row in again.rows] == said(draft)
        assert [row.mark for row in again.rows].count("ok") == 1


class TestChangedOriginal:
    def test_confirmed_pairs_stay_and_reworded_ones_are_open_again(self, version: Any, anna: Any) -> None:
        draft = confirm_all(begun(version, anna), anna)
        edit_source(version, "They stayed for two days.", "They stayed for three weeks. Nobody left.")
        acted = pasting.refresh(draft=fresh(draft, anna), person=anna)
        assert acted.realigned
        marks = {row.text: row.mark for row in acted.rows if row.text}
        assert marks["La ville a ouvert ses portes."] == "ok"
        assert marks["Ils sont restés deux jours."] == ""
        assert sum("Nobody left" in plain(s) for s in factories.sentences(version).values()) == 1
        assert len([row for row in acted.rows if row.id]) == 10

    def test_nothing_is_taken_over_before_somebody_looked_again(self, version: Any, anna: Any) -> None:
        draft = confirm_all(begun(version, anna), anna)
        edit_source(version, "two days", "three weeks")
        with pytest.raises(pasting.PasteRefused, match="changed"):
            pasting.finish(draft=fresh(draft, anna), person=anna)

    def test_the_text_of_a_removed_sentence_is_left_over(self, version: Any, anna: Any) -> None:
        draft = confirm_all(begun(version, anna), anna)
        edit_source(version, " They stayed for two days.", "")
        acted = pasting.refresh(draft=fresh(draft, anna), person=anna)
        assert [row.id for row in acted.rows if "Ils sont restés" in row.text] == [""]


class TestTakingOver:
    def test_confirmed_pairs_are_a_persons_approved_text(self, version: Any, anna: Any) -> None:
        draft = begun(version, anna)
        draft.credit = "Ville de Nantes"
        draft.save()
        step(draft, anna, "confirm", "cinq")
        TranslationJob.objects.all().delete()
        done = pasting.finish(draft=fresh(draft, anna), person=anna)
        text = latest(version)[done.approved[0]]
        assert (text.origin, text.decision, text.author, text.decided_by) == (
            Origin.PERSON,
            Decision.APPROVED,
            anna,
            anna,
        )
        assert text.text == "Les visiteurs venaient de <1>cinq</1> pays."
        assert "Ville de Nantes" in text.reason
        assert TranslationJob.objects.filter(version=version, purpose="republish").count() == 1
        assert len(done.left) == 8

    def test_a_second_click_changes_nothing(self, version: Any, anna: Any) -> None:
        draft = confirm_all(begun(version, anna), anna)
        pasting.finish(draft=draft, person=anna)
        before = SegmentRevision.objects.count()
        pasting.finish(draft=fresh(draft, anna), person=anna)
        assert SegmentRevision.objects.count() == before

    def test_what_was_confirmed_in_one_go_and_never_seen_does_not_count_as_checked(
        self, version: Any, anna: Any
    ) -> None:
        draft = begun(version, anna)
        sure = [row for row in draft.rows if row["sure"]]
        assert sure
        pasting.confirm_sure(draft=draft, person=anna, seen=frozenset({sure[0]["key"]}))
        done = pasting.finish(draft=fresh(draft, anna), person=anna)
        assert done.approved == [sure[0]["id"]]
        assert set(done.unseen) == {row["id"] for row in sure[1:]}

    def test_where_a_second_pair_of_eyes_is_asked_for_it_is_a_suggestion(
        self, version: Any, anna: Any, settings: Any
    ) -> None:
        settings.INTERURBAN_SECOND_EYES = ["fr"]
        draft = confirm_all(begun(version, anna), anna)
        done = pasting.finish(draft=draft, person=anna)
        assert not done.approved
        assert {latest(version)[key].decision for key in done.suggested} == {Decision.SUGGESTED}

    def test_an_editor_pastes_and_somebody_else_approves(self, version: Any) -> None:
        editor = people.everybody()["editor"]
        done = pasting.finish(draft=confirm_all(begun(version, editor), editor), person=editor)
        assert done.suggested
        assert not done.approved

    def test_somebody_elses_newer_text_is_kept_beside(self, version: Any, anna: Any) -> None:
        draft = confirm_all(begun(version, anna), anna)
        bert = people.member("bert", "Translators: French")
        public_id = factories.id_of(version, "opened its doors")
        review.approve(version=version, public_id=public_id, text="Portes ouvertes en ville.", person=bert)
        done = pasting.finish(draft=draft, person=anna)
        assert public_id in done.conflicts
        row = texts.load(version).translations[public_id]
        assert {row.latest.text, row.conflict.text} == {"Portes ouvertes en ville.", "La ville a ouvert ses portes."}

    def test_a_covered_sentence_is_said_in_the_one_before(self, version: Any, anna: Any) -> None:
        draft = begun(version, anna)
        step(draft, anna, "cover", "Ils sont restés")
        done = pasting.finish(draft=confirm_all(draft, anna), person=anna)
        assert done.covered == [factories.id_of(version, "They stayed")]
        assert latest(version)[done.covered[0]].decision == Decision.COVERED
        publishing.publish(version=version, release=True)
        version.refresh_from_db()
        assert version.reviewed == version.total

    def test_a_language_without_a_version_gets_one_and_is_published(self, anna: Any) -> None:
        source = LanguageVersion.objects.get(page_id=factories.note().pk)
        factories.notes_index("fr")
        moderator = people.member("mo", "Moderators")
        version = release.create_by_hand(source=source, locale=factories.locale("fr"), person=moderator)
        done = pasting.finish(draft=confirm_all(begun(version, anna), anna), person=anna)
        assert len(done.approved) == 9
        publishing.publish(version=version, release=True)
        page = LanguageVersion.objects.get(pk=version.pk).page
        assert page.title == "Une journée dans la ville"
        assert page.live


class TestTakingBack:
    def test_all_of_it_is_undone_at_once(self, version: Any, anna: Any) -> None:
        before = {key: text.text for key, text in latest(version).items()}
        draft = confirm_all(begun(version, anna), anna)
        pasting.finish(draft=draft, person=anna)
        assert before != {key: text.text for key, text in latest(version).items()}
        for _click in range(2):
            pasting.take_back(draft=fresh(draft, anna), person=anna)
        after = latest(version)
        assert before == {key: text.text for key, text in after.items()}
        assert {text.origin for text in after.values()} == {Origin.MACHINE}

    def test_not_when_something_else_happened_since(self, version: Any, anna: Any) -> None:
        draft = confirm_all(begun(version, anna), anna)
        pasting.finish(draft=draft, person=anna)
        public_id = factories.id_of(version, "opened its doors")
        review.approve(version=version, public_id=public_id, text="Encore autre chose.", person=anna)
        with pytest.raises(pasting.PasteRefused):
            pasting.take_back(draft=fresh(draft, anna), person=anna)

    def test_where_nothing_was_before_nothing_is_again_unless_it_is_public(self, anna: Any) -> None:
        version = factories.version_of(factories.note(), "fr")
        draft = confirm_all(begun(version, anna), anna)
        pasting.finish(draft=draft, person=anna)
        pasting.take_back(draft=fresh(draft, anna), person=anna)
        assert latest(version) == {}
        other = confirm_all(begun(version, anna), anna)
        pasting.finish(draft=other, person=anna)
        publishing.publish(version=version, release=True)
        with pytest.raises(pasting.PasteRefused, match="public"):
            pasting.take_back(draft=fresh(other, anna), person=anna)


class TestRights:
    def test_each_role_may_do_what_the_table_says(self, version: Any) -> None:
        cast = people.everybody()
        spanish = factories.published(factories.note(), "es")
        may = {"fr": {"translator", "reviewer", "editor", "moderator", "admin"}, "es": {"editor", "moderator", "admin"}}
        for code, target in (("fr", version), ("es", spanish)):
            done = set()
            for role, person in cast.items():
                try:
                    begun(target, person)
                except PermissionDenied:
                    continue
                done.add(role)
            assert done == may[code]

    def test_nobody_touches_anothers_draft(self, version: Any, anna: Any) -> None:
        draft = begun(version, anna)
        bert = people.member("bert", "Translators: French")
        assert pasting.find(draft_id=draft.pk, person=bert) is None
        for attempt in (pasting.finish, pasting.discard, pasting.take_back, pasting.pair_again, pasting.confirm_sure):
            with pytest.raises(PermissionDenied):
                attempt(draft=draft, person=bert)

    def test_the_original_is_no_translation(self, version: Any, anna: Any) -> None:
        source = LanguageVersion.objects.get(pk=version.group.source_id)
        with pytest.raises(PermissionDenied):
            begun(source, anna)

    def test_who_lost_the_role_cannot_go_on(self, version: Any, anna: Any) -> None:
        draft = begun(version, anna)
        anna.groups.clear()
        with pytest.raises(PermissionDenied):
            pasting.confirm_sure(draft=draft, person=User.objects.get(pk=anna.pk))


def words(texts_: list[str]) -> list[str]:
    return sorted(word for text in texts_ for word in chips.words_of(text).replace("\n", " ").split())


@pytest.mark.parametrize("seed", range(4))
def test_no_word_of_the_pasted_text_is_ever_lost(version: Any, anna: Any, seed: int) -> None:
    chance = random.Random(seed)
    extra = "Encore ceci. Et cela aussi ! " if seed % 2 else ""
    draft = begun(version, anna, extra + FRENCH.replace("Ils sont restés deux jours. ", ""), "plain")
    pasted = words(said(draft))
    assert pasted == sorted(draft.raw.split())
    actions = [*pasting.STEPS, "pair_again"]
    for _turn in range(40):
        draft.refresh_from_db()
        row = chance.choice(draft.rows)
        action = chance.choice(actions)
        if action == "pair_again":
            pasting.pair_again(draft=draft, person=anna)
        else:
            text = row["text"]
            if action in ("up", "down") and " " in text and chance.random() < 0.5:
                at = chance.choice([index for index, character in enumerate(text) if character == " "])
                text = f"{text[:at]}\n{text[at + 1 :]}"
            pasting.act(draft=draft, person=anna, action=action, key=row["key"], n=row["n"], text=text)
        draft.refresh_from_db()
        assert words(said(draft)) == pasted, action
        keys = [entry["key"] for entry in draft.rows]
        assert len(set(keys)) == len(keys)
