"""What readers wrote goes after its time; the figures stay."""

from datetime import UTC, datetime, timedelta

import pytest

from i18n.services import report_retention, reports
from i18n.services.report_retention import months_before
from tests.i18n import factories
from tests.i18n.reports import filed, fresh

pytestmark = pytest.mark.django_db
CLOSED = datetime(2026, 2, 28, 12, 0, tzinfo=UTC)


def test_words_are_erased_two_years_after_closing_and_counts_stay():
    version = factories.published(factories.note(), "fr")
    boss = factories.user("boss", superuser=True)
    report = filed(version, better_wording="Mieux", comment="Bonjour", reason="name")
    still_open = filed(version, "two days", comment="Ouvert")
    reports.answer(report=report, status="kept", person=boss, code="correct", answer="Marie says so", now=CLOSED)
    assert report_retention.forget_words(now=CLOSED + timedelta(days=730)) == 0
    assert report_retention.forget_words(now=CLOSED + timedelta(days=732)) == 1
    assert report_retention.forget_words(now=CLOSED + timedelta(days=733)) == 0
    after = fresh(report)
    assert (after.better_wording, after.comment, after.answer) == ("", "", "")
    assert (after.reason, after.status, after.closed_at, after.answer_code) == ("name", "kept", CLOSED, "correct")
    assert after.erased_at
    assert fresh(still_open).comment == "Ouvert"


def test_zero_months_keep_them(settings):
    settings.INTERURBAN_REPORT_WORDS_MONTHS = 0
    assert report_retention.forget_words(now=CLOSED) == 0


def test_months_end_where_the_month_does():
    assert months_before(datetime(2026, 3, 31, tzinfo=UTC), 1) == datetime(2026, 2, 28, tzinfo=UTC)
    assert months_before(datetime(2026, 1, 15, tzinfo=UTC), 24) == datetime(2024, 1, 15, tzinfo=UTC)
    assert months_before(datetime(2024, 2, 29, tzinfo=UTC), 12) == datetime(2023, 2, 28, tzinfo=UTC)


def test_the_page_says_how_long_words_are_kept_and_that_no_mail_can_be_sent(client, settings):
    version = factories.published(factories.note(), "fr")
    report = filed(version, comment="Bonjour")
    page = client.get(f"/fr/report/{report.token}/").content.decode()
    assert "24" in page
    assert 'name="email"' in page
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    page = client.get(f"/fr/report/{report.token}/").content.decode()
    assert 'name="email"' not in page
    client.post(f"/fr/report/{report.token}/", {"email": "reader@example.org", "comment": "Encore"})
    assert (fresh(report).email, fresh(report).comment) == ("", "Encore")
