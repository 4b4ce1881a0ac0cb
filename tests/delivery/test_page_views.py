"""Counting what is read: sums only, nothing lost, nothing that a reader waits for."""

import threading
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection
from django.utils.timezone import localdate

from delivery import page_views, tallies
from delivery.models import PageViews


def stored() -> dict[tuple[int, str], int]:
    return {(row.page_id, row.label): row.count for row in PageViews.objects.all()}


@pytest.mark.django_db
def test_views_are_added_up_by_page_day_and_label():
    for label in ("machine", "machine", "reviewed"):
        page_views.count(page_id=7, label=label)
    assert stored() == {}
    assert page_views.flush() == 3
    page_views.count(page_id=7, label="machine")
    page_views.count(page_id=8, label="machine")
    page_views.flush()
    assert page_views.flush() == 0
    assert stored() == {(7, "machine"): 3, (7, "reviewed"): 1, (8, "machine"): 1}


@pytest.mark.django_db
def test_of_pages_knows_the_last_days_only(django_assert_num_queries):
    today = localdate()
    tallies.write(
        {(7, today, "machine"): 2, (7, today - timedelta(6), "reviewed"): 3, (7, today - timedelta(7), "x"): 5}
    )
    with django_assert_num_queries(1):
        assert page_views.of_pages([7, 8]) == {7: 5}
    assert page_views.of_pages([7], days=8) == {7: 10}


@pytest.mark.django_db
def test_months_by_label(django_assert_num_queries):
    tallies.write(
        {
            (7, date(2026, 9, 30), "machine"): 1,
            (7, date(2026, 10, 1), "machine"): 2,
            (7, date(2026, 10, 31), "machine"): 3,
            (7, date(2026, 10, 5), "reviewed"): 4,
            (8, date(2026, 10, 5), "machine"): 5,
        }
    )
    october = {"since": date(2026, 10, 1), "until": date(2026, 10, 31)}
    with django_assert_num_queries(1):
        found = page_views.by_label(**october)
    assert [(row.page_id, row.month, row.label, row.count) for row in found] == [
        (7, date(2026, 10, 1), "machine", 5),
        (7, date(2026, 10, 1), "reviewed", 4),
        (8, date(2026, 10, 1), "machine", 5),
    ]
    assert [row.page_id for row in page_views.by_label(**october, page_ids=[8])] == [8]


@pytest.mark.django_db
def test_thirteen_months_are_kept():
    today = localdate()
    tallies.write({(7, today - timedelta(400), "a"): 1, (7, today - timedelta(401), "a"): 1})
    assert page_views.forget() == 1
    assert page_views.forget(before=today) == 1
    assert stored() == {}


@pytest.mark.django_db
def test_what_the_database_does_not_take_is_kept_for_the_next_time(monkeypatch):
    page_views.count(page_id=7, label="machine")

    def down(_counted: object) -> None:
        raise DatabaseError("down")

    with monkeypatch.context() as patch:
        patch.setattr(tallies, "write", down)
        assert page_views.flush() == 0
    page_views.count(page_id=7, label="machine")
    assert page_views.flush() == 2
    assert stored() == {(7, "machine"): 2}


@pytest.mark.django_db(transaction=True)
def test_many_that_write_at_once_lose_nothing():
    def work(pages: list[int]) -> None:
        for page in pages:
            tallies.write({(page, localdate(), "machine"): 1, (1, localdate(), "machine"): 1})
        connection.close()

    threads = [threading.Thread(target=work, args=(order,)) for order in ([1, 2, 3] * 5, [3, 2, 1] * 5, [2, 3, 1] * 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert stored()[2, "machine"] == 15
    assert stored()[3, "machine"] == 15
    assert stored()[1, "machine"] == 75 - 30  # of 45 pairs, 15 were one key


@pytest.mark.django_db(transaction=True)
def test_a_thread_writes_by_itself(settings):
    settings.INTERURBAN_VIEWS_EVERY = 0.01
    page_views.count(page_id=7, label="machine")
    thread = tallies.tallies._thread
    assert thread is not None
    for _attempt in range(1_000):
        if stored():
            break
        thread.join(0.01)
    tallies.tallies.stop()
    assert stored() == {(7, "machine"): 1}
