"""An urgent correction: the wrong fact leaves every language at once, and people's texts stay."""

import json

import pytest
from django.core.exceptions import PermissionDenied

from i18n.models import (
    RenderedText,
    SegmentRevision,
    State,
    TranslationJob,
    UrgentCorrection,
)
from i18n.services import declaring, jobs, publishing, review, source_change, urgent, withdrawal
from tests.i18n import factories as make
from tests.i18n.test_source_edits import edit, fresh, replace
from tests.i18n.urgency import begin, body, changed, checked, editor, note_in, people, public, work
from tests.testsite.models import NotePage

pytestmark = pytest.mark.django_db


def test_withheld_sentences_give_way_to_a_note_and_people_s_texts_stay():
    page = make.note()
    version = checked(page)
    before, deleted = people(version), make.id_of(version, "begins in spring")
    changed(page)
    assert "es: Visitors came" in body(version)
    TranslationJob.objects.all().delete()
    done = begin(version)
    assert (done.sentences, done.withheld, done.public) == (2, 2, True)
    assert not TranslationJob.objects.exists()  # in force without any worker
    html = body(version)
    assert "Visitors came" not in html
    assert "spring" not in html
    assert html.count(note_in("es", "These sentences are being corrected.")) == 1
    assert "es: The city opened its doors." in html
    version = fresh(version)
    assert (version.state, version.withheld, version.reviewed, version.total) == (State.WITHHELD, 2, 6, 8)
    assert version.snapshot_id == version.group.current_snapshot_id
    rendered = RenderedText.objects.get(version=version)
    assert 'data-state="withheld"' in json.dumps(rendered.fields).replace("\\", "")
    assert rendered.marks_sentences
    assert people(version) == before
    assert deleted not in {ref.id for ref in version.snapshot.skeleton.sentences()}
    # Whatever the worker does now, no person's sentence comes back by itself.
    jobs.enqueue(purpose="republish", version=version)
    work()
    assert body(version) == html


def test_taking_it_back_restores_what_readers_saw_byte_by_byte():
    page = make.note()
    version = checked(page)
    changed(page)
    publishing.publish(version=version)
    seen, texts_before = public(version), people(version)
    assert seen[0]
    for mode in ("withhold", "machine", "down"):
        begin(version, mode)
        assert public(version) != seen
        urgent.take_back(version=fresh(version), person=editor())
        assert public(version) == seen, mode
        assert people(version) == texts_before
    outcomes = UrgentCorrection.objects.filter(version=version).values_list("outcome", flat=True)
    assert set(outcomes) == {"taken_back"}
    assert fresh(version).urgent_id is None
    with pytest.raises(urgent.NotUrgent):
        urgent.take_back(version=fresh(version), person=editor())


def test_taken_back_blocks_that_the_original_has_lost_are_there_again_until_the_ordinary_update():
    page = make.note()
    version = checked(page)
    old = body(version)
    edit(page, lambda blocks: replace("five", "four")(blocks[:1]))
    begin(version)
    assert "came next" not in body(version)
    urgent.take_back(version=fresh(version), person=editor())
    assert body(version) == old
    assert fresh(version).state == State.OUTDATED
    jobs.TranslationJob.objects.update(run_after="2020-01-01T00:00:00Z")
    work()
    assert "came next" not in body(version)
    assert "es: Visitors came from <b>five</b>" in body(version)


def test_a_decision_ends_it_sentence_by_sentence():
    page = make.note()
    version = checked(page)
    changed(page)
    begin(version)
    version = fresh(version)
    first, second = make.id_of(version, "four"), make.id_of(version, "new sentence")
    person = editor()
    chip_text = "Visitantes de ⟨1⟩cuatro⟨/1⟩ países."
    review.approve(version=version, public_id=first, text=chip_text, person=person)
    publishing.publish(version=version)
    assert "cuatro</b> países." in body(version)
    assert note_in("es") in body(version)
    assert fresh(version).urgent_id
    review.suggest(version=version, public_id=second, text="Una frase nueva.", person=person)
    publishing.publish(version=version)
    assert "Una frase nueva" not in body(version)
    review.approve(version=version, public_id=second, text="Una frase nueva.", person=person)
    publishing.publish(version=version)
    version = fresh(version)
    assert "Una frase nueva." in body(version)
    assert (version.urgent_id, version.withheld, version.state) == (None, 0, State.REVIEWED)
    assert UrgentCorrection.objects.get(version=version).outcome == "decided"
    # Taking the last decision back does not bring the wrong fact back.
    latest = SegmentRevision.objects.filter(segment__public_id=second, locale=version.locale).latest("pk")
    review.undo(version=version, public_id=second, person=person, base_revision_id=latest.pk)
    publishing.publish(version=version)
    assert note_in("es") in body(version)


def test_a_version_taken_down_comes_back_when_its_sentences_are_decided():
    page = make.note()
    version = checked(page)
    edit(page, replace("five", "four"))
    assert not begin(version, "down").public
    assert not NotePage.objects.get(pk=version.page_id).live
    # Neither the worker, nor a publication as it stands, nor one past our services brings it back.
    publishing.publish(version=version, release=True)
    NotePage.objects.get(pk=version.page_id).get_latest_revision().publish()
    assert not NotePage.objects.get(pk=version.page_id).live
    text = "Visitantes de ⟨1⟩cuatro⟨/1⟩ países."
    review.approve(version=fresh(version), public_id=make.id_of(version, "four"), text=text, person=editor())
    publishing.publish(version=version)
    assert NotePage.objects.get(pk=version.page_id).live
    assert fresh(version).urgent_id is None


def test_an_outdated_title_and_summary_get_a_note_and_the_slug_stays():
    page = make.note()
    version = checked(page, "fr")
    slug = version.page.slug
    edit(page, lambda blocks: blocks, title="Another day in the city", intro="<p>Something else.</p>")
    begin(version)
    french = NotePage.objects.get(pk=version.page_id)
    assert french.title == french.draft_title == note_in("fr", "This headline is being corrected")
    assert note_in("fr") in french.intro
    assert french.slug == slug


def test_a_second_correction_widens_the_first_and_taking_back_goes_to_the_beginning():
    page = make.note()
    version = checked(page)
    edit(page, replace("five", "four"))
    begin(version)
    edit(page, replace("old house", "town hall"))
    done = begin(version, "machine")
    assert (done.sentences, UrgentCorrection.objects.count()) == (2, 1)
    assert fresh(version).withheld == 2
    urgent.take_back(version=fresh(version), person=editor())
    assert "five" in body(version)
    assert "old house" in body(version)


def test_a_sentence_said_within_the_one_before_withholds_that_one_too():
    page = make.note()
    version = checked(page)
    person = editor()
    carrier, covered = make.id_of(version, "countries"), make.id_of(version, "two days")
    both = "Visitantes de ⟨1⟩cinco⟨/1⟩ países se quedaron dos días."
    review.approve(version=version, public_id=carrier, text=both, person=person)
    review.cover(version=version, public_id=covered, person=person)
    publishing.publish(version=version)
    edit(page, replace("two days", "three days"))
    begin(version)
    assert "dos días" not in body(version)
    review.approve(version=fresh(version), public_id=covered, text="Se quedaron tres días.", person=person)
    publishing.publish(version=version)
    assert "dos días" in body(version)  # decided apart: the sentence before is its translator's own matter again


def test_a_draft_in_the_page_editor_does_not_bring_the_old_sentence_back():
    page = make.note()
    version = checked(page)
    edit(page, replace("five", "four"))
    begin(version)
    spanish = NotePage.objects.get(pk=version.page_id)
    draft = spanish.get_latest_revision_as_object()
    assert "five" not in str(draft.body)
    spanish.get_latest_revision().publish(user=editor())
    work()
    assert "five" not in body(version)
    assert note_in("es") in body(version)


def test_withdrawn_and_restored_it_goes_on_and_the_original_stays_the_original_meanwhile():
    page = make.note()
    version = checked(page)
    edit(page, replace("five", "four"))
    begin(version)
    seen = public(version)
    with pytest.raises(source_change.ChangeRefused):
        source_change.change_source(group=fresh(version).group, to=fresh(version), person=editor())
    withdrawal.withdraw(group=fresh(version).group, person=editor())
    publishing.publish(version=version, release=True)
    withdrawal.restore(group=fresh(version).group, person=editor())
    assert public(version) == seen
    withdrawal.withdraw(group=fresh(version).group, person=editor())
    urgent.take_back(version=fresh(version), person=editor())
    assert not NotePage.objects.get(pk=version.page_id).live
    withdrawal.restore(group=fresh(version).group, person=editor())
    jobs.TranslationJob.objects.update(run_after="2020-01-01T00:00:00Z")
    work()
    assert NotePage.objects.get(pk=version.page_id).live
    assert "es: Visitors came from <b>five</b>" in body(version)
    assert fresh(version).urgent_id is None


def test_only_those_who_may_publish_the_original_begin_and_take_back():
    page = make.note()
    version = checked(page)
    edit(page, replace("five", "four"))
    with pytest.raises(PermissionDenied):
        begin(version, person=make.user("ana"))
    with pytest.raises(urgent.NotUrgent):
        begin(version, "vanish")
    begin(version)
    with pytest.raises(PermissionDenied):
        urgent.take_back(version=fresh(version), person=make.user("ana"))


def test_what_cannot_be_rebuilt_is_taken_down_rather_than_left(monkeypatch):
    page = make.note()
    version = checked(page)
    edit(page, replace("five", "four"))

    def fail(**_kwargs):
        raise RuntimeError("no disk")

    monkeypatch.setattr(publishing, "publish", fail)
    done = begin(version)
    assert (done.mode, done.public) == ("down", False)
    assert not NotePage.objects.get(pk=version.page_id).live
    assert "no disk" in fresh(version).problem


def test_all_languages_are_corrected_within_the_publication_itself(settings):
    page = make.note()
    made = [checked(page, code) for code in ("es", "fr", "ar")]
    settings.INTERURBAN_URGENT_MODES = {"ar": "down"}
    draft = NotePage.objects.get(pk=page.pk)
    draft.body = draft.body.stream_block.to_python(replace("five", "four")(draft.body.get_prep_value()))
    revision = draft.save_revision(user=editor())
    declaring.declare(
        group=made[0].group, revision=revision, kind="urgent", person=editor(), reason="Wrong figure", modes={"fr": ""}
    )
    revision.publish(user=editor())
    # Nothing waits for a worker, nor for the seconds in which corrections are gathered.
    assert note_in("es") in body(made[0])
    assert "five" in body(made[1])
    assert not NotePage.objects.get(pk=made[2].page_id).live
    states = [fresh(version).state for version in made]
    assert states[:2] == [State.WITHHELD, State.OUTDATED]
    assert 'data-state="withheld"' in str(RenderedText.objects.get(version=made[0]).fields)
    modes = dict(UrgentCorrection.objects.values_list("version__locale__language_code", "mode"))
    assert modes == {"es": "withhold", "ar": "down"}
    assert UrgentCorrection.objects.first().reason == "Wrong figure"
