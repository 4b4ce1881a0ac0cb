"""Logs of the server in front: counted once, whatever happens to the file."""

import gzip
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from delivery import folding
from delivery.models import PageViews
from delivery.page_views import Viewed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _pages(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {"/fr/news/a/": Viewed(1, "machine"), "/fr/news/b/": Viewed(2, "reviewed")}
    monkeypatch.setattr(folding, "_resolvers", [lambda paths: {p: pages[p] for p in paths if p in pages}])


def line(path: str = "/fr/news/a/", status: int = 200, second: int = 0) -> str:
    return f'- - - [26/Nov/2026:10:00:{second:02} +0000] "GET {path} HTTP/1.1" {status} 1\n'


def fold(*logs: Path) -> None:
    call_command("fold_page_views", *map(str, logs), verbosity=0)


def stored() -> dict[int, int]:
    return {row.page_id: row.count for row in PageViews.objects.all()}


def test_what_was_answered_is_counted_and_twice_run_counts_once(tmp_path: Path):
    log = tmp_path / "views.log"
    log.write_text(line() + line("/fr/news/b/?x=1") + line("/fr/news/a/", 304) + line("/nowhere/") + "rubbish\n")
    fold(log)
    fold(log)
    assert stored() == {1: 1, 2: 1}
    with log.open("a") as more:
        more.write(line(second=5))
    fold(log)
    assert stored() == {1: 2, 2: 1}
    assert {row.label for row in PageViews.objects.filter(page_id=1)} == {"machine"}


def test_a_line_that_is_being_written_waits(tmp_path: Path):
    log = tmp_path / "views.log"
    whole = line(second=1)
    log.write_text(line() + whole[:20])
    fold(log)
    assert stored() == {1: 1}
    log.write_text(line() + whole)
    fold(log)
    assert stored() == {1: 2}


def test_a_rotated_log_is_known_again_packed_too(tmp_path: Path):
    log, old = tmp_path / "views.log", tmp_path / "views.log.1"
    log.write_text(line())
    fold(log)
    log.rename(old)
    with old.open("a") as more:
        more.write(line(second=7))  # what was written between the last reading and the rotation
    log.write_text(line(second=8))
    fold(log, old)
    assert stored() == {1: 3}
    packed = tmp_path / "views.log.2.gz"
    packed.write_bytes(gzip.compress(old.read_bytes() + line(second=9).encode()))
    fold(packed, log)
    assert stored() == {1: 4}


def test_an_emptied_log_begins_again(tmp_path: Path):
    log = tmp_path / "views.log"
    log.write_text(line() * 3)
    fold(log)
    log.write_text(line() * 2)
    fold(log)
    assert stored() == {1: 5}


def test_thousands_of_lines_are_read_in_parts(tmp_path: Path):
    log = tmp_path / "views.log"
    log.write_text(line() * 10_001)
    fold(log)
    assert stored() == {1: 10_001}


def test_a_log_that_cannot_be_read_is_said_after_the_others(tmp_path: Path):
    log = tmp_path / "views.log"
    log.write_text(line())
    with pytest.raises(CommandError, match=r"nothing\.log"):
        fold(tmp_path / "nothing.log", log)
    assert stored() == {1: 1}
