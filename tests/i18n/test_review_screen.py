"""The translation screens: what they show, what their forms do without JavaScript, and who gets in."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from i18n.models import ErrorReport, LanguageVersion, Origin, SegmentRevision, SegmentTranslation, TranslationJob
from i18n.services import jobs
from tests.i18n import factories, people
from tests.i18n.people import logged_in
from tests.testsite.models import NotePage

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FIRST = "opened its doors"


@pytest.fixture
def anna() -> Any:
    people.ensure()
    return people.member("anna", "Translators: French")


@pytest.fixture
def source() -> NotePage:
    return factories.note()


@pytest.fixture
def version(source: NotePage) -> LanguageVersion:
    return factories.published(source, "fr")


def review_url(version: LanguageVersion) -> str:
    return reverse("translations:review", args=[version.pk])


def page_of(client: Client, version: LanguageVersion) -> str:
    response = client.get(review_url(version))
    assert response.status_code == 200
    return response.content.decode()


def latest(version: LanguageVersion, words: str) -> SegmentRevision:
    public_id = factories.id_of(version, words)
    row = SegmentTranslation.objects.select_related("latest").get(
        segment__group=version.group, segment__public_id=public_id, locale=version.locale
    )
    return row.latest


def post(client: Client, version: LanguageVersion, words: str, action: str, **data: Any) -> Any:
    """Post a row's form as the browser does that shows what is there now."""
    shown = latest(version, words)
    form = {
        "sentence": factories.id_of(version, words),
        "revision": shown.pk if shown else "",
        "action": action,
        **data,
    }
    headers = form.pop("headers", {})
    return client.post(reverse("translations:sentence", args=[version.pk]), form, headers=headers)


class TestReviewPage:
    def test_a_kind_of_sentence_of_which_there_is_none_is_not_said_to_be_lost(
        self, version: LanguageVersion, anna: Any
    ) -> None:
        page = logged_in(anna).get(review_url(version), {"show": "reported"}).content.decode()
        assert "There is nothing here." in page
        assert "any more" not in page

    def test_shows_each_sentence_with_source_text_state_and_origin(self, version: LanguageVersion, anna: Any) -> None:
        page = page_of(logged_in(anna), version)
        for public_id in factories.sentences(version):
            assert f'id="s-{public_id}"' in page
        assert "0 of 9</strong> checked" in page
        assert "Machine: test engine" in page
        assert '<bdi class="chip" title="link: https://example.org/house">⟨1⟩</bdi>' in page

    def test_the_publish_button_says_what_it_does(self, version: LanguageVersion, anna: Any, source: NotePage) -> None:
        client = logged_in(anna)
        post(client, version, FIRST, "approve", text="La ville.")
        assert "Publish: 1 checked, 8 machine, labelled" in page_of(client, version)
        empty = factories.version_of(source, "es")
        assert "9 sentences still need a text" in page_of(logged_in(factories.user("root", superuser=True)), empty)

    def test_page_and_original_are_one_click_away_as_long_as_readers_can_see_them(
        self, version: LanguageVersion, anna: Any, source: NotePage, settings: Any
    ) -> None:
        client = logged_in(anna)
        links = re.compile(r'<p class="review-links">(.*?)</p>', re.DOTALL)
        shown = links.search(page_of(client, version))
        found = re.findall(r'href="(/(?:fr|en)/[^"]+)"', shown[1]) if shown else []
        assert version.page is not None
        assert found == [f"/fr/notes/{version.page.slug}/", f"/en/notes/{source.slug}/"]
        editor = client.get(reverse("wagtailadmin_pages:edit", args=[version.page_id])).content.decode()
        assert f'href="{found[1]}"' in editor  # she may not edit the original, and reads it
        settings.WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("es", "Spanish")]
        page = page_of(client, version)
        shown = links.search(page)
        assert shown is not None
        assert found[0] not in shown[1]
        assert "nothing of it is shown to readers" in page
        editor = client.get(reverse("wagtailadmin_pages:edit", args=[version.page_id])).content.decode()
        assert "readers do not see this page" in editor

    def test_hostile_text_is_escaped(self, source: NotePage, anna: Any) -> None:
        hostile = "&lt;img src=x onerror=alert(1)&gt;"
        version = factories.version_of(source, "fr")
        factories.fill(version, say=lambda text: f"{hostile} {text}", engine="<script>evil</script>")
        page = page_of(logged_in(anna), version)
        assert "<img" not in page.partition('class="review-panel"')[2]
        assert "<script>evil" not in page

    def test_readers_reports_stand_at_their_sentence_and_are_looked_at(
        self, version: LanguageVersion, anna: Any
    ) -> None:
        text = latest(version, FIRST)
        report = ErrorReport.objects.create(
            segment=text.segment,
            version=version,
            revision=text,
            token="t-1",
            comment="Odd\u202e",
            better_wording="<b>x",
        )
        page = page_of(logged_in(anna), version)
        row = page.partition(f'id="s-{factories.id_of(version, FIRST)}"')[2].partition('class="segment"')[0]
        assert "RIGHT-TO-LEFT OVERRIDE" in row
        assert "&lt;b&gt;x" in row
        report.refresh_from_db()
        assert report.status == ErrorReport.Status.LOOKED_AT

    def test_what_changed_in_the_original_is_shown_with_the_earlier_translation(
        self, version: LanguageVersion, anna: Any, source: NotePage
    ) -> None:
        client = logged_in(anna)
        post(client, version, FIRST, "approve", text="La ville a ouvert ses portes.")
        page = NotePage.objects.get(pk=source.pk)
        block = page.body[0]
        block.value.source = block.value.source.replace("its doors", "its gates")
        page.save_revision().publish()
        shown = page_of(client, version)
        assert "<del>doors</del>" in shown
        assert "<ins>gates</ins>" in shown
        assert "Keep the earlier translation" in shown

    def test_says_when_no_engine_is_there(self, version: LanguageVersion, anna: Any) -> None:
        assert "No translation engine is installed" in page_of(logged_in(anna), version)

    def test_an_original_is_edited_in_the_page_editor(self, source: NotePage) -> None:
        original = LanguageVersion.objects.get(page_id=source.pk)
        response = logged_in(factories.user("root", superuser=True)).get(review_url(original))
        assert response.url == reverse("wagtailadmin_pages:edit", args=[source.pk])

    def test_failed_work_is_shown_with_its_reason(self, version: LanguageVersion, anna: Any) -> None:
        job = jobs.enqueue(purpose=jobs.Purpose.REPUBLISH, version=version)
        TranslationJob.objects.filter(pk=job.pk).update(status="failed", reason="The page is locked.")
        client = logged_in(anna)
        assert "The page is locked." in page_of(client, version)
        assert "The page is locked." in client.get(reverse("translations:list")).content.decode()
        client.post(reverse("translations:again", args=[job.pk]))
        assert version.jobs.filter(status="waiting").count() == 1

    @pytest.mark.parametrize("sentences", [20, 200])
    def test_opens_with_few_queries(self, anna: Any, sentences: int, django_assert_max_num_queries: Any) -> None:
        words = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"]
        body = [
            "".join(f"<p>{'. '.join(f'{w} number {n} is here' for w in words)}.</p>" for n in range(sentences // 10))
        ]
        version = factories.fill(factories.version_of(factories.note(body=body), "fr"))
        client = logged_in(anna)
        client.get(review_url(version))
        with django_assert_max_num_queries(15) as counted:
            page = page_of(client, version)
        assert page.count('class="segment"') >= sentences
        assert counted


class TestForms:
    def test_approving_leads_to_the_next_open_sentence(self, version: LanguageVersion, anna: Any) -> None:
        client = logged_in(anna)
        response = post(client, version, FIRST, "approve", text="La ville a ouvert ses portes.")
        following = factories.id_of(version, "Visitors came")
        assert response.url == f"{review_url(version)}#s-{following}"
        assert latest(version, FIRST).text == "La ville a ouvert ses portes."

    def test_a_refused_text_stays_in_the_field_with_the_reason(self, version: LanguageVersion, anna: Any) -> None:
        response = post(logged_in(anna), version, "Visitors came", "approve", text="Sans ⟨1⟩marque")
        page = response.content.decode()
        assert response.status_code == 422
        assert ">Sans ⟨1⟩marque</textarea>" in page
        assert "each ⟨1⟩ needs its ⟨/1⟩" in page

    def test_two_people_see_both_texts(self, version: LanguageVersion, anna: Any) -> None:
        ben = people.member("ben", "Translators: French")
        shown = latest(version, FIRST).pk
        post(logged_in(anna), version, FIRST, "suggest", text="De Anna.", revision=shown)
        client = logged_in(ben)
        post(client, version, FIRST, "suggest", text="De Ben.", revision=shown)
        page = page_of(client, version)
        assert "Two people changed this sentence" in page
        assert "De Anna." in page
        assert ">De Ben.</textarea>" in page

    def test_the_script_gets_the_row(self, version: LanguageVersion, anna: Any) -> None:
        answer = post(
            logged_in(anna), version, FIRST, "save", text="La v", headers={"Accept": "application/json"}
        ).json()
        assert "Draft" in answer["row"]
        assert answer["revision"] == latest(version, FIRST).pk
        assert 'id="progress"' in answer["progress"]
        assert 'id="release"' in answer["release"]

    def test_a_report_is_closed_with_a_reason(self, version: LanguageVersion, anna: Any) -> None:
        text = latest(version, FIRST)
        report = ErrorReport.objects.create(segment=text.segment, version=version, revision=text, token="t-1")
        client = logged_in(anna)
        assert post(client, version, FIRST, "answer", report=report.pk, answer=" ").status_code == 422
        post(client, version, FIRST, "answer", report=report.pk, answer="It is a name.")
        report.refresh_from_db()
        assert (report.status, report.answer) == (ErrorReport.Status.KEPT, "It is a name.")

    def test_publishing_and_taking_down(self, source: NotePage, anna: Any) -> None:
        version = factories.fill(factories.version_of(source, "fr"))
        client = logged_in(anna)
        release = reverse("translations:release", args=[version.pk])
        client.post(release, {"action": "publish"})
        version.refresh_from_db()
        assert NotePage.objects.get(pk=version.page_id).live
        client.post(release, {"action": "take_down"})
        assert not NotePage.objects.get(pk=version.page_id).live

    def test_approving_all_that_is_left(self, version: LanguageVersion, anna: Any) -> None:
        client = logged_in(anna)
        shown = re.search(r'name="shown" value="([^"]+)"', page_of(client, version)).group(1)
        client.post(
            reverse("translations:release", args=[version.pk]),
            {"action": "approve_many", "shown": shown, "opened": factories.id_of(version, FIRST)},
        )
        decisions = SegmentRevision.objects.filter(origin=Origin.MACHINE).values_list("decision", flat=True)
        assert list(decisions).count("approved") == 1
        assert list(decisions).count("approved_unseen") == len(factories.sentences(version)) - 1

    @pytest.mark.parametrize(
        "data",
        [
            {"revision": "9" * 5000}, {"revision": "-1"}, {"revision": "٣"}, {"revision": "x"}, {"text": "a" * 100_000},
            {"text": "\x00\ud800".encode("utf-8", "surrogatepass")}, {"sentence": "\x00"}, {"conflict": "1" * 30},
            {"action": "explode"}, {"action": "answer", "report": "0"}, {"action": ""},
        ],
    )  # fmt: skip
    def test_bad_input_is_answered_below_500(self, version: LanguageVersion, anna: Any, data: Any) -> None:
        response = post(logged_in(anna), version, FIRST, **{"action": "save", "text": "La ville.", **data})
        assert response.status_code < 500


class TestList:
    def test_shows_articles_with_their_languages_and_what_is_missing(
        self, version: LanguageVersion, source: NotePage
    ) -> None:
        people.ensure()
        page = logged_in(people.member("mo", "Moderators")).get(reverse("translations:list")).content.decode()
        assert source.title in page
        assert "Machine translation" in page
        assert "Write by hand" in page
        assert "No translation engine is installed" in page

    @pytest.mark.parametrize(
        ("query", "there"),
        [
            ("language=fr", True), ("language=fr&state=machine", True), ("language=fr&state=reviewed", False),
            ("state=missing", True), ("language=fr&state=missing", False), ("state=reported", False),
            ("state=nonsense&language=%00&p=-1", True), ("p=999999999999999999999", True),
        ],
    )  # fmt: skip
    def test_is_filtered_by_its_address(
        self, version: LanguageVersion, source: NotePage, query: str, there: bool
    ) -> None:
        people.ensure()
        client = logged_in(people.member("mo", "Moderators"))
        response = client.get(f"{reverse('translations:list')}?{query}")
        assert response.status_code == 200
        assert (source.title in response.content.decode()) is there

    def test_translators_see_their_language_alone(self, version: LanguageVersion, source: NotePage, anna: Any) -> None:
        factories.published(factories.note("Another day"), "es")
        page = logged_in(anna).get(reverse("translations:list")).content.decode()
        assert source.title in page
        assert "Another day" not in page
        assert "Write by hand" not in page

    @pytest.mark.parametrize("articles", [2, 12])
    def test_needs_few_queries(self, articles: int, django_assert_max_num_queries: Any) -> None:
        people.ensure()
        for number in range(articles):
            factories.version_of(factories.note(f"Note {number}"), "fr")
        client = logged_in(people.member("mo", "Moderators"))
        client.get(reverse("translations:list"))
        with django_assert_max_num_queries(15):
            client.get(reverse("translations:list"))

    def test_what_failed_is_tried_again_all_at_once(self, source: NotePage, settings: Any, anna: Any) -> None:
        french, spanish = factories.version_of(source, "fr"), factories.version_of(source, "es")
        for version in (french, spanish):
            jobs.enqueue(purpose=jobs.Purpose.TRANSLATE, version=version)
        facts = {"waiting": 3, "refused": [["DeepL", "quota"]], "stored": 1}
        TranslationJob.objects.update(status="failed", reason=json.dumps(facts))
        said = "3 sentences have no text yet. DeepL: The engine&#x27;s quota is used up. 1 was translated."

        def retried() -> list[str]:
            waiting = TranslationJob.objects.filter(status="waiting")
            return sorted(waiting.values_list("version__locale__language_code", flat=True))

        mo = logged_in(people.member("mo", "Moderators"))
        assert mo.get(reverse("translations:list")).content.decode().count(said) >= 2
        only_french = mo.get(f"{reverse('translations:list')}?language=fr").content.decode()
        assert said in only_french
        assert reverse("translations:again", args=[spanish.jobs.get().pk]) not in only_french
        again = reverse("translations:all_again")
        hers = logged_in(anna)  # who may not start a machine
        for page in (hers.get(reverse("translations:list")).content.decode(), page_of(hers, french)):
            assert said in page
            assert "Try again" not in page
            assert "Try all" not in page
        hers.post(again)
        assert retried() == []
        settings.WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("fr", "French")]
        assert "(Spanish)" not in mo.get(reverse("translations:list")).content.decode()
        answer = mo.post(again, {"back": "language=fr&p=1&next=//example.org"}, follow=True)
        assert answer.redirect_chain[0][0] == f"{reverse('translations:list')}?language=fr&p=1"
        assert "1 is tried again." in answer.content.decode()
        assert retried() == ["fr"]
        settings.WAGTAIL_CONTENT_LANGUAGES = settings.LANGUAGES
        mo.post(again)
        assert retried() == ["es", "fr"]
        assert "Work that failed" not in mo.get(reverse("translations:list")).content.decode()

    def test_a_language_is_added_by_hand(self, source: NotePage) -> None:
        people.ensure()
        factories.notes_index("fr")
        client = logged_in(people.member("mo", "Moderators"))
        original = LanguageVersion.objects.get(page_id=source.pk)
        response = client.post(reverse("translations:create"), {"source": original.pk, "language": "fr", "how": "hand"})
        version = LanguageVersion.objects.get(group=original.group, locale__language_code="fr")
        assert response.url == review_url(version)
        assert "still need a text" in page_of(client, version)

    def test_a_language_without_engine_is_not_translated_by_machine(self, source: NotePage) -> None:
        people.ensure()
        client = logged_in(people.member("mo", "Moderators"))
        original = LanguageVersion.objects.get(page_id=source.pk)
        offered = client.get(reverse("translations:list")).content.decode()
        assert 'name="how" value="hand"' in offered
        assert 'name="how" value="machine"' not in offered
        client.post(reverse("translations:create"), {"source": original.pk, "language": "fr", "how": "machine"})
        assert TranslationJob.objects.count() == 0


class TestPageEditor:
    def test_a_translation_links_to_its_sentences_and_its_original(self, version: LanguageVersion, anna: Any) -> None:
        page = logged_in(anna).get(reverse("wagtailadmin_pages:edit", args=[version.page_id])).content.decode()
        assert review_url(version) in page
        assert "This is the French translation: 0 of 9 sentences checked." in page

    def test_an_original_lists_its_versions(self, version: LanguageVersion, source: NotePage) -> None:
        client = logged_in(factories.user("root", superuser=True))
        page = client.get(reverse("wagtailadmin_pages:edit", args=[source.pk])).content.decode()
        assert "French: Machine translation" in page
        assert review_url(version) in page

    def test_publishing_in_bulk_takes_no_draft_live(self, version: LanguageVersion, source: NotePage) -> None:
        people.everybody()
        editor = people.section_editor("ed", factories.notes_index("en"))
        page = NotePage.objects.get(pk=version.page_id)
        page.title = "Unapproved"
        page.save_revision()
        for ids in (page.pk, page.get_parent().pk):
            address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
            logged_in(editor).post(f"{address}?id={ids}", {"include_descendants": "on"})
        assert NotePage.objects.get(pk=page.pk).title != "Unapproved"
