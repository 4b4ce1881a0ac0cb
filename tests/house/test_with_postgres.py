"""The temporary PostgreSQL server: there for the command, gone after it, also when everything is killed."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVER = [sys.executable, str(ROOT / "bin" / "with_postgres.py")]
TELL = "import os, sys; print(os.environ['TEST_DATABASE_URL'], flush=True); "

pytestmark = pytest.mark.slow


def folder_of(address):
    return Path(address.strip().partition("?host=")[2])


def gone(folder, patience=30):
    deadline = time.monotonic() + patience
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    return not folder.exists()


def test_the_command_decides_the_status_and_nothing_stays():
    done = subprocess.run(
        [*SERVER, sys.executable, "-c", TELL + "sys.exit(7)"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 7
    folder = folder_of(done.stdout)
    assert folder.is_absolute()
    assert not folder.exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_stays_when_it_is_ended(number):
    command = [*SERVER, sys.executable, "-c", TELL + "sys.stdin.read()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        folder = folder_of(process.stdout.readline())
        assert (folder / "data" / "postmaster.pid").exists()
        process.send_signal(number)
        process.stdin.close()
        assert gone(folder)
