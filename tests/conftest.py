"""What every test gets: no network, a folder of its own for files, clean caches, the rows that migrations made."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import keep_migrated_database
from tests.network import forbid_network

ROOT = Path(__file__).resolve().parent.parent


def pytest_configure(config: pytest.Config) -> None:
    """Compiles the catalogues once, before the processes of xdist start."""
    if not hasattr(config, "workerinput"):
        subprocess.run([sys.executable, str(ROOT / "bin" / "compile_messages.py")], check=True, capture_output=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests share one process of xdist; tests with real transactions begin with what migrations made.

    Django empties all tables after a test with real transactions, Wagtail's root page and locale included.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.xdist_group("browser"))
        marker = item.get_closest_marker("django_db")
        transaction = marker and (marker.kwargs.get("transaction") or (marker.args and marker.args[0]))
        if transaction and "serialized_rollback" not in marker.kwargs:
            kwargs = {**marker.kwargs, "serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(*marker.args, **kwargs), append=False)


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        forbid_network(patch)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """Where the database of a run comes from."""
    with pytest.MonkeyPatch.context() as patch:
        keep_migrated_database(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def _own_media(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Uploaded files of one test process; two processes never share a folder."""
    from django.test import override_settings

    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        yield


@pytest.fixture(autouse=True)
def _clean_state() -> Iterator[None]:
    """What one test leaves in the process must not decide another: caches, counts, orders of engines, language."""
    from django.core.cache import cache
    from django.utils import translation

    from delivery.tallies import tallies
    from i18n.services import engines

    cache.clear()
    tallies.begin()
    engines.read_again()
    with translation.override(None):
        translation.deactivate()
        yield
    cache.clear()
    engines.read_again()
    translation.deactivate()


@pytest.fixture
def database_vendor() -> str:
    """`sqlite` or `postgresql`: the database of this run."""
    from django.db import connection

    return connection.vendor


@pytest.fixture
def only_postgresql(database_vendor: str) -> None:
    """Skips the test in the run on SQLite."""
    if database_vendor != "postgresql":
        pytest.skip("about PostgreSQL only; it runs there in the second half of `make test`")


@pytest.fixture
def only_sqlite(database_vendor: str) -> None:
    """Skips the test in the run on PostgreSQL."""
    if database_vendor != "sqlite":
        pytest.skip("about SQLite only; it runs there in the first half of `make test`")


@pytest.fixture(scope="session")
def news_data() -> Path:
    """The folder with real news for trying things; it is not part of the repository (INTERURBAN_DATA names it)."""
    from config import env

    folder = Path(env.text("INTERURBAN_DATA", str(ROOT.parent / "shared" / "data")))
    if not folder.is_dir():
        pytest.skip(f"no folder with real news at {folder} (INTERURBAN_DATA)")
    return folder
