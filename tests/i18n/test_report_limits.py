"""Limits per sender and page, and that nothing about a sender is kept."""

from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.urls import reverse

from i18n.models import ErrorReport, ReportQuota, SenderSalt
from i18n.services import report_limits, report_retention
from i18n.services.report_limits import TooManyReports, sender_key, take
from tests.i18n import factories as make
from tests.i18n.reader_pages import parsed, press, row_form, words

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 29, 12, 0, tzinfo=UTC)


def test_a_sender_has_five_reports_in_ten_minutes():
    for second in range(5):
        take(sender="a", page_id=1, now=NOON + timedelta(seconds=second))
    with pytest.raises(TooManyReports) as limit:
        take(sender="a", page_id=2, now=NOON + timedelta(minutes=9))
    assert limit.value.retry_after == 61
    take(sender="b", page_id=1, now=NOON + timedelta(minutes=9))
    take(sender="a", page_id=1, now=NOON + timedelta(minutes=10))


def test_a_page_has_sixty_reports_in_an_hour():
    for sender in range(60):
        take(sender=f"s{sender}", page_id=1, now=NOON)
    with pytest.raises(TooManyReports) as limit:
        take(sender="new", page_id=1, now=NOON + timedelta(minutes=59))
    assert 0 < limit.value.retry_after <= 61
    take(sender="new", page_id=2, now=NOON + timedelta(minutes=59))
    take(sender="new", page_id=1, now=NOON + timedelta(hours=1))


def test_a_report_that_the_page_refuses_does_not_count_for_its_sender():
    for sender in range(60):
        take(sender=f"s{sender}", page_id=1, now=NOON)
    for _try in range(6):
        with pytest.raises(TooManyReports):
            take(sender="new", page_id=1, now=NOON)
    take(sender="new", page_id=2, now=NOON)


def test_a_flood_is_refused_with_one_read_each(django_assert_num_queries):
    for _try in range(5):
        take(sender="a", page_id=1, now=NOON)
    with django_assert_num_queries(1), pytest.raises(TooManyReports):
        take(sender="a", page_id=1, now=NOON)


def test_a_network_is_one_sender():
    key = sender_key("203.0.113.7", now=NOON)
    assert key == sender_key("203.0.113.250", now=NOON)
    assert key == sender_key("::ffff:203.0.113.9", now=NOON)
    assert key != sender_key("203.0.114.7", now=NOON)
    six = sender_key("2001:db8:1:2::3", now=NOON)
    assert six == sender_key("2001:db8:1:ffff::9", now=NOON)
    assert six != sender_key("2001:db8:2::3", now=NOON)
    assert sender_key("", now=NOON) == sender_key("no address", now=NOON)


def test_a_key_is_worth_nothing_tomorrow():
    key = sender_key("203.0.113.7", now=NOON)
    salt = SenderSalt.objects.get().value
    assert sender_key("203.0.113.7", now=NOON + timedelta(days=1)) != key
    assert SenderSalt.objects.exclude(value=salt).count() == SenderSalt.objects.count() == 1


def test_the_salt_goes_even_when_no_report_comes():
    take(sender=sender_key("203.0.113.7", now=NOON), page_id=1, now=NOON)
    report_retention.forget_addresses(now=NOON + timedelta(hours=13))
    assert not SenderSalt.objects.exists()
    assert not ReportQuota.objects.exists()


def test_the_sixth_report_gets_a_friendly_429_with_the_text_kept(client, settings):
    settings.INTERURBAN_REPORT_EMAIL = "words@example.org"
    version = make.published(make.note(), "fr")
    page = client.get(f"/fr/notes/{version.page.slug}/parallel/")
    form = row_form(page, make.id_of(version, "five"))
    for _try in range(5):
        assert press(client, form).status_code == 200
    response = press(client, form, better="Garder ceci")
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 601
    assert "words@example.org" in words(response)
    assert "Garder ceci" in words(response)
    assert parsed(response).xpath("//*[@role='alert']")
    assert ErrorReport.objects.count() == 5


def _everything_stored():
    for model in apps.get_models(include_auto_created=True):
        for row in model.objects.values_list():
            yield f"{model.__name__}: {row!r}"


def test_no_address_is_stored_or_logged(client, caplog):
    version = make.published(make.note(), "fr")
    page = client.get(f"/fr/notes/{version.page.slug}/parallel/", REMOTE_ADDR="203.0.113.77")
    form = row_form(page, make.id_of(version, "five"))
    data = dict(form.form_values()) | {"sentence": make.id_of(version, "five")}
    with caplog.at_level("DEBUG", logger="i18n"):
        for _try in range(7):
            client.post(reverse("report", kwargs={"language": "fr"}), data, REMOTE_ADDR="203.0.113.77")
    assert ErrorReport.objects.count() == 5
    assert not [row for row in _everything_stored() if "203.0.113" in row]
    assert "203.0.113" not in caplog.text.replace("_server_", "")


def test_forwarded_addresses_count_only_from_our_own_proxy(client, settings, rf):
    from i18n.reader.senders import address_of

    request = rf.get("/", REMOTE_ADDR="10.0.0.2", HTTP_X_FORWARDED_FOR="198.51.100.1, 203.0.113.7, 10.0.0.9")
    assert address_of(request) == "10.0.0.2"
    settings.INTERURBAN_TRUSTED_PROXIES = ["10.0.0.0/8"]
    assert address_of(request) == "203.0.113.7", "what stands before it is the client's own claim"
    settings.INTERURBAN_TRUSTED_PROXIES = ["192.0.2.1"]
    assert address_of(request) == "10.0.0.2"
    settings.INTERURBAN_TRUSTED_PROXIES = ["unix"]
    socket = rf.get("/", REMOTE_ADDR="", HTTP_X_FORWARDED_FOR="203.0.113.7")
    assert address_of(socket) == "203.0.113.7"


def test_limits_of_senders_are_those_that_are_promised():
    assert (report_limits.PER_SENDER.most, report_limits.PER_SENDER.window) == (5, timedelta(minutes=10))
    assert (report_limits.PER_PAGE.most, report_limits.PER_PAGE.window) == (60, timedelta(hours=1))
