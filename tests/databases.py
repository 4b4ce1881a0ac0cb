"""Keeps a copy of the migrated SQLite database between runs: some 180 migrations cost twenty seconds, a copy none.

The copy is chosen by everything that makes migrations: their files and the languages. `migrate` still runs on it, finds
nothing to apply, and brings permissions, content types and whatever else hangs on `post_migrate` up to date.
"""

import fcntl
import hashlib
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest


def fingerprint() -> str:
    """Changes with every migration of every app, and with the languages that migrations read."""
    from django.apps import apps
    from django.conf import settings

    digest = hashlib.sha256(repr((settings.LANGUAGES, settings.MODELTRANSLATION_LANGUAGES)).encode())
    for config in sorted(apps.get_app_configs(), key=lambda config: config.name):
        for path in sorted((Path(config.path) / "migrations").glob("*.py")):
            digest.update(f"{config.name}/{path.name}".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:20]


def keep_migrated_database(patch: pytest.MonkeyPatch) -> None:
    """Makes Django's test database on SQLite from the kept one, where there is one for these very migrations."""
    from django.conf import settings
    from django.db.backends.sqlite3.creation import DatabaseCreation

    make_empty, make = DatabaseCreation._create_test_db, DatabaseCreation.create_test_db
    kept = Path(settings.TEST_SCRATCH) / f"migrated-{fingerprint()}.sqlite3"

    def make_filled(self: Any, *args: Any, **kwargs: Any) -> str:
        name = make_empty(self, *args, **kwargs)
        if self.is_in_memory_db(name) and kept.exists():
            # Held open: a database in memory is gone with its last connection.
            self.filled = sqlite3.connect(name, uri=True)
            source = sqlite3.connect(f"file:{kept}?mode=ro", uri=True)
            source.backup(self.filled)
            source.close()
        return name

    def make_and_keep(self: Any, *args: Any, **kwargs: Any) -> str:
        # Of two processes that begin together one migrates; the other waits, and copies.
        with kept.with_name("migrating.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if kept.exists():
                fcntl.flock(lock, fcntl.LOCK_UN)
            name = make(self, *args, **kwargs)
            if hasattr(self, "filled"):
                self.filled.close()
            else:
                _keep(self.connection, kept)
        return name

    patch.setattr(DatabaseCreation, "_create_test_db", make_filled)
    patch.setattr(DatabaseCreation, "create_test_db", make_and_keep)


def _keep(connection: Any, kept: Path) -> None:
    """Written beside and renamed, so that two processes never see half a database; copies of other times go."""
    for old in set(kept.parent.glob("migrated-*.sqlite3")) - {kept}:
        old.unlink(missing_ok=True)
    beside = kept.with_suffix(f".{os.getpid()}")
    connection.ensure_connection()
    copy = sqlite3.connect(beside)
    connection.connection.backup(copy)
    copy.close()
    beside.replace(kept)
