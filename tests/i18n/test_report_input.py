"""Hostile and broken input to the report form: an answer below 500, a message, nothing stored by halves."""

import pytest
from django.template import Context, Template
from django.test import Client

from i18n.models import ErrorReport
from i18n.services.hidden_characters import visible
from tests.i18n import factories as make
from tests.i18n.reader_pages import form_data, parsed, press, row_form, words

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MEGABYTE = "ø" * 500_000

BAD_FORMS: list[dict[str, str]] = [
    {"token": ""},
    {"token": "forged"},
    {"token": "1-2.x"},
    {"token": "\x00"},
    {"token": "9" * 5000},
    {"website": "http://spam.example"},
    {"email": "a@example.org, b@example.org"},
    {"email": "a@example.org\r\nBcc: b@example.org"},
    {"email": "a@example.org\nb@example.org"},
    {"email": "marie@exemple"},
    {"email": "a" * 300 + "@example.org"},
    {"email": "a\x00@example.org"},
    {"better": "nul \x00 inside"},
    {"comment": "\x00"},
    {"better": MEGABYTE},
    {"reason": "no such reason"},
    {"reason": "\x00"},
]

NOT_THERE: list[dict[str, str]] = [
    {"sentence": "unknown9"},
    {"sentence": "\x00"},
    {"sentence": ""},
    {"sentence": "s-" + "x" * 100_000},
    {"sentence": "' OR 1=1 --"},
    {"page": "999999"},
    {"page": "-1"},
    {"page": "٣"},
    {"page": "9" * 5000},
    {"page": "1e3"},
    {"page": "\x00"},
    {"page": ""},
]

FROM_ELSEWHERE: list[dict[str, str]] = [
    {"Origin": "https://elsewhere.example"},
    {"Origin": "null"},
    {"Origin": "http://[broken"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "https://elsewhere.example"},
]

STRANGE = ["👩‍👩‍👧‍👦 🏳️‍🌈 é e\u0301", "=cmd()", "<script>alert(1)</script>", "אבג \u202e abc \u2066x\u2069", "a\u200bb"]


@pytest.fixture
def version():
    return make.published(make.note(), "fr")


@pytest.fixture
def data(client, version):
    page = client.get(f"/fr/notes/{version.page.slug}/parallel/")
    return form_data(row_form(page, make.id_of(version, "five")))


def test_a_bad_form_comes_back_with_a_message_and_its_text(client, data):
    for changes in BAD_FORMS:
        kept = {"comment": "Gardez ces mots"} if "comment" not in changes else {}
        response = client.post("/fr/report/", data | kept | changes)
        assert response.status_code == 400, changes
        assert parsed(response).xpath("//*[@role='alert']//li"), changes
        assert "\x00" not in response.content.decode(), changes
        assert not kept or "Gardez ces mots" in words(response), changes
    assert not ErrorReport.objects.exists()


def test_what_is_not_there_cannot_be_reported(client, data):
    for changes in NOT_THERE:
        response = client.post("/fr/report/", data | {"comment": "Gardez ces mots"} | changes)
        assert response.status_code == 404, changes
        assert "Gardez ces mots" in words(response), changes
        assert client.get("/fr/report/", {"page": "1", "sentence": "x"} | changes).status_code in (200, 404), changes
    assert not ErrorReport.objects.exists()


def test_drafts_answer_like_what_never_was(client, version, data):
    version.page.specific.unpublish()
    hidden = client.post("/fr/report/", data)
    unknown = client.post("/fr/report/", data | {"page": "999999"})
    assert (hidden.status_code, words(hidden)) == (unknown.status_code, words(unknown)) == (404, words(unknown))
    assert version.page.title not in hidden.content.decode()


def test_the_original_is_not_reported_as_a_translation(client, version, data):
    response = client.post("/en/report/", data | {"page": str(version.group.source.page_id)})
    assert response.status_code == 404
    assert not ErrorReport.objects.exists()


def test_forms_from_other_sites_file_nothing(client, data):
    for headers in FROM_ELSEWHERE:
        response = client.post("/fr/report/", data, headers=headers)
        assert response.status_code == 403, headers
    assert not ErrorReport.objects.exists()


def test_forms_from_our_pages_are_taken_even_with_csrf_checks_on(data):
    client = Client(enforce_csrf_checks=True)
    ours = {"Origin": "http://testserver"}
    for headers in ({}, ours, ours | {"Sec-Fetch-Site": "same-origin"}):
        assert client.post("/fr/report/", data, headers=headers).status_code == 303, headers
    assert ErrorReport.objects.count() == 3
    assert not client.cookies


def test_other_sites_cannot_press_the_buttons_of_a_status_page(client, version, data):
    url = client.post("/fr/report/", data | {"comment": "Bonjour"})["Location"].partition("?")[0]
    response = client.post(url, {"withdraw": "1"}, headers={"Origin": "https://elsewhere.example"})
    assert response.status_code == 403
    assert ErrorReport.objects.get().comment == "Bonjour"


def test_strange_texts_survive_the_round_trip_and_come_out_harmless(client, data):
    for text in STRANGE:
        response = client.post("/fr/report/", data | {"better": text}, follow=True)
        assert ErrorReport.objects.latest("pk").better_wording == text
        status = client.get(response.redirect_chain[-1][0].partition("?")[0])
        assert text in parsed(status).get_element_by_id("content").text_content()
        assert "<script>alert" not in status.content.decode()


def test_lone_surrogates_and_broken_utf8_are_taken_as_text(client, data):
    body = "&".join(f"{k}={v}" for k, v in data.items()) + "&better=%ED%A0%80%FF"
    response = client.post("/fr/report/", body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 303


def test_bad_details_come_back_on_the_status_page(client, data):
    url = client.post("/fr/report/", data)["Location"].partition("?")[0]
    response = client.post(url, {"better": "Gardez", "email": "a@b, c@d"})
    assert response.status_code == 400
    assert "Gardez" in words(response)
    link = parsed(response).xpath("//*[@role='alert']//a/@href")
    assert link == ["#email"]
    assert parsed(response).get_element_by_id("email").get("value") == "a@b, c@d"
    assert ErrorReport.objects.get().better_wording == ""


def test_other_methods_are_refused(client):
    for method in ("put", "delete", "patch", "trace"):
        assert getattr(client, method)("/fr/report/").status_code == 405, method


def test_hidden_characters_are_written_out_for_staff():
    assert visible("a\u202eb\u200bc") == "a[U+202E RIGHT-TO-LEFT OVERRIDE]b[U+200B ZERO WIDTH SPACE]c"
    assert visible("\x07") == "[U+0007]"
    assert visible("line\none\ttab") == "line\none\ttab"
    assert visible("👩‍👧 é 中文 עברית") == "👩‍👧 é 中文 עברית"
    assert "ZERO WIDTH JOINER" in visible("a\u200db")


def test_staffs_templates_show_them_and_escape_the_rest():
    template = Template("{% load report_tags %}{{ words|visible }}")
    html = template.render(Context({"words": "<b>\u202e"}))
    assert "&lt;b&gt;" in html
    assert "U+202E" in html
    assert "\u202e" not in html


def test_the_plain_form_of_a_full_page_has_no_cookie(client, version):
    response = client.get("/fr/report/", {"page": version.page_id, "sentence": make.id_of(version, "five")})
    assert response.status_code == 200
    assert not response.cookies
    press(client, parsed(response).xpath("//main//form")[0])
    assert not client.cookies
