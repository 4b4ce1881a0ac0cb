"""Runs the web server and the worker side by side until one is told to stop: bin/serve.py --host H --port P.

Ctrl+C, SIGTERM or a closed terminal stop both in good order; a child that dies by itself is started again, but three
deaths within a minute stop everything. Each child leads its own process group, so that nothing it started stays
behind; should this program itself be killed, Linux tells the children.
"""

import argparse
import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from types import FrameType

from house import ROOT

PATIENCE = 35  # seconds; the worker promises to give back its job within 30
PR_SET_PDEATHSIG = 1  # prctl(2)


@dataclass
class Child:
    """A process that is kept running."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)

    def start(self) -> None:
        self.process = subprocess.Popen(self.command, cwd=ROOT, start_new_session=True, preexec_fn=_die_with_parent)

    def signal_group(self, number: int) -> None:
        """Sends a signal to the child and to whatever it has started; gone is as good as reached."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)

    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None


def _die_with_parent() -> None:
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def commands(host: str, port: int) -> list[Child]:
    """One web process with two threads and one worker: the set-up for one machine."""
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    web += ["--workers", "1", "--blocking-threads", "2", "--no-ws", "--log-level", "warning", "config.wsgi:application"]
    return [Child("web", web), Child("worker", [sys.executable, "manage.py", "run_worker"])]


def answers(host: str, port: int) -> bool:
    """Whether somebody listens there."""
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False


class Stop(Exception):
    """Somebody asked for the end."""


def _ask_to_stop(number: int, _frame: FrameType | None) -> None:
    raise Stop(number)


def stop(children: list[Child]) -> None:
    """Ends all children: SIGTERM, patience, then SIGKILL for the groups."""
    for child in children:
        child.signal_group(signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    while any(child.running() for child in children) and time.monotonic() < deadline:
        time.sleep(0.05)
    for child in children:
        if child.running():
            print(f"{child.name} did not end within {PATIENCE} s; it is killed.", flush=True)
        child.signal_group(signal.SIGKILL)
        if child.process is not None:
            child.process.wait()


def revive(child: Child) -> bool:
    """Starts a child that died again; False when it dies too often to go on."""
    assert child.process is not None
    now = time.monotonic()
    child.signal_group(signal.SIGKILL)
    child.deaths = [moment for moment in child.deaths if now - moment < 60] + [now]
    print(f"{child.name} ended by itself (status {child.process.returncode}).", flush=True)
    if len(child.deaths) >= 3:
        print(f"{child.name} ended three times within a minute; see its messages above.", flush=True)
        return False
    time.sleep(1)
    child.start()
    return True


def announce(url: str, mail: str, note: str) -> None:
    """Where the site is, and what its starter has to say: a folder of mails, a file to be shown."""
    print(
        f"\n  Interurban is running, with a worker that translates.\n\n"
        f"  Readers        {url}/\n"
        f"  Editors        {url}/admin/\n" + (f"  Mail           is written to {ROOT / mail}\n" if mail else ""),
        flush=True,
    )
    if note and (ROOT / note).exists():
        print((ROOT / note).read_text(), flush=True)
    print("  Stop both with Ctrl+C.\n", flush=True)


def supervise(children: list[Child], host: str, port: int, tell: Callable[[], None]) -> int:
    """Runs until asked to stop (0) or until a child dies too often (1)."""
    announced = False
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 (compared, not bound)
    for child in children:
        child.start()
    while True:
        for child in children:
            if not child.running() and not revive(child):
                return 1
        if not announced and answers(here, port):
            announced = True
            tell()
        time.sleep(0.2)


def main() -> int:
    parser = argparse.ArgumentParser(description="Run the web server and the worker.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--mail", default="", help="The folder that mails are written to, to be told.")
    parser.add_argument("--note", default="", help="A file whose text is shown when the site answers.")
    options = parser.parse_args()
    if answers(options.host, options.port):
        print(f"Port {options.port} is already in use: choose another one with PORT=…", file=sys.stderr)
        return 1
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _ask_to_stop)
    children = commands(options.host, options.port)
    url = os.environ.get("INTERURBAN_URL", f"http://localhost:{options.port}")
    status = 0
    try:
        status = supervise(children, options.host, options.port, partial(announce, url, options.mail, options.note))
    except Stop:
        print("\nStopping…", flush=True)
    finally:
        # A second Ctrl+C must not interrupt the orderly end; the patience above bounds it.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        stop(children)
    return status


if __name__ == "__main__":
    sys.exit(main())
