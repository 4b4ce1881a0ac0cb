"""Scratch databases of the journeys: made once, then copied; on SQLite and on PostgreSQL."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from config import env

VARIABLE = "TEST_DATABASE_URL"


@dataclass(frozen=True)
class Database:
    """A scratch database that the product finds by its address."""

    name: str
    folder: Path
    # The process that made it: PostgreSQL's names are told apart by it, so that two runs do not meet.
    owner: str = field(default_factory=lambda: str(os.getpid()))

    @property
    def is_postgresql(self) -> bool:
        return os.environ.get(VARIABLE, "").startswith(("postgres:", "postgresql:"))

    @property
    def path(self) -> Path:
        """SQLite's file."""
        return self.folder / f"{self.name}.sqlite3"

    @property
    def full_name(self) -> str:
        """PostgreSQL's name."""
        return f"journeys_{self.owner}_{self.name}"

    @property
    def url(self) -> str:
        if not self.is_postgresql:
            return f"sqlite:///{self.path}"
        return urlsplit(os.environ[VARIABLE])._replace(path=f"/{self.full_name}").geturl()

    def create(self) -> None:
        """An empty database."""
        if self.is_postgresql:
            with _server() as server:
                server.execute(f'CREATE DATABASE "{self.full_name}"')

    def copy_to(self, name: str, folder: Path) -> "Database":
        """The same data under another name; nobody may be connected to the first."""
        copy = Database(name, folder)
        if self.is_postgresql:
            with _server() as server:
                server.execute(f'CREATE DATABASE "{copy.full_name}" TEMPLATE "{self.full_name}"')
        else:
            with sqlite3.connect(self.path) as source, sqlite3.connect(copy.path) as target:
                source.backup(target)
            source.close()
            target.close()
        return copy

    def remove(self) -> None:
        if self.is_postgresql:
            with _server() as server:
                server.execute(f'DROP DATABASE IF EXISTS "{self.full_name}" WITH (FORCE)')
        else:
            for path in self.folder.glob(f"{self.path.name}*"):
                path.unlink()


@contextmanager
def _server() -> Iterator[Any]:
    """A cursor that may create databases (PostgreSQL wants that outside of transactions)."""
    import psycopg2

    data = env.database(VARIABLE)
    connection = psycopg2.connect(
        dbname=data["NAME"], user=data["USER"], password=data["PASSWORD"], host=data["HOST"], port=data["PORT"]
    )
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


def copy_media(source: Path, target: Path) -> None:
    """Uploaded files belong to the data."""
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True)
