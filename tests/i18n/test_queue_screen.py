"""The page of the queue: what it says, its filters, sets of work from the first to the last sentence."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate

from delivery import tallies
from i18n.models import ErrorReport, LanguageVersion, WorkSet
from i18n.review import queue_screen, queue_words
from i18n.services import queue, queue_lines, texts
from tests.i18n import factories, people
from tests.i18n.people import logged_in
from tests.i18n.test_queue import report, suggest

pytestmark = pytest.mark.django_db
QUEUE = "/admin/translations/queue/"


@pytest.fixture
def cast() -> dict[str, Any]:
    return people.everybody()


@pytest.fixture
def french(cast: dict[str, Any]) -> LanguageVersion:
    return factories.published(factories.note("Two days"), "fr")


def said(person: Any, *, today: date | None = None) -> list[str]:
    found = queue.ranked(user=person)
    line = queue_lines.load(found.ranked, queue=found)[0]
    return queue_words.reasons(line, today=today)


def page(client: Client, query: str = "") -> str:
    answer = client.get(QUEUE + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_reason_of_a_report(cast: dict[str, Any], french: LanguageVersion) -> None:
    report(french, "opened")
    tallies.write({(french.page_id, localdate(), "machine"): 1_240})
    first, read, *_rest = said(cast["translator"])
    assert first == "A reader reported sentence 3 today."
    assert read == "This page was read 1,240 times in the last 7 days."
    tomorrow = localdate() + timedelta(1)
    assert said(cast["translator"], today=tomorrow)[0] == "A reader reported sentence 3 yesterday."
    report(french, "stayed")
    assert said(cast["translator"])[0].startswith("Readers reported 2 sentences, the first report came on ")
    ErrorReport.objects.update(segment=ErrorReport.objects.first().segment)
    assert "2 times" in said(cast["translator"])[0]


def test_the_reason_of_a_changed_original_shows_what_changed(cast: dict[str, Any]) -> None:
    note = factories.note("Summit", body=["<p>The summit is in Copenhagen. They came home.</p>"])
    version = factories.published(note, "fr")
    for public_id in factories.sentences(version):
        factories.approve(version, public_id, "Texte", cast["translator"])
    note.body = note.body.stream_block.to_python(
        [factories.text_block("<p>The summit is in Malmö. They came home.</p>", note.body[0].id)]
    )
    note.save_revision().publish()
    assert "“Copenhagen” became “Malmö”." in page(logged_in(cast["translator"])).replace("\u2068", "").replace(
        "\u2069", ""
    )


def test_other_reasons(cast: dict[str, Any], french: LanguageVersion) -> None:
    person = cast["moderator"]
    assert said(person)[0] == "It came today, and nobody has checked it yet."
    assert said(person, today=localdate() + timedelta(1))[0].startswith("Nobody has checked it since ")
    suggest(french, "opened", cast["translator"])
    assert said(person)[0].startswith("A suggestion has waited for approval since ")
    LanguageVersion.objects.filter(pk=french.pk).update(held=True, reviewed=french.total - 2)
    assert said(person)[0] == "Held: nothing is shown in French until someone checks it."
    assert said(person)[1] == "Only 2 sentences are missing for a fully checked page."


def test_what_to_look_at_closely(cast: dict[str, Any]) -> None:
    factories.published(factories.note(body=["<p>They came home. They did not pay 30 euros.</p>"]), "fr")
    assert said(cast["translator"])[-1] == "Look closely at sentence 4: a “not” or “no”, numbers."


def test_lengths_of_time() -> None:
    assert queue_words.estimate(4) == "4 sentences, about 6 minutes"
    assert queue_words.duration(107) == "about 1 hour 50 minutes"
    assert queue_words.duration(120) == "about 2 hours"
    assert queue_words.duration(1_201) == "about 20 hours"


def test_a_report_leads_to_the_very_sentence(cast: dict[str, Any], french: LanguageVersion) -> None:
    public_id = report(french, "stayed")
    client = logged_in(cast["translator"])
    html = page(client)
    address = f"{reverse('translations:review', args=[french.pk])}#s-{public_id}"
    assert html.count(f'href="{address}"') == 3  # the first, the title, the button
    reported = page(client, "?work=reported")
    assert f"{reverse('translations:review', args=[french.pk])}?show=reported#s-{public_id}" in reported


def test_filters_stay_in_the_address_and_odd_ones_do_no_harm(cast: dict[str, Any], french: LanguageVersion) -> None:
    client = logged_in(cast["translator"])
    assert "Two days" in page(client, "?language=fr&work=unchecked&q=two")
    for query in ("?language=es", "?work=reported", "?q=harbour", "?q=%00%27%25&language=../", "?p=99999"):
        html = page(client, query)
        assert "Two days" not in html
        assert "Nothing waits" in html
    assert "Two days" in page(client, "?work=nonsense&p=٣&p=-1")
    script = page(client, "?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in script


def test_an_empty_queue_says_something_kind(cast: dict[str, Any]) -> None:
    assert "Every sentence in your languages has been checked: thank you." in page(logged_in(cast["translator"]))


def test_pages_of_the_queue(cast: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue_screen, "PER_PAGE", 2)
    for number in range(3):
        factories.published(factories.note(f"Note {number}"), "fr")
    client = logged_in(cast["translator"])
    first, second = page(client, "?language=fr"), page(client, "?language=fr&p=2")
    assert "Note 1" in first
    assert "Note 2" not in first
    assert "?language=fr&amp;p=2" in first
    assert "Note 2" in second
    assert ">3</span>" in second
    assert "Start with the first" not in second


def test_at_most_15_queries_for_the_page(cast: dict[str, Any], french: LanguageVersion) -> None:
    report(french, "opened")
    suggest(french, "stayed", cast["translator"])
    person = people.member("translator", "Translators: French")
    with CaptureQueriesContext(connection) as captured:
        queue_screen.build(user=person, query={})
    assert len(captured) <= 15


def test_a_set_from_its_first_sentence_to_its_last(cast: dict[str, Any]) -> None:
    person = cast["translator"]
    body = ["<p>They came home. They slept.</p>"]
    versions = [factories.published(factories.note(f"Note {number}", body=body), "fr") for number in range(2)]
    public_id = report(versions[1], "They slept")
    client = logged_in(person)
    answer = client.post(f"{QUEUE}sets/", {"minutes": "15", "back": "language=fr"})
    work_set = WorkSet.objects.get()
    assert answer.url == f"{QUEUE}sets/{work_set.pk}/"
    overview = client.get(answer.url).content.decode()
    assert "<strong>0 of 8</strong> done" in overview
    first = f"/admin/translations/{versions[1].pk}/?set={work_set.pk}"
    assert f'href="{first}#s-' in overview
    screen = client.get(first).content.decode()
    assert "<strong>1 of 8</strong> of your set" in screen
    assert "Next page of your set: 4 sentences in French" in screen
    order = [ref.id for ref in versions[1].group.current_snapshot.skeleton.sentences()]
    for version in versions[::-1]:
        ids = [ref.id for ref in version.group.current_snapshot.skeleton.sentences()]
        for key in ids:
            row = review_text(version, key)
            posted = client.post(
                f"/admin/translations/{version.pk}/sentence/?set={work_set.pk}",
                {"sentence": key, "revision": row, "text": f"Vu {key}", "action": "approve"},
            )
            assert f"?set={work_set.pk}#s-" in posted.url
        assert "Your sentences on this page are done." in client.get(posted.url).content.decode()
    assert public_id in order
    end = client.get(f"{QUEUE}sets/{work_set.pk}/").content.decode()
    assert "Your set is done: 8 sentences in 2 articles." in end


def review_text(version: LanguageVersion, public_id: str) -> int:

    latest = texts.load(version).latest(public_id)
    assert latest is not None
    return latest.pk


def test_a_set_shows_only_its_sentences_and_a_way_to_all(cast: dict[str, Any], french: LanguageVersion) -> None:
    person = cast["translator"]
    opened, stayed = factories.id_of(french, "opened"), factories.id_of(french, "stayed")
    work_set = WorkSet.objects.create(person=person, minutes=15, items=[[french.pk, stayed]])
    address = f"/admin/translations/{french.pk}/?set={work_set.pk}"
    html = logged_in(person).get(address).content.decode()
    assert f'id="s-{stayed}"' in html
    assert f'id="s-{opened}"' not in html
    assert "Your set" in html
    theirs = logged_in(cast["reviewer"]).get(address).content.decode()
    assert f'id="s-{opened}"' in theirs
    assert "of your set" not in theirs
    for odd in ("x", "99999999999999999999", "-1", "٣"):
        assert (
            f'id="s-{opened}"' in logged_in(person).get(f"/admin/translations/{french.pk}/?set={odd}").content.decode()
        )


def test_a_set_costs_the_review_screen_two_queries(cast: dict[str, Any], french: LanguageVersion) -> None:
    person = cast["translator"]
    key = factories.id_of(french, "stayed")
    work_set = WorkSet.objects.create(person=person, minutes=15, items=[[french.pk, key]])
    client = logged_in(person)

    def count(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    plain = f"/admin/translations/{french.pk}/"
    assert count(f"{plain}?set={work_set.pk}") <= count(plain) + 2


def test_wrong_minutes_and_an_empty_queue_make_no_set(cast: dict[str, Any]) -> None:
    client = logged_in(cast["translator"])
    for minutes in ("", "17", "x"):
        assert client.post(f"{QUEUE}sets/", {"minutes": minutes}).url == QUEUE
    assert client.post(f"{QUEUE}sets/", {"minutes": "30", "back": "work=reported"}).url == f"{QUEUE}?work=reported"
    assert not WorkSet.objects.exists()


def test_in_other_languages_of_the_interface(cast: dict[str, Any], french: LanguageVersion) -> None:
    report(french, "opened")
    for code in ("fr", "ar"):
        with translation.override(code):
            assert said(cast["translator"])[0]


def test_the_first_page_of_the_admin_says_what_waits_and_leads_there(
    cast: dict[str, Any], french: LanguageVersion
) -> None:
    report(french, "opened")
    text = logged_in(cast["translator"]).get("/admin/").content.decode()
    assert "What waits in your languages" in text
    assert f'href="{QUEUE}?language=fr"' in text
    assert f'href="{QUEUE}"' in text
