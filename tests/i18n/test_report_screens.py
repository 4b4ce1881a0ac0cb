"""The list and the page of readers' reports: who sees what, filters, answers, exports, and bad input to all of it."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from i18n.models import ErrorReport
from i18n.services import report_export, report_joining, reports
from tests.i18n import factories, people
from tests.i18n.people import logged_in
from tests.i18n.reports import filed, fresh

pytestmark = pytest.mark.django_db
LIST = "/admin/translations/reports/"


@pytest.fixture
def version():
    people.ensure()
    return factories.published(factories.note(), "fr")


@pytest.fixture
def anna(version):
    return people.member("anna", "Translators: French")


@pytest.fixture
def desk(anna):
    return logged_in(anna)


def page(client, address=LIST, **query):
    return client.get(address, query).content.decode()


def address_of(report):
    return reverse("translations:report", args=[report.pk])


def act(client, report, action, **data):
    return client.post(address_of(report), {"action": action, **data})


class TestList:
    def test_shows_each_fault_once_with_its_readers(self, version, desk):
        filed(version, better_wording="Mieux")
        filed(version)
        filed(version, "two days")
        body = page(desk)
        assert body.count('type="checkbox" name="report"') == 2
        assert "2 readers" in body
        assert "Mieux" in body
        assert "Reader reports (2)" in body

    def test_shows_translators_their_language_only(self, version, desk):
        spanish = filed(factories.published(factories.note("Secret title"), "es"), comment="en español")
        assert "Secret title" not in page(desk, status="all")
        assert desk.get(address_of(spanish)).status_code == 404
        assert act(desk, spanish, "answer", because="correct").status_code == 404
        close = desk.post(reverse("translations:reports_close"), {"report": spanish.pk, "because": "empty"})
        assert close.status_code == 404
        assert fresh(spanish).status == "received"
        table = desk.get(reverse("translations:reports_table", args=["csv"]), {"status": "all"})
        assert b"espa" not in b"".join(table.streaming_content)

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("", 2), ("status=all", 3), ("status=kept", 1), ("status=corrected", 0), ("language=fr", 2),
            ("language=es", 0), ("type=mistranslation", 1), ("type=style", 0), ("reason=meaning", 1),
            ("q=bonjour+monde", 1), ("q=bonjour+lune", 0), ("age=7", 1), ("age=-7", 1), ("article=1", 2),
            ("article=999999", 0), ("language=xx&status=xx&type=xx&age=xx&p=-1&article=%D9%A3", 2),
        ],
    )  # fmt: skip
    def test_filters_by_the_address(self, version, anna, desk, query, found):
        query = query.replace("article=1", f"article={version.group_id}")
        filed(version, reason="meaning", comment="Bonjour le monde")
        filed(version, "two days", now=timezone.now() - timedelta(days=9))
        shut = filed(version, "opened its doors", reason="style")
        reports.answer(report=shut, status="kept", person=anna, code="correct")
        body = desk.get(f"{LIST}?{query}").content.decode()
        assert body.count('id="r-') == found

    def test_finds_a_fault_by_what_the_second_of_its_readers_said(self, version, desk):
        filed(version)
        filed(version, comment="perdu")
        assert page(desk, q="perdu").count('id="r-') == 1

    @pytest.mark.parametrize("number", [2, 30])
    def test_needs_a_fixed_number_of_queries(self, version, desk, number, django_assert_max_num_queries):
        first = filed(version)
        ErrorReport.objects.bulk_create(
            ErrorReport(segment=first.segment, version=version, revision=first.revision, token=f"t-{i}", comment="x")
            for i in range(number)
        )
        page(desk)
        with django_assert_max_num_queries(15):
            page(desk)
        with django_assert_max_num_queries(20):
            page(desk, address_of(first))
        assert 'rel="next"' in page(desk) or number == 2

    def test_closes_spam_in_one_go_and_goes_back_to_the_filtered_list(self, version, desk):
        spam = [filed(version, words, comment="buy") for words in ("five", "two days")]
        data = {"report": [report.pk for report in spam], "because": "empty", "back": "q=buy&age=7"}
        for _click in range(2):
            done = desk.post(reverse("translations:reports_close"), data)
            assert done.url == f"{LIST}?q=buy&age=7"
        assert {fresh(report).answer_code for report in spam} == {"empty"}

    @pytest.mark.slow
    def test_stands_bad_input(self, version, desk):
        report = filed(version)
        for query in (
            {"q": "\x00"},
            {"q": "x" * 100_000},
            {"q": "% _ \\ ' \" ( ) ="},
            {"p": "9" * 5000},
            {"article": "9" * 5000},
            {"status": ["a", "b"]},
        ):
            assert desk.get(LIST, query).status_code == 200, query
        close = reverse("translations:reports_close")
        for keys in ("\x00", "-1", "9" * 30, "x"):
            assert desk.post(close, {"report": keys, "because": "empty"}).status_code == 404, keys
        assert desk.post(close, {"report": report.pk, "because": "\x00"}).status_code == 404
        assert desk.post(close, {"because": "empty", "back": "x" * 100_000}).status_code == 302


class TestPage:
    def test_says_what_was_seen_what_is_there_now_and_what_happened(self, version, anna, desk):
        report = filed(
            version, reason="name", better_wording="cinq\u202e pays", comment="<b>hé</b>", email="r@example.org"
        )
        factories.approve(version, report.segment.public_id, "fr: Visitors came from <1>cinq</1> countries.", anna)
        body = page(desk, address_of(report))
        for words in (
            "Visitors came from five countries.",
            "U+202E",
            "&lt;b&gt;hé",
            "inconsistent-entities",
            "it leaves when",
        ):
            assert words in body, words
        assert f"/admin/translations/{version.pk}/#s-{report.segment.public_id}" in body
        assert "r@example.org" not in body
        assert "\u202e" not in body
        assert fresh(report).status == "looked_at"

    def test_answers_opens_again_and_answers_in_words(self, version, desk):
        report = filed(version)
        for _click in range(2):
            assert act(desk, report, "answer", because="correct", answer="Sûr").status_code == 302
        assert (fresh(report).answer_code, fresh(report).answer) == ("correct", "Sûr")
        assert act(desk, report, "reopen").status_code == 302
        assert fresh(report).status == "looked_at"
        act(desk, report, "answer", answer="So heißt sie.")
        assert (fresh(report).answer_code, fresh(report).answer) == ("", "So heißt sie.")

    @pytest.mark.parametrize(
        "data",
        [
            {}, {"because": "xx"}, {"because": "join-"}, {"because": "join-9999999999999999999999"},
            {"because": "corrected"}, {"answer": "x" * 501}, {"answer": "ø" * 500_000}, {"because": "\x00"},
        ],
    )  # fmt: skip
    def test_a_bad_answer_comes_back_with_its_words(self, version, desk, data):
        report = filed(version)
        kept = {"answer": "Gardez"} if "because" in data else {}
        answer = act(desk, report, "answer", **{**kept, **data})
        assert answer.status_code == 422
        assert 'role="alert"' in answer.content.decode()
        assert not kept or "Gardez" in answer.content.decode()
        assert fresh(report).status in ("received", "looked_at")

    def test_hidden_and_control_characters_in_an_answer_reach_no_header_and_no_page(self, client, version, desk):
        from django.core import mail

        from i18n.services import report_mail

        report = filed(version, email="reader@example.org")
        act(desk, report, "answer", answer="Nul \x00 here\r\nBcc: x@example.org")
        report_mail.send_outcomes()
        assert mail.outbox[0].recipients() == ["reader@example.org"]
        assert "\x00" not in client.get(f"/fr/report/{report.token}/").content.decode()

    def test_says_corrected_where_the_text_was_left_open(self, version, anna, desk):
        from i18n.services import preferences, publishing

        report = filed(version)
        preferences.remember(person=anna, on_approval="leave")
        factories.approve(version, report.segment.public_id, "fr: Visitors came from <1>cinq</1> countries.", anna)
        publishing.publish(version=version)
        reports.reopen(report=report, person=anna)
        assert 'value="corrected"' in page(desk, address_of(report))
        act(desk, report, "answer", because="corrected")
        assert (fresh(report).status, fresh(report).answered_by_revision.text) == (
            "corrected", "fr: Visitors came from <1>cinq</1> countries.",
        )  # fmt: skip

    def test_sets_the_type_and_takes_it_back(self, version, desk):
        report = filed(version, reason="style")
        act(desk, report, "kind", kind="grammar")
        assert fresh(report).issue_type == "grammar"
        act(desk, report, "kind", kind="")
        assert fresh(report).issue_type == ""
        assert act(desk, report, "kind", kind="nonsense").status_code == 404

    def test_joins_and_takes_apart(self, version, anna, desk):
        first, second = filed(version), filed(version)
        assert page(desk, address_of(second)).count('value="apart"') == 1
        act(desk, first, "apart", one=second.pk)
        assert fresh(second).joined_to_id is None
        act(desk, second, "answer", because=f"join-{first.pk}")
        assert fresh(second).joined_to_id == first.pk
        assert list(report_joining.group_of(first)) == [first, second]
        assert act(desk, first, "apart", one=999).status_code == 404
        assert act(desk, first, "explode").status_code == 404


class TestExports:
    def rows(self, client, kind="csv"):
        answer = client.get(reverse("translations:reports_table", args=[kind]), {"status": "all"})
        return b"".join(answer.streaming_content).decode("utf-8-sig")

    def test_hold_types_and_no_address(self, version, desk):
        report = filed(
            version, reason="meaning", email="reader@example.org", comment="=cmd()", better_wording="a\u202eb"
        )
        text = self.rows(desk)
        (row,) = csv.DictReader(io.StringIO(text))
        assert row["locQualityIssueType"] == "mistranslation"
        assert row["locQualityIssueComment"] == "'=cmd()"
        assert "U+202E" in row["better_wording"]
        assert row["text_seen"] == "fr: Visitors came from five countries."
        assert row["source"] == "Visitors came from five countries."
        (entry,) = json.loads(self.rows(desk, "json"))
        assert entry["locQualityIssueComment"] == "=cmd()"
        for output in (text, json.dumps(entry)):
            assert "reader@" not in output
            assert report.token not in output

    def test_are_empty_where_nothing_is(self, version, desk):
        assert json.loads(self.rows(desk, "json")) == []
        assert desk.get(reverse("translations:reports_table", args=["xml"])).status_code == 404

    def test_no_cell_is_a_formula(self):
        for text in ("=1", "+1", "-1", "@x", "\t=1", "  =1", "\r=1", "＝1"):
            assert report_export.safe_cell(text).startswith("'")
        assert report_export.safe_cell("1 = 1") == "1 = 1"
        assert report_export.safe_cell(None) == ""
