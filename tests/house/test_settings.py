"""Production starts only with all that it needs, and is then strict; languages are one setting."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = {
    "SECRET_KEY": "k" * 60 + "0123456789",
    "INTERURBAN_HOSTS": "news.example.org",
    "DATABASE_URL": "postgresql://interurban@localhost/interurban",
    "INTERURBAN_URL": "https://news.example.org",
    "INTERURBAN_REPORT_EMAIL": "translations@example.org",
    "INTERURBAN_FROM_EMAIL": "news@example.org",
    "EMAIL_HOST": "mail.example.org",
}


def start(settings, variables, *command):
    """Runs manage.py in a process of its own, with these variables and no others of ours."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env={**environment, "DJANGO_SETTINGS_MODULE": f"config.settings.{settings}", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def load(settings, variables, name="SECRET_KEY"):
    """Only reads the settings: quicker than manage.py."""
    code = f"from django.conf import settings; print(settings.{name})"
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": f"config.settings.{settings}", **variables}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("missing", sorted(COMPLETE))
def test_production_names_what_is_missing(missing):
    variables = {name: value for name, value in COMPLETE.items() if name != missing}
    done = load("production", variables)
    assert done.returncode != 0
    assert f"Set the environment variable {missing}." in done.stderr


def test_production_starts_with_all_it_needs_and_passes_the_deployment_checks():
    done = start("production", COMPLETE, "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


def test_production_never_shows_errors_to_readers():
    assert load("production", {**COMPLETE, "INTERURBAN_DEBUG": "true"}, "DEBUG").stdout.strip() == "False"


@pytest.mark.parametrize(
    ("value", "complaint"), [("en xx", "twice: xx"), ("en en", "twice: en"), ("klingon", "twice: klingon")]
)
def test_unknown_and_repeated_languages_stop_the_start(value, complaint):
    done = load("production", {**COMPLETE, "INTERURBAN_LANGUAGES": value}, "LANGUAGES")
    assert done.returncode != 0
    assert complaint in done.stderr


def test_the_first_language_is_the_default():
    done = load("production", {**COMPLETE, "INTERURBAN_LANGUAGES": "fr en"}, "LANGUAGE_CODE")
    assert done.stdout.strip() == "fr"
