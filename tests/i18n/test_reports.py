"""A reader reports a sentence in two presses and follows what becomes of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from i18n.models import ErrorReport, LanguageVersion
from i18n.reader import tokens
from i18n.services import publishing, reports
from i18n.services.reports import Status
from tests.i18n import factories as make
from tests.i18n.reader_pages import parsed, press, row_form, words
from tests.testsite.models import NotePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return make.published(make.note(), "fr")


@pytest.fixture
def boss():
    return make.user("boss", superuser=True)


def parallel(client, version):
    return client.get(f"/fr/notes/{version.page.slug}/parallel/")


def filed(version, words_of_source="five", **details):
    """A report filed through the service."""
    return reports.file(version=version, public_id=make.id_of(version, words_of_source), sender="s1", details=details)


def status_url(report):
    return f"/fr/report/{report.token}/"


def correct(version, words_of_source, text, person):
    make.approve(version, make.id_of(version, words_of_source), text, person)
    publishing.publish(version=version)


def test_one_press_on_the_parallel_page_files_the_report(client, version):
    public_id = make.id_of(version, "five")
    response = press(client, row_form(parallel(client, version), public_id))
    report = ErrorReport.objects.get()
    assert (report.segment.public_id, report.version_id, report.status) == (public_id, version.pk, Status.RECEIVED)
    assert report.revision.text == make.live_texts(version)[public_id]
    assert response.status_code == 200
    assert parsed(response).xpath("//*[@data-thanks]//a/@href") == [status_url(report)]
    assert not client.cookies


def test_a_reload_of_the_answer_files_nothing_more(client, version):
    response = press(client, row_form(parallel(client, version), make.id_of(version, "five")))
    client.get(response.redirect_chain[-1][0])
    assert ErrorReport.objects.count() == 1


def test_details_may_follow_and_all_are_optional(client, version):
    thanks = press(client, row_form(parallel(client, version), make.id_of(version, "five")))
    form = parsed(thanks).xpath("//*[@data-thanks]//form")[0]
    response = press(client, form, better="Ils venaient de cinq pays.", email="reader@example.org", reason="name")
    report = ErrorReport.objects.get()
    assert (report.better_wording, report.email, report.reason) == (
        "Ils venaient de cinq pays.",
        "reader@example.org",
        "name",
    )
    assert "Ils venaient de cinq pays." in words(response)


def test_those_who_come_from_elsewhere_get_the_form_with_the_sentence_quoted(client, version, settings):
    settings.INTERURBAN_REPORT_EMAIL = "words@example.org"
    public_id = make.id_of(version, "five")
    page = client.get("/fr/report/", {"page": version.page_id, "sentence": f"s-{public_id}"})
    assert "Visitors came from five countries." in words(page)
    mail = parsed(page).xpath("//main//a[starts-with(@href, 'mailto:')]/@href")
    assert mail == [f"mailto:words@example.org?subject=%2Ffr%2Fn%2F{version.group.short_id}%2F%20{public_id}"]
    form = parsed(page).xpath("//main//form")[0]
    press(client, form, better="Autrement", comment="Merci")
    report = ErrorReport.objects.get()
    assert (report.better_wording, report.comment) == ("Autrement", "Merci")


def test_without_a_sentence_the_page_says_how_to_report(client, settings):
    make.notes_index("fr")
    settings.INTERURBAN_REPORT_EMAIL = "words@example.org"
    page = client.get("/fr/report/")
    assert page.status_code == 200
    assert parsed(page).xpath("//main//a/@href") == ["mailto:words@example.org"]
    assert not parsed(page).xpath("//main//form")


def test_the_report_hangs_on_the_text_that_the_reader_saw(client, version, boss):
    stale = parallel(client, version)
    public_id = make.id_of(version, "five")
    seen = make.live_texts(version)[public_id]
    correct(version, "five", "Cinq pays étaient là.", boss)
    response = press(client, row_form(stale, public_id))
    report = ErrorReport.objects.get()
    assert report.revision.text == seen
    assert report.status == Status.CORRECTED
    assert "Cinq pays étaient là." in words(response)


def test_a_mark_never_leads_to_a_text_that_was_not_public(client, version, boss):
    from i18n.services import texts

    public_id = make.id_of(version, "five")
    store = texts.load(version)
    live = store.live(public_id)
    draft = texts.NewText(public_id, "Secret draft", live.source_hash, "person", "suggested", author=boss)
    texts.record(store=store, new=[draft])
    form = row_form(parallel(client, version), public_id)
    press(client, form, seen=reports.mark_of("Secret draft"))
    assert ErrorReport.objects.get().revision_id == live.pk


def test_steps_from_received_to_corrected(client, version, boss):
    report = filed(version)
    steps = parsed(client.get(status_url(report))).xpath("//ol[contains(@class, 'steps')]/li/@data-state")
    assert steps == ["reviewed", "missing", "missing"]
    assert reports.look_at(reports=[report], person=boss) == 1
    steps = parsed(client.get(status_url(report))).xpath("//ol[contains(@class, 'steps')]/li/@data-state")
    assert steps == ["reviewed", "reviewed", "missing"]
    correct(version, "five", "fr: Visitors came from <1>cinq</1> countries.", boss)
    page = parsed(client.get(status_url(report)))
    assert page.xpath("//ol[contains(@class, 'steps')]/li/@data-state") == ["reviewed"] * 3
    assert page.xpath("string(//del)") == "five"
    assert page.xpath("string(//ins)") == "cinq"
    report.refresh_from_db()
    assert (report.status, report.closed_by) == (Status.CORRECTED, boss)


def test_corrected_is_said_when_the_live_page_has_the_new_text_and_not_before(version, boss):
    report = filed(version)
    public_id = report.segment.public_id
    make.approve(version, public_id, "Cinq pays étaient là.", boss)
    from i18n.services import texts

    approved = texts.load(version).latest(public_id)
    assert reports.on_approved(version=version, public_id=public_id, revision=approved, person=boss) == [report]
    report.refresh_from_db()
    assert report.status == Status.LOOKED_AT
    publishing.publish(version=version)
    report.refresh_from_db()
    assert report.status == Status.CORRECTED
    assert report.answered_by_revision.text == "Cinq pays étaient là."


def test_approving_the_reported_text_as_it_is_answers_nothing(version, boss):
    report = filed(version)
    text = make.live_texts(version)[report.segment.public_id]
    correct(version, "five", text, boss)
    report.refresh_from_db()
    assert report.status == Status.RECEIVED


def test_a_correction_of_another_sentence_answers_nothing(version, boss):
    report = filed(version)
    correct(version, "two days", "Deux jours.", boss)
    report.refresh_from_db()
    assert report.status == Status.RECEIVED


def test_a_direct_edit_in_the_page_editor_answers_the_report(client, version, boss):
    from tests.i18n import editing

    report = filed(version)
    client.force_login(boss)
    page = NotePage.objects.get(pk=version.page_id)
    response = editing.save(client, page, body=editing.replaced(page, "five", "cinq"), publish=True)
    assert response.status_code == 302
    report.refresh_from_db()
    assert report.status == Status.CORRECTED


def test_a_sentence_that_left_the_page_needs_no_correction(client, version):
    report = filed(version)
    source = NotePage.objects.get(pk=version.group.source.page_id)
    raw = source._meta.get_field("body").stream_block.get_prep_value(source.body)
    raw[0]["value"] = raw[0]["value"].replace(" Visitors came from <b>five</b> countries.", "")
    source.body = source._meta.get_field("body").stream_block.to_python(raw)
    source.save_revision().publish()
    publishing.publish(version=LanguageVersion.objects.get(pk=version.pk))
    report.refresh_from_db()
    assert report.status == Status.CORRECTED
    assert not parsed(client.get(status_url(report))).xpath("//ins")


def test_kept_as_it_is_gives_the_reason(client, version, boss):
    report = filed(version)
    with pytest.raises(ValueError, match="why"):
        reports.answer(report=report, status=Status.KEPT, person=boss, answer=" ")
    reports.answer(report=report, status=Status.KEPT, person=boss, answer="This is how the city writes its name.")
    assert "This is how the city writes its name." in words(client.get(status_url(report)))
    with pytest.raises(reports.AlreadyClosed):
        reports.answer(report=report, status=Status.KEPT, person=boss, answer="Again")


def test_nobody_without_the_right_closes_a_report(version):
    from django.core.exceptions import PermissionDenied

    report = filed(version)
    stranger = make.user("stranger")
    assert reports.look_at(reports=[report], person=stranger) == 0
    with pytest.raises(PermissionDenied):
        reports.answer(report=report, status=Status.KEPT, person=stranger, answer="No")
    report.refresh_from_db()
    assert report.status == Status.RECEIVED


def test_withdrawing_erases_words_and_address(client, version):
    report = filed(version, better_wording="Mieux", comment="Bonjour", email="reader@example.org", reason="style")
    page = client.get(status_url(report))
    response = press(client, parsed(page).xpath("//button[@name='withdraw']/..")[0])
    report.refresh_from_db()
    assert (report.better_wording, report.comment, report.email, report.reason) == ("", "", "", "")
    assert report.status == Status.WITHDRAWN
    assert response.status_code == 200
    assert reports.open_reports(version) == {}


def test_words_of_a_closed_report_can_still_be_erased_and_its_outcome_stays(client, version, boss):
    report = filed(version, better_wording="Mieux", email="reader@example.org")
    correct(version, "five", "Cinq pays.", boss)
    press(client, parsed(client.get(status_url(report))).xpath("//button[@name='withdraw']/..")[0])
    report.refresh_from_db()
    assert (report.better_wording, report.email, report.status) == ("", "", Status.CORRECTED)


def test_details_after_the_outcome_are_refused_with_a_message(client, version, boss):
    report = filed(version)
    correct(version, "five", "Cinq pays.", boss)
    response = client.post(status_url(report), {"better": "Too late"})
    assert response.status_code == 409
    report.refresh_from_db()
    assert report.better_wording == ""


def test_open_reports_are_listed_by_sentence_oldest_first(version, boss):
    first, other, second = filed(version), filed(version, "two days"), filed(version)
    assert reports.open_reports(version) == {
        first.segment.public_id: [first, second],
        other.segment.public_id: [other],
    }


def test_the_status_page_is_private(client, version):
    report = filed(version)
    response = client.get(status_url(report))
    assert len(report.token.replace("-", "")) >= 17, "80 bits of 27 letters"
    assert parsed(response).xpath("//meta[@name='robots']/@content") == ["noindex, nofollow, noarchive"]
    assert "no-store" in response["Cache-Control"]
    assert client.get("/fr/report/bcdfghjk-bcdfghjk-bcdfghjk/").status_code == 404
    assert client.get(f"/es/report/{report.token}/").status_code == 404


def test_once_the_page_is_gone_its_sentences_are_not_shown(client, version):
    report = filed(version)
    assert "five" in words(client.get(status_url(report)))
    version.page.specific.unpublish()
    response = client.get(status_url(report))
    assert response.status_code == 200
    assert "five" not in words(response)
    assert version.page.title not in words(response)


def test_a_form_is_good_for_48_hours(version):
    now = timezone.now()
    tokens.check(tokens.make(version.pk, now=now), version.pk, now=now + timedelta(hours=48))
    with pytest.raises(tokens.Expired):
        tokens.check(tokens.make(version.pk, now=now), version.pk, now=now + timedelta(hours=73))
    with pytest.raises(tokens.Forged):
        tokens.check(tokens.make(version.pk, now=now), version.pk + 1, now=now)


def test_an_old_form_comes_back_fresh_with_the_text_kept(client, version):
    form = row_form(parallel(client, version), make.id_of(version, "five"))
    old = tokens.make(version.pk, now=timezone.now() - timedelta(days=4))
    response = press(client, form, token=old, better="Gardez-moi")
    assert response.status_code == 400
    assert not ErrorReport.objects.exists()
    press(client, parsed(response).xpath("//main//form")[0])
    assert ErrorReport.objects.get().better_wording == "Gardez-moi"
