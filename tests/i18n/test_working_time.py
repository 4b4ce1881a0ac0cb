"""A translator's own hours and counts, from the record of what she did."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from i18n.models import LanguageVersion, SegmentRevision, SegmentTranslation
from i18n.services import review, working_time
from tests.i18n import factories, people
from tests.i18n.people import logged_in

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 10)


def at(hour: int, minute: int = 0, second: int = 0, day: date = DAY) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour, minute, second))


@pytest.fixture
def cast() -> dict[str, Any]:
    return people.everybody()


@pytest.fixture
def version(cast: dict[str, Any]) -> LanguageVersion:
    return factories.published(factories.note(), "fr")


def approve(version: LanguageVersion, beginning: str, person: Any, moment: datetime, text: str = "") -> None:
    public_id = factories.id_of(version, beginning)
    before = set(SegmentRevision.objects.values_list("pk", flat=True))
    row = SegmentTranslation.objects.get(segment__public_id=public_id, locale=version.locale)
    latest = row.latest
    review.approve(
        version=version, public_id=public_id, text=text or latest.text, person=person, base_revision_id=latest.pk
    )
    SegmentRevision.objects.exclude(pk__in=before).update(created_at=moment)


def of(person: Any, first: date = DAY, last: date = DAY) -> list[working_time.Work]:
    return working_time.of_person(person=person, first=first, last=last)


def test_acts_close_to_each_other_are_one_stretch(cast: Any, version: LanguageVersion) -> None:
    person = cast["translator"]
    approve(version, "opened its doors", person, at(9))
    approve(version, "teams agreed", person, at(9, 4))
    approve(version, "stayed for two", person, at(10))
    [work] = of(person)
    assert work.time == timedelta(minutes=4) + 2 * working_time.LEAD
    assert len(work.checked) == 3


def test_written_and_checked_are_counted_apart(cast: Any, version: LanguageVersion) -> None:
    person = cast["translator"]
    approve(version, "opened its doors", person, at(9))
    approve(version, "stayed for two", person, at(9, 1), "Deux jours.")
    [work] = of(person)
    assert (len(work.checked), len(work.written)) == (2, 1)


def test_a_sentence_counts_once_a_day(cast: Any, version: LanguageVersion) -> None:
    person = cast["translator"]
    approve(version, "stayed for two", person, at(9), "Deux jours.")
    approve(version, "stayed for two", person, at(15), "Pendant deux jours.")
    [work] = of(person)
    assert (len(work.checked), len(work.written)) == (1, 1)


def test_who_approves_anothers_text_has_the_time_and_not_its_author(cast: Any, version: LanguageVersion) -> None:
    translator, reviewer = cast["translator"], cast["reviewer"]
    public_id = factories.id_of(version, "stayed for two")
    done = review.suggest(version=version, public_id=public_id, text="Deux jours.", person=translator)
    SegmentRevision.objects.filter(pk=done.stored.pk).update(created_at=at(8))
    approve(version, "stayed for two", reviewer, at(12))
    assert [len(work.checked) for work in of(reviewer)] == [1]
    assert [(len(work.checked), work.time) for work in of(translator)] == [(0, working_time.LEAD)]


def test_days_end_at_midnight_of_the_reader_of_the_table(cast: Any, version: LanguageVersion) -> None:
    person = cast["translator"]
    with timezone.override("America/Bogota"):
        approve(version, "opened its doors", person, at(23, 58))
        approve(version, "stayed for two", person, at(0, 2, day=DAY + timedelta(days=1)))
        assert [work.day for work in of(person, DAY, DAY + timedelta(days=1))] == [DAY, DAY + timedelta(days=1)]
        [work] = of(person, DAY + timedelta(days=1), DAY + timedelta(days=1))
        assert work.time == timedelta(minutes=4), "the stretch began the day before"


def test_a_month_costs_one_query(cast: Any, version: LanguageVersion, django_assert_num_queries: Any) -> None:
    approve(version, "opened its doors", cast["translator"], at(9))
    with django_assert_num_queries(1):
        of(cast["translator"], DAY.replace(day=1), DAY.replace(day=31))


class TestScreen:
    def test_everybody_sees_her_own_hours_only(self, cast: Any, version: LanguageVersion) -> None:
        approve(version, "opened its doors", cast["translator"], at(9))
        address = reverse("translations:hours") + "?month=2026-03"
        assert "French" in logged_in(cast["translator"]).get(address).content.decode()
        for role in ("reviewer", "moderator", "admin"):
            shown = logged_in(cast[role]).get(address + f"&user={cast['translator'].pk}").content.decode()
            assert "There is nothing in the record of this month." in shown, role

    def test_the_month_is_a_table_for_a_spreadsheet(self, cast: Any, version: LanguageVersion) -> None:
        approve(version, "opened its doors", cast["translator"], at(9))
        answer = logged_in(cast["translator"]).get(reverse("translations:hours_csv", args=["2026-03"]))
        assert answer.content.decode().splitlines() == [
            "day,language,minutes,checked,approved_unseen,written,turned_down",
            "2026-03-10,fr,2,1,0,0,0",
        ]
        assert "no-store" in answer["Cache-Control"]

    @pytest.mark.parametrize("month", ["2026-13", "0000-01", "٢٠٢٦-01", "2026", "2026-1", "x" * 5000])
    def test_a_month_that_is_none_is_not_found(self, cast: Any, month: str) -> None:
        browser = logged_in(cast["translator"])
        assert browser.get(reverse("translations:hours"), {"month": month}).status_code == 404
        assert browser.get(reverse("translations:hours_csv", args=[month])).status_code == 404
