"""Runs a command beside a PostgreSQL server of its own: bin/with_postgres.py COMMAND…

The server lives in a temporary folder, listens on a Unix socket there and on nothing else, forgoes durability (these
are tests), and is gone at the end, whatever the end was: should this program be killed, a second process that holds
the other end of a pipe notices and clears up. The command finds it through TEST_DATABASE_URL. PostgreSQL
refuses to run as root: root starts it as the user `postgres` that Debian's package makes.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from types import FrameType

ACCOUNT = "interurban"
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=128MB -c max_connections=60"


def programs() -> Path:
    """The folder with the newest installed server's programs; Debian keeps them off the search path."""
    candidates = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    candidates += [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    for folder in reversed(candidates):
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    sys.exit("No PostgreSQL server is installed (Debian's package: postgresql).")


def server_user() -> list[str]:
    """The words that go before a command so that it does not run as root."""
    if os.geteuid() != 0:
        return []
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        sys.exit("There is no user `postgres` to run the server as; Debian's package postgresql makes one.")
    return ["runuser", "-u", "postgres", "--"]


class Cluster:
    """A server in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.programs = programs()
        self.before = server_user()
        self.folder = folder

    def _run(self, program: str, *words: str) -> None:
        command = [*self.before, str(self.programs / program), *words]
        done = subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, check=False, start_new_session=True
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed:\n{done.stdout}{done.stderr}")

    def start(self) -> str:
        """Starts the server; returns its address for TEST_DATABASE_URL."""
        if self.before:
            shutil.chown(self.folder, "postgres")
        data = self.folder / "data"
        self._run(
            "initdb", "-D", str(data), "-A", "trust", "-U", ACCOUNT, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"
        )
        options = f"-k {self.folder} -c listen_addresses='' {FAST}"
        self._run(
            "pg_ctl", "-D", str(data), "-l", str(self.folder / "log"), "-s", "-w", "-t", "60", "-o", options, "start"
        )
        self._run("createdb", "-h", str(self.folder), "-U", ACCOUNT, ACCOUNT)
        return f"postgresql://{ACCOUNT}@/{ACCOUNT}?host={self.folder}"

    def stop(self) -> None:
        data = self.folder / "data"
        if (data / "postmaster.pid").exists():
            try:
                self._run("pg_ctl", "-D", str(data), "-s", "-w", "-m", "immediate", "stop")
            except RuntimeError as error:
                print(error, file=sys.stderr)
        shutil.rmtree(self.folder, ignore_errors=True)


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def clear_up_after(folder: Path) -> int:
    """Waits for the end of standard input, that is for the end of the program at its other side; then clears up."""
    sys.stdin.buffer.read()
    Cluster(folder).stop()
    return 0


def main(command: list[str]) -> int:
    if not command:
        sys.exit("Usage: bin/with_postgres.py COMMAND…")
    if command[0] == "--clear-up-after":
        return clear_up_after(Path(command[1]))
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)
    # Not TMPDIR: the path of a Unix socket may have 107 characters at most.
    folder = Path(tempfile.mkdtemp(prefix="interurban-pg-", dir="/tmp"))
    watcher = subprocess.Popen(
        [sys.executable, __file__, "--clear-up-after", str(folder)], stdin=subprocess.PIPE, start_new_session=True
    )
    process: subprocess.Popen[bytes] | None = None
    try:
        address = Cluster(folder).start()
        process = subprocess.Popen(command, env={**os.environ, "TEST_DATABASE_URL": address})
        return process.wait()
    except KeyboardInterrupt:
        return process.wait() if process else 130  # the terminal has told the command too
    finally:
        if process is not None and process.poll() is None:
            process.terminate()
            process.wait()
        watcher.communicate()  # closes the pipe and waits until the server is gone


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
