"""The commands that a person or a machine types."""

import os
import subprocess
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import OperationalError

import manage

ROOT = Path(__file__).resolve().parents[2]


def make(*words, **variables):
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        ["make", *words], cwd=ROOT, env={**environment, **variables}, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "target", ["run", "start", "doctor", "test", "test-fast", "check", "format", "messages", "lock", "clean", "help"]
)
def test_targets_exist(target):
    assert make("--dry-run", target).returncode == 0


def test_make_alone_lists_the_targets():
    listed = make().stdout
    for target in ("run", "start", "doctor", "test", "test-fast", "check"):
        assert f"make {target}" in listed


def test_make_test_runs_the_suite_on_both_databases():
    commands = make("--dry-run", "test").stdout
    assert commands.index("bin/packages test") < commands.index("bin/checkers")
    assert commands.index("on SQLite") < commands.index("on PostgreSQL") < commands.index("bin/with_postgres.py")


def test_continuous_integration_runs_make_test():
    script = (ROOT / ".ci" / "run").read_text()
    assert "set -euo pipefail" in script
    assert "make test" in script


def test_scripts_are_executable_and_well_formed():
    for path in [*(ROOT / "bin").iterdir(), ROOT / ".ci" / "run"]:
        if path.is_file() and path.suffix == "":
            assert os.access(path, os.X_OK), path
            assert subprocess.run(["bash", "-n", str(path)], check=False).returncode == 0, path


def test_a_python_that_is_too_old_or_missing_is_said_plainly():
    environment = {**os.environ, "PYTHON": "python-that-is-not-there"}
    done = subprocess.run([ROOT / "bin" / "python"], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "No Python 3.11 or newer" in done.stderr


@pytest.mark.parametrize("script", [["run"], ["site", "start"]])
@pytest.mark.parametrize("port", ["web", "0", "70000"])
def test_a_port_that_is_none_is_said_plainly(script, port, tmp_path):
    environment = {**os.environ, "PORT": port, "INTERURBAN_ENV_FILE": str(tmp_path / "site.env")}
    command = [ROOT / "bin" / script[0], *script[1:]]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, f"PORT must be a number from 1 to 65535, not '{port}'.\n")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (KeyboardInterrupt(), "Stopped."),
        (ImproperlyConfigured("Set the environment variable SECRET_KEY."), "The settings are wrong. Set the env"),
        (OperationalError("connection refused"), "The database refuses. connection refused"),
    ],
)
def test_what_an_owner_can_mend_is_said_in_a_sentence(monkeypatch, error, said):
    def fail(_words):
        raise error

    monkeypatch.setattr("django.core.management.execute_from_command_line", fail)
    with pytest.raises(SystemExit, match=said):
        manage.main()
    if not isinstance(error, KeyboardInterrupt):
        monkeypatch.setattr("sys.argv", ["manage.py", "migrate", "--traceback"])
        with pytest.raises(type(error)):
            manage.main()
