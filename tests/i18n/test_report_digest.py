"""One message per person, language and period about new reports, whatever happens to the mail server."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from i18n.models import ErrorReport, ReportQuota, ReviewPreference
from i18n.services import report_digest, reports
from i18n.services.report_limits import TooManyReports
from tests.i18n import factories, people
from tests.i18n.reports import filed

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SIX = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
NIGHT = SIX - timedelta(hours=3)


class ServerIsDown(EmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError("anna@example.org")


@pytest.fixture(autouse=True)
def utc(settings):
    settings.TIME_ZONE = "UTC"


@pytest.fixture
def version():
    people.ensure()
    return factories.published(factories.note(), "fr")


@pytest.fixture
def anna():
    return people.member("anna", "Translators: French")


def wants(person, digest):
    ReviewPreference.objects.update_or_create(user=person, defaults={"digest": digest})


def test_those_with_a_role_get_one_message_each_morning(version, anna):
    people.member("ines", "Translators: Spanish")
    filed(version, now=NIGHT, email="reader@example.org", comment="spam.example", better_wording="Mieux")
    filed(version, "two days", now=NIGHT)
    assert report_digest.send_due(now=SIX).sent == 1
    assert report_digest.send_due(now=SIX + timedelta(minutes=1)).sent == 0
    (message,) = mail.outbox
    assert message.to == ["anna@example.org"]
    assert "2" in message.subject
    assert version.page.title in message.body
    assert f"/admin/translations/{version.pk}/?show=reported" in message.body
    assert message.extra_headers["List-Unsubscribe"].endswith("/admin/account/>")
    for word in ("reader@", "spam.example", "Mieux"):
        assert word not in message.body
    filed(version, now=SIX + timedelta(hours=2))
    assert report_digest.send_due(now=SIX + timedelta(hours=9)).sent == 0, "tomorrow"
    assert report_digest.send_due(now=SIX + DAY).sent == 1


def test_nothing_new_no_message(version, anna):
    report = filed(version, now=NIGHT)
    reports.answer(report=report, status="kept", person=anna, code="correct")
    assert report_digest.send_due(now=SIX).sent == 0


def test_it_is_off_for_whoever_says_so_and_on_for_editors_who_ask(version, anna):
    wants(anna, "off")
    editor = people.section_editor("ed", factories.notes_index("en")) if people.access_group() else None
    stranger = people.member("nobody", "Access")
    filed(version, now=NIGHT)
    assert report_digest.send_due(now=SIX).sent == 0
    wants(editor, "daily")
    wants(stranger, "daily")
    assert report_digest.send_due(now=SIX).sent == 1
    assert mail.outbox[0].to == ["ed@example.org"]


def test_at_once_means_one_message_an_hour(version, anna):
    wants(anna, "hourly")
    filed(version, now=NIGHT)
    assert report_digest.send_due(now=NIGHT + timedelta(seconds=30)).sent == 0, "others may follow"
    assert report_digest.send_due(now=NIGHT + timedelta(minutes=3)).sent == 1
    filed(version, "two days", now=NIGHT + timedelta(minutes=4))
    assert report_digest.send_due(now=NIGHT + timedelta(minutes=30)).sent == 0
    assert report_digest.send_due(now=NIGHT + timedelta(minutes=64)).sent == 1


def test_a_server_that_is_down_loses_nothing_and_doubles_nothing(version, anna, settings, caplog):
    filed(version, now=NIGHT)
    settings.EMAIL_BACKEND = f"{__name__}.ServerIsDown"
    assert report_digest.send_due(now=SIX) == report_digest.Sent(0, refused=True)
    assert "anna@example.org" not in caplog.text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert report_digest.send_due(now=SIX + timedelta(minutes=10)).sent == 1
    assert report_digest.send_due(now=SIX + timedelta(minutes=11)).sent == 0


def test_it_is_written_in_the_language_of_the_admin(version, anna):
    from wagtail.users.models import UserProfile

    UserProfile.objects.create(user=anna, preferred_language="fr")
    filed(version, now=NIGHT)
    report_digest.send_due(now=SIX)
    assert mail.outbox[0].subject.lower().startswith("français")


def test_a_title_writes_no_headers(version, anna):
    version.page.title = "A\r\nBcc: x@example.org"
    version.page.save()
    filed(version, now=NIGHT)
    report_digest.send_due(now=SIX)
    assert "A Bcc: x@example.org" in mail.outbox[0].body
    assert "\n" not in mail.outbox[0].subject


def test_a_flood_is_limited_and_makes_one_message(version, anna):
    public_id = factories.id_of(version, "five")
    refused = 0
    for number in range(3_000):
        moment = NIGHT + timedelta(milliseconds=20 * number)
        try:
            reports.file(version=version, public_id=public_id, sender=f"s{number % 700}", now=moment)
        except TooManyReports:
            refused += 1
    assert (ErrorReport.objects.count(), refused) == (60, 2_940)
    assert ErrorReport.objects.filter(joined_to=None).count() == 1
    assert ReportQuota.objects.count() <= 61
    ErrorReport.objects.update(created_at=NIGHT)
    assert report_digest.send_due(now=SIX).sent == 1
    assert len(mail.outbox) == 1
