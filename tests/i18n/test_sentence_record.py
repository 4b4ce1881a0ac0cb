"""The record of a sentence: all its texts, what readers saw, a comparison of any two, and how one comes back."""

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from i18n.models import LanguageVersion, Origin, SegmentRevision, SegmentTranslation
from i18n.services import publishing, restoring, review
from i18n.services.chips import TextRefused
from tests.i18n import factories as make
from tests.i18n import people
from tests.i18n.people import logged_in
from tests.i18n.test_source_edits import edit, replace

pytestmark = pytest.mark.django_db

FIRST = "opened its doors"


@pytest.fixture
def anna() -> Any:
    people.ensure()
    return people.member("anna", "Translators: French")


@pytest.fixture
def version() -> LanguageVersion:
    return make.published(make.note(), "fr", engine="apertium", engine_version="eng-fra 1.0", chained=True)


def row(version: LanguageVersion, words: str = FIRST) -> SegmentTranslation:
    rows = SegmentTranslation.objects.select_related("latest", "live", "segment")
    return rows.get(segment__public_id=make.id_of(version, words), segment__group=version.group, locale=version.locale)


def address(version: LanguageVersion, words: str = FIRST, **query: Any) -> str:
    return reverse("translations:record", args=[version.pk, make.id_of(version, words)], query=query)


def write(version: LanguageVersion, text: str, person: Any, service: Any = review.approve, words: str = FIRST) -> Any:
    key = make.id_of(version, words)
    return service(
        version=version, public_id=key, text=text, person=person, base_revision_id=row(version, words).latest_id
    )


def said(client: Client, url: str) -> str:
    """The words of a page, in one line."""
    answer = client.get(url)
    assert answer.status_code == 200
    main = answer.content.decode().split('class="review-panel"')[1]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", main))


def put_back(version: LanguageVersion, text: SegmentRevision, person: Any, **how: Any) -> restoring.Outcome:
    shown = how.pop("shown", row(version).latest_id)
    key = make.id_of(version, FIRST)
    return restoring.put_back(
        version=version, public_id=key, revision_id=text.pk, person=person, base_revision_id=shown, **how
    )


class TestPage:
    def test_tells_every_text_newest_first_with_engine_person_and_decision(
        self, version: LanguageVersion, anna: Any
    ) -> None:
        write(version, "La ville a ouvert.", anna, review.suggest)
        write(version, "La ville a ouvert ses portes.", anna)
        page = said(logged_in(anna), address(version))
        assert (
            page.index("La ville a ouvert ses portes.") < page.index("La ville a ouvert.") < page.index("fr: The city")
        )
        assert "Machine: Apertium eng-fra 1.0, through another language" in page
        assert "anna · Checked · anna" in page
        assert "3 texts, newest first" in page

    def test_tells_what_readers_saw_and_when(self, version: LanguageVersion, anna: Any) -> None:
        page = said(logged_in(anna), address(version))
        assert ("Readers have seen it since" in page, "Readers saw it from" in page) == (True, False)
        write(version, "La ville a ouvert ses portes.", anna)
        publishing.publish(version=version)
        page = said(logged_in(anna), address(version))
        assert ("Readers have seen it since" in page, "Readers saw it from" in page) == (True, True)

    def test_compares_any_two_texts_word_by_word(self, version: LanguageVersion, anna: Any) -> None:
        first = write(version, "La ville a ouvert hier.", anna).stored
        second = write(version, "La ville a fermé hier.", anna).stored
        for chosen in ((first, second), (second, first)):  # whichever was chosen first, the older one stands first
            url = address(version, **{"from": chosen[0].pk, "to": chosen[1].pk})
            html = logged_in(anna).get(url).content.decode()
            assert "La ville a <del>ouvert</del><ins>fermé</ins> hier." in html
        assert (
            "<del>" not in logged_in(anna).get(address(version, **{"from": first.pk, "to": 999_999})).content.decode()
        )

    def test_shows_the_originals_wordings_and_which_one_a_text_was_made_for(
        self, version: LanguageVersion, anna: Any
    ) -> None:
        write(version, "La ville a ouvert ses portes.", anna)
        edit(version.group.source.page.specific, replace("opened its doors", "shut its doors"))
        page = logged_in(anna).get(address(version, "shut its doors")).content.decode()
        assert "The city <del>opened</del><ins>shut</ins> its doors." in page
        assert "made for wording 1 of the original" in page

    def test_has_pages_and_keeps_a_choice_from_another_one(
        self, version: LanguageVersion, anna: Any, django_assert_max_num_queries: Any
    ) -> None:
        latest = row(version).latest
        facts = {"segment": latest.segment, "locale": version.locale, "source_hash": latest.source_hash}
        SegmentRevision.objects.bulk_create(
            SegmentRevision(**facts, text=f"Texte {number}.", origin=Origin.PERSON, author=anna)
            for number in range(200)
        )
        newest = SegmentRevision.objects.filter(text="Texte 199.").get()
        client = logged_in(anna)
        page = said(client, address(version))
        assert "Texte 199." in page and "Texte 100." not in page and "Page 1 of 5" in page
        with django_assert_max_num_queries(35):  # Wagtail's own included, whatever the number of texts
            page = said(client, address(version, p=5, **{"from": newest.pk, "to": latest.pk}))
        assert "chosen on another page of this list" in page
        assert "From text 1 to text 201" in page

    def test_of_a_sentence_that_went_can_be_read(self, version: LanguageVersion, anna: Any) -> None:
        url = address(version, "five countries")
        edit(version.group.source.page.specific, replace("Visitors came from <b>five</b> countries. ", ""))
        page = said(logged_in(anna), url)
        assert "The original no longer has this sentence." in page
        assert "Suggest it again" not in page

    def test_is_not_there_for_others(self, version: LanguageVersion, anna: Any) -> None:
        spanish = people.member("maria", "Translators: Spanish")
        assert logged_in(spanish).get(address(version)).status_code == 404
        assert logged_in(spanish).post(address(version), {"text": row(version).latest_id}).status_code == 404
        for nothing in ("nosuchid", "%00"):
            other = reverse("translations:record", args=[version.pk, nothing])
            assert logged_in(anna).get(other).status_code == 404

    def test_is_linked_from_the_review_of_the_sentence(self, version: LanguageVersion, anna: Any) -> None:
        html = logged_in(anna).get(reverse("translations:review", args=[version.pk])).content.decode()
        assert address(version) in html


class TestPuttingBack:
    def test_a_machines_text_stays_a_machines(self, version: LanguageVersion, anna: Any) -> None:
        machine = row(version).latest
        write(version, "La ville a ouvert ses portes.", anna)
        done = put_back(version, machine, anna, approve=True)
        back = done.stored
        assert back is not None
        assert (back.text, back.origin, back.engine, back.engine_version, back.chained) == (
            machine.text, "machine", "apertium", "eng-fra 1.0", True,
        )  # fmt: skip
        assert (back.author, back.decided_by, back.decision) == (None, anna, "approved")
        publishing.publish(version=version)
        assert row(version).live == back

    def test_as_a_suggestion_it_waits_and_readers_keep_what_they_have(
        self, version: LanguageVersion, anna: Any
    ) -> None:
        machine = row(version).latest
        checked = write(version, "La ville a ouvert ses portes.", anna).stored
        done = put_back(version, machine, anna)
        publishing.publish(version=version)
        now = row(version)
        assert (now.latest, now.latest.decision, now.latest.origin) == (done.stored, "suggested", "machine")
        assert now.live == checked
        undone = review.undo(
            version=version, public_id=make.id_of(version, FIRST), person=anna, base_revision_id=now.latest_id
        )
        assert undone.latest is not None
        assert undone.latest.text == checked.text

    def test_a_suggestion_that_was_put_back_can_be_turned_down(self, version: LanguageVersion, anna: Any) -> None:
        machine = row(version).latest
        checked = write(version, "La ville a ouvert ses portes.", anna).stored
        shown = put_back(version, machine, anna).stored
        assert shown is not None
        review.reject(
            version=version,
            public_id=make.id_of(version, FIRST),
            person=make.user("boss", superuser=True),
            reason="The other one is right.",
            base_revision_id=shown.pk,
        )
        assert row(version).latest == checked

    def test_twice_is_once_and_another_persons_text_is_met(self, version: LanguageVersion, anna: Any) -> None:
        machine = row(version).latest
        write(version, "La ville a ouvert ses portes.", anna)
        stale = row(version).latest_id
        put_back(version, machine, anna, approve=True)
        count = SegmentRevision.objects.count()
        assert put_back(version, machine, anna, approve=True, shown=stale).stored is None
        write(version, "Autre texte.", make.user("boss", superuser=True))
        met = put_back(version, machine, anna, approve=True, shown=stale)
        assert (met.stored, met.conflict) == (None, row(version).latest)
        assert SegmentRevision.objects.count() == count + 1

    def test_a_text_of_another_wording_counts_for_the_present_one_by_a_persons_word(
        self, version: LanguageVersion, anna: Any
    ) -> None:
        first = write(version, "La ville a ouvert ses portes.", anna).stored
        write(version, "Texte pire.", anna)
        source = version.group.source.page.specific
        edit(source, replace("opened its doors", "has opened its doors"))
        version = LanguageVersion.objects.get(pk=version.pk)
        key = row(version, "has opened").segment.public_id
        done = restoring.put_back(
            version=version, public_id=key, revision_id=first.pk, person=anna, approve=True,
            base_revision_id=row(version, "has opened").latest_id,
        )  # fmt: skip
        assert done.stored is not None
        assert done.stored.source_hash == version.group.current_snapshot.hashes[key]

    def test_marks_that_do_not_fit_and_foreign_texts_are_refused(self, version: LanguageVersion, anna: Any) -> None:
        bold = row(version, "five countries").latest
        with pytest.raises(TextRefused):
            put_back(version, bold, anna)  # of another sentence
        edit(version.group.source.page.specific, replace("came from <b>five</b> countries", "came from five countries"))
        version = LanguageVersion.objects.get(pk=version.pk)
        shown = row(version, "came from five").latest_id
        form = {"text": bold.pk, "revision": shown, "action": "approve"}
        answer = logged_in(anna).post(address(version, "came from five"), form, follow=True)
        assert "The marks must be those of the original" in answer.content.decode()

    def test_second_eyes_and_rights(self, version: LanguageVersion, anna: Any, settings: Any) -> None:
        machine = row(version).latest
        write(version, "La ville a ouvert ses portes.", anna)
        settings.INTERURBAN_SECOND_EYES = ("fr",)
        anna = people.member("anna", "Translators: French")  # whose roles are asked again
        with pytest.raises(PermissionDenied):
            put_back(version, machine, anna, approve=True)
        assert put_back(version, machine, anna).stored is not None
        for stranger in (people.member("maria", "Translators: Spanish"), people.member("nobody")):
            with pytest.raises(PermissionDenied):
                put_back(version, machine, stranger)

    def test_the_form_without_javascript(self, version: LanguageVersion, anna: Any) -> None:
        machine = row(version).latest
        write(version, "La ville a ouvert ses portes.", anna)
        form = {"text": machine.pk, "revision": row(version).latest_id, "action": "approve"}
        answer = logged_in(anna).post(address(version), form, follow=True)
        assert "The text is back and counts as checked." in answer.content.decode()
        assert row(version).latest.origin == "machine"
