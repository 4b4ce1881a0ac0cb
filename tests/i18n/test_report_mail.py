"""The one mail about an outcome, and how long an address is kept."""

import json
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.utils import timezone

from i18n.services import publishing, report_mail, report_retention, reports
from i18n.services.reports import Status
from tests.i18n import factories as make
from tests.journeys.words import say

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return make.published(make.note(), "fr")


@pytest.fixture
def boss():
    return make.user("boss", superuser=True)


def filed(version, email="reader@example.org", words="five"):
    public_id = make.id_of(version, words)
    return reports.file(version=version, public_id=public_id, sender=email, details={"email": email})


def correct(version, boss):
    make.approve(version, make.id_of(version, "five"), "Cinq pays étaient là.", boss)
    publishing.publish(version=version)


class ServerIsDown(EmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError("reader@example.org")


class RefusesTheAddress(EmailBackend):
    def send_messages(self, messages):
        raise SMTPRecipientsRefused({"reader@example.org": (550, b"unknown")})


def test_one_mail_goes_out_when_the_sentence_is_corrected(version, boss):
    report = filed(version)
    assert report_mail.send_outcomes().sent == 0
    correct(version, boss)
    assert report_mail.send_outcomes().sent == 1
    assert report_mail.send_outcomes().sent == 0
    (message,) = mail.outbox
    assert message.to == ["reader@example.org"]
    assert f"http://testserver/fr/report/{report.token}/" in message.body
    short = f"/fr/n/{version.group.short_id}/"
    assert version.page.title in message.subject
    assert message.subject.endswith(f"({short})")
    assert f"http://testserver{short}#s-{report.segment.public_id}" in message.body


def test_the_reason_for_keeping_a_text_is_in_the_mail(version, boss):
    report = filed(version)
    reports.answer(report=report, status=Status.KEPT, person=boss, answer="The city writes it like this.")
    report_mail.send_outcomes()
    assert "The city writes it like this." in mail.outbox[0].body


def test_without_an_address_no_mail(version, boss):
    filed(version, email="")
    correct(version, boss)
    assert report_mail.send_outcomes().sent == 0


def test_a_withdrawn_report_gets_no_mail(version, boss):
    reports.withdraw(report=filed(version))
    correct(version, boss)
    assert report_mail.send_outcomes().sent == 0


def test_a_mail_server_that_is_down_loses_nothing_and_the_log_keeps_no_address(version, boss, settings, caplog):
    filed(version)
    correct(version, boss)
    settings.EMAIL_BACKEND = f"{__name__}.ServerIsDown"
    assert report_mail.send_outcomes() == report_mail.Sent(sent=0, waiting=1)
    assert "reader@example.org" not in caplog.text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert report_mail.send_outcomes() == report_mail.Sent(sent=1, waiting=0)
    assert len(mail.outbox) == 1


def test_a_refused_address_does_not_hold_up_the_others(version, boss, settings):
    filed(version)
    correct(version, boss)
    settings.EMAIL_BACKEND = f"{__name__}.RefusesTheAddress"
    assert report_mail.send_outcomes() == report_mail.Sent(sent=0, waiting=0)


def test_the_subject_is_in_the_language_of_the_page_too(version, boss):
    report = filed(version)
    assert report_mail.message_about(report).subject.startswith(say("fr", "Your report: {title}").split("{")[0])


def test_a_title_cannot_write_headers(version, boss):
    version.page.title = "Title\r\nBcc: other@example.org"
    report = filed(version)
    report.version.page.title = version.page.title
    assert "\n" not in report_mail.message_about(report).subject


def test_an_address_is_erased_thirty_days_after_closing(version, boss):
    report, waiting = filed(version), filed(version, "other@example.org", "two days")
    now = timezone.now()
    reports.answer(report=report, status=Status.KEPT, person=boss, answer="So", now=now)
    assert report_retention.forget_addresses(now=now + timedelta(days=29, hours=23)) == 0
    assert report_retention.forget_addresses(now=now + timedelta(days=30, hours=1)) == 1
    report.refresh_from_db()
    waiting.refresh_from_db()
    assert (report.email, waiting.email) == ("", "other@example.org")


def test_commands_show_and_erase_what_is_held_about_an_address(version, capsys):
    report, other = filed(version), filed(version, "other@example.org")
    call_command("export_reports", "--email", "Reader@example.org")
    (held,) = json.loads(capsys.readouterr().out)
    assert (held["status_page"], held["email"]) == (f"/fr/report/{report.token}/", "reader@example.org")
    call_command("erase_reports", "--email", "Reader@example.org")
    assert capsys.readouterr().out == "Erased in 1 report.\n"
    report.refresh_from_db()
    other.refresh_from_db()
    assert (report.email, other.email) == ("", "other@example.org")
    assert report.status == Status.WITHDRAWN
