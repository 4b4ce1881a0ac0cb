"""A migrated SQLite database kept between runs: twenty seconds of migrations are paid once, not at every start."""

import hashlib
import os
import sqlite3
import tempfile
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
    from django.db.backends.sqlite3.creation import DatabaseCreation

    migrate_and_all = DatabaseCreation.create_test_db

    def create_test_db(
        self: Any, verbosity: int = 1, autoclobber: bool = False, serialize: bool = True, keepdb: bool = False
    ) -> str:
        kept = Path(tempfile.gettempdir()) / "interurban-tests" / f"migrated-{fingerprint()}.sqlite3"
        if not kept.exists():
            name = migrate_and_all(self, verbosity, autoclobber, serialize, keepdb)
            _keep(self.connection, kept)
            return name
        name = self._create_test_db(verbosity, autoclobber, keepdb)
        self.connection.close()
        self.connection.settings_dict["NAME"] = name
        self.connection.ensure_connection()
        with sqlite3.connect(f"file:{kept}?mode=ro", uri=True) as source:
            source.backup(self.connection.connection)
        if serialize:
            self.connection._test_serialized_contents = self.serialize_db_to_string()
        return name

    patch.setattr(DatabaseCreation, "create_test_db", create_test_db)


def _keep(connection: Any, kept: Path) -> None:
    """Written beside and renamed, so that two processes never see half a database."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    beside = kept.with_suffix(f".{os.getpid()}")
    connection.ensure_connection()
    with sqlite3.connect(beside) as copy:
        connection.connection.backup(copy)
    copy.close()
    beside.replace(kept)
