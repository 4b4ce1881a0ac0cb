"""Starts parts of the product as processes of their own, on a copy of the test's database."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection


def database_url(folder: Path) -> str:
    """Address of the test's data for another process: a copy of SQLite's memory, or the same PostgreSQL database."""
    if connection.vendor == "sqlite":
        path = folder / "copy.sqlite3"
        connection.ensure_connection()
        with sqlite3.connect(path) as copy:
            connection.connection.backup(copy)
        copy.close()
        return f"sqlite:///{path}"
    data = settings.DATABASES["default"]
    user = quote(str(data["USER"]), safe="")
    password = f":{quote(str(data['PASSWORD']), safe='')}" if data["PASSWORD"] else ""
    query = f"?host={quote(str(data['HOST']), safe='')}" if str(data["HOST"]).startswith("/") else ""
    host = "" if query else str(data["HOST"])
    port = f":{data['PORT']}" if data["PORT"] else ""
    return f"postgresql://{user}{password}@{host}{port}/{connection.settings_dict['NAME']}{query}"


def manage(
    *args: str, url: str, settings_module: str = "tests.worker_settings", **environment: str
) -> subprocess.Popen:
    """`manage.py …` in the background."""
    root = Path(__file__).resolve().parent.parent
    return subprocess.Popen(
        [sys.executable, str(root / "manage.py"), *args],
        cwd=root,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": settings_module,
            "TEST_DATABASE_URL": url,
            "PYTHONPATH": str(root),
            **environment,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
