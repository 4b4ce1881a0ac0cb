"""Two people at once: every text is kept, and the one who comes second is told."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from i18n.models import Decision, LanguageVersion, SegmentRevision, SegmentTranslation
from i18n.services import publishing, review
from tests.i18n import factories, people
from tests.testsite.models import NotePage

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

FIRST = "opened its doors"


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Start all at the same moment, each with its own connection; results in order, errors raised."""
    barrier = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)
    errors: list[BaseException] = []

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            barrier.wait(timeout=30)
            results[place] = act()
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    if errors:
        raise errors[0]
    return results


@pytest.fixture(autouse=True)
def _database_for_threads(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """SQLite's tests run in memory, where threads block each other by table: here it is a file, as in the product."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    name, in_memory = connection.settings_dict["NAME"], connection.connection
    with closing(sqlite3.connect(tmp_path / "db.sqlite3")) as file:
        in_memory.backup(file)
    connection.connection, connection.settings_dict["NAME"] = None, str(tmp_path / "db.sqlite3")
    yield
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = in_memory, name


@pytest.fixture
def anna() -> Any:
    people.ensure()
    return people.member("anna", "Translators: French")


@pytest.fixture
def ben(anna: Any) -> Any:
    return people.member("ben", "Translators: French")


@pytest.fixture
def version() -> LanguageVersion:
    return factories.published(factories.note(), "fr")


def row(version: LanguageVersion, public_id: str) -> SegmentTranslation:
    return SegmentTranslation.objects.select_related("live", "latest", "conflict").get(
        segment__group=version.group, segment__public_id=public_id, locale=version.locale
    )


def test_two_translators_save_one_sentence_a_hundred_times(anna: Any, ben: Any, version: LanguageVersion) -> None:
    public_id = factories.id_of(version, FIRST)
    told = 0
    for number in range(100):
        shown = row(version, public_id).latest_id

        def suggest(person: Any, number: int = number, shown: int | None = shown) -> review.Outcome:
            return review.suggest(
                version=version,
                public_id=public_id,
                text=f"{number} {person.username}",
                person=person,
                base_revision_id=shown,
            )

        outcomes = at_once(lambda: suggest(anna), lambda: suggest(ben))
        current = row(version, public_id)
        told += sum(outcome.conflict is not None for outcome in outcomes)
        assert {current.latest.text, current.conflict.text} == {f"{number} anna", f"{number} ben"}
    assert told == 100
    assert SegmentRevision.objects.filter(decision=Decision.SUGGESTED).count() == 200


def test_a_double_click_on_approve_has_one_effect(anna: Any, version: LanguageVersion) -> None:
    public_id = factories.id_of(version, FIRST)
    shown = row(version, public_id).latest_id

    def approve() -> review.Outcome:
        return review.approve(
            version=version, public_id=public_id, text="La ville.", person=anna, base_revision_id=shown
        )

    at_once(*[approve] * 4)
    assert SegmentRevision.objects.filter(text="La ville.").count() == 1
    assert version.jobs.open().count() == 1


def test_a_draft_saved_while_the_page_is_published_is_kept_and_not_public(anna: Any, version: LanguageVersion) -> None:
    public_id = factories.id_of(version, FIRST)
    public = row(version, public_id).live.text
    for number in range(15):
        shown = row(version, public_id).latest_id

        def save(number: int = number, shown: int | None = shown) -> review.Outcome:
            return review.save(
                version=version,
                public_id=public_id,
                text=f"unfinished {number}",
                person=anna,
                base_revision_id=shown,
            )

        at_once(save, lambda: publishing.publish(version=version))
        current = row(version, public_id)
        assert current.latest.text == f"unfinished {number}"
        assert current.live.text == public
        assert "unfinished" not in str(NotePage.objects.get(pk=version.page_id).body)
