"""The disclosure record as files: periods of labels, who had checked which text, whole or not."""

import csv
import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from i18n.models import DisclosureEntry, LanguageVersion, PublicName
from i18n.services import disclosure_export, publishing, release, review
from i18n.services.disclosure import text_hash
from i18n.services.disclosure_export import Names, Wanted
from tests.i18n import factories, people
from tests.i18n.people import logged_in

pytestmark = pytest.mark.django_db

FIRST, TEXT = "opened its doors", "La ville a ouvert ses portes."


@pytest.fixture
def cast() -> dict[str, Any]:
    return people.everybody()


@pytest.fixture
def version(cast: dict[str, Any]) -> LanguageVersion:
    """Public, then one sentence checked, then taken down."""
    version = factories.published(factories.note(), "fr")
    public_id = factories.id_of(version, FIRST)
    review.approve(version=version, public_id=public_id, text=TEXT, person=cast["translator"])
    publishing.publish(version=LanguageVersion.objects.get(pk=version.pk))
    release.take_down(version=LanguageVersion.objects.get(pk=version.pk), person=cast["moderator"])
    return version


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("export_disclosure", *arguments, stdout=out)
    return out.getvalue().lstrip("\ufeff")


def table(*arguments: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(run(*arguments))))


def test_labels_follow_each_other_without_a_gap(version: LanguageVersion) -> None:
    rows = table("labels", "--language", "fr")
    assert [row["shown"] for row in rows] == ["1", "1", "0"]
    assert [row["until"] for row in rows[:-1]] == [row["from"] for row in rows[1:]]
    assert rows[-1]["until"] == ""
    assert [row["checked"] for row in rows[:2]] == ["0", "1"]
    assert {row["intact"] for row in rows} == {"1"}


def test_each_text_says_who_had_checked_it_and_how_long_readers_saw_it(version: LanguageVersion) -> None:
    rows = table("texts", "--language", "fr", "--accounts")
    sentence = factories.id_of(version, FIRST)
    before, after = [row for row in rows if row["sentence"] == sentence]
    assert (before["state"], before["checked_by"]) == ("machine", "")
    assert (after["state"], after["sha256"]) == ("reviewed", text_hash(TEXT))
    assert after["checked_by"].startswith("translator (#")
    assert before["shown_until"] == after["shown_from"]
    untouched = next(row for row in rows if row["sentence"] == factories.id_of(version, "stayed for two"))
    assert untouched["shown_until"] == after["shown_until"], "one row, though two labels stood above it"


def test_people_are_named_as_they_agreed(version: LanguageVersion, cast: dict[str, Any]) -> None:
    assert "translator" not in {row["checked_by"] for row in table("texts")}
    PublicName.objects.create(user=cast["translator"], choice=PublicName.Choice.PSEUDONYM, pseudonym="Camille D.")
    assert {row["checked_by"] for row in table("texts")} == {"", "Camille D."}


def test_json_has_labels_with_their_texts(version: LanguageVersion) -> None:
    labels = json.loads(run("json", "--language", "fr"))
    assert len(labels) == 3
    checked = [text for text in labels[1]["texts"] if text["state"] == "reviewed"]
    assert [(text["sha256"], text["checked_by"]) for text in checked] == [(text_hash(TEXT), "a person")]
    assert labels[2]["texts"] == []


def test_a_period_has_what_was_shown_in_it(version: LanguageVersion) -> None:
    day = timezone.localdate()
    assert len(table("labels", "--since", f"{day - timedelta(days=1)}", "--until", f"{day + timedelta(days=1)}")) == 3
    assert len(table("labels", "--since", f"{day + timedelta(days=2)}")) == 1, "the last one holds until today"
    assert table("labels", "--until", "2001-01-01") == []
    with pytest.raises(CommandError, match="is not a day"):
        run("labels", "--since", "2026-13-40")


def test_what_was_changed_or_left_out_is_seen(version: LanguageVersion) -> None:
    first, second, _third = DisclosureEntry.objects.order_by("pk")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE i18n_disclosureentry SET words = %s WHERE id = %s", ["All checked", first.pk])
    assert [label.intact for label in disclosure_export.labels(Wanted())] == [False, True, True]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM i18n_disclosureentry WHERE id = %s", [second.pk])
    assert [label.intact for label in disclosure_export.labels(Wanted())] == [False, False]


def test_the_cost_does_not_grow_with_entries(version: LanguageVersion, django_assert_num_queries: Any) -> None:
    names = Names(accounts=False)
    with django_assert_num_queries(2):
        list(disclosure_export.text_rows(Wanted(language="fr"), names))


def test_the_page_shows_labels_and_offers_the_same_choice_as_files(version: LanguageVersion, cast: Any) -> None:
    browser = logged_in(cast["moderator"])
    shown = browser.get(reverse("translations:disclosure"), {"language": "fr", "since": "2001-01-01"}).content.decode()
    assert "the page was not public" in shown
    assert "<td>French</td>" in shown  # the name, not the code
    assert "?language=fr&amp;since=2001-01-01" in shown
    answer = browser.get(reverse("translations:disclosure_file", args=["labels.csv"]), {"language": "fr"})
    assert b"".join(answer.streaming_content).decode().count("\n") == 4
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("query", [{"q": "\x00" * 9}, {"since": "٢٠٢٦"}, {"until": "9999-99-99"}, {"language": "xx"}])
def test_what_cannot_be_asked_for_is_left_out(version: LanguageVersion, cast: Any, query: dict[str, str]) -> None:
    browser = logged_in(cast["moderator"])
    assert browser.get(reverse("translations:disclosure"), query).status_code == 200
    assert browser.get(reverse("translations:disclosure"), {"article": "x"}).status_code == 404
