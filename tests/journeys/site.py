"""The product as its owner starts it: bin/serve.py with a web server and a worker, on a scratch copy of the demo."""

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.journeys.databases import Database, copy_media

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = "tests.journeys.site_settings"
# Seconds; generous, because other tests run beside the journeys.
START = 120
STOP = 60


class NotRunning(RuntimeError):
    """The site did not start, or is gone; the message holds what it printed."""


def manage(*words: str, database: Database, folder: Path, seconds: int = 600, **environment: str) -> str:
    """`manage.py …` to its end; returns what it printed. Raises `NotRunning` where it failed."""
    command = [sys.executable, str(ROOT / "manage.py"), *words]
    done = subprocess.run(
        command, cwd=ROOT, env=_environment(database, folder, **environment), capture_output=True, text=True,
        timeout=seconds, check=False,
    )  # fmt: skip
    if done.returncode:
        raise NotRunning(f"manage.py {' '.join(words)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout


def _environment(database: Database, folder: Path, **more: str) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("INTERURBAN_", "DJANGO_"))}
    return {
        **inherited,
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "DATABASE_URL": database.url,
        "JOURNEYS_FOLDER": str(folder),
        "INTERURBAN_AVIF": "no",  # half a minute of work, of which a test of its own knows
        **more,
    }


def make_template(folder: Path) -> Database:
    """A database with all migrations and the demonstration, as `make run` makes it: the slow part, once per run."""
    database = Database("template", folder)
    database.create()
    for words in (["migrate", "--verbosity", "0"], ["load_demo"]):
        manage(*words, database=database, folder=folder)
    return database


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One process at a time works on what lies in this folder; the others wait."""
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def shared_template(folder: Path) -> Database:
    """The template of this run's processes; whoever comes first makes it. It goes with the run's folder or cluster."""
    made = folder / "made"
    if made.exists():
        return Database("template", folder, owner=made.read_text())
    database = make_template(folder)
    made.write_text(database.owner)
    return database


class Site:
    """A running site of its own: `with Site(template, folder) as site`."""

    def __init__(self, template: Database, folder: Path, *, engines: dict[str, Any] | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.database = template.copy_to(folder.name.replace("-", "_"), folder)
        copy_media(template.folder / "media", folder / "media")
        self.engines = engines
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "log"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        more = {"INTERURBAN_URL": self.url}
        return more if self.engines is None else {**more, "JOURNEYS_ENGINES": json.dumps(self.engines)}

    def __enter__(self) -> "Site":
        command = [sys.executable, str(ROOT / "bin" / "serve.py"), "--port", str(self.port)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=_environment(self.database, self.folder, **self.environment),
                stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop()

    def _wait(self) -> None:
        deadline = time.monotonic() + START
        while time.monotonic() < deadline:
            if self.process is None or self.process.poll() is not None:
                raise NotRunning(f"The site ended at its start:\n{self.said()}")
            try:
                with urllib.request.urlopen(f"{self.url}/en/", timeout=30):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        raise NotRunning(f"The site did not answer within {START} s:\n{self.said()}")

    def said(self) -> str:
        """The end of what the site printed."""
        return self.log.read_text(errors="replace")[-6000:] if self.log.exists() else ""

    def manage(self, *words: str) -> str:
        """A command of the site, beside the running processes."""
        return manage(*words, database=self.database, folder=self.folder, **self.environment)

    def stop(self) -> None:
        """Ends both processes in good order and removes the database."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(STOP)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.database.remove()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
