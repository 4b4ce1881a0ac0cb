"""The settings file of a site of one's own: made once, complete, secret, and read before anything else."""

import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env
from tests.house.test_settings import load

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bin"))

import site_env  # noqa: E402

PERSON = {"INTERURBAN_ADMIN_EMAIL": "anna@stad.example", "INTERURBAN_ADMIN_PASSWORD": "a secret of Anna"}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "var" / "site.env"


def test_it_is_made_once_and_for_its_owner_alone(path):
    assert site_env.make(path, PERSON, None) is True
    before = path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]
    assert site_env.make(path, {**PERSON, "PORT": "9000"}, None) is False
    assert path.read_text() == before


def test_accounts_and_mails_are_for_its_owner_alone_too(path, tmp_path):
    places = {"DATABASE_URL": f"sqlite:///{tmp_path}/data/site.sqlite3", "INTERURBAN_MAIL_FOLDER": f"{tmp_path}/mail"}
    site_env.make(path, {**PERSON, **places}, None)
    site_env.keep_private(path)
    assert stat.S_IMODE((tmp_path / "data" / "site.sqlite3").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "mail").stat().st_mode) == 0o700


def test_what_it_holds_is_what_production_needs(path):
    site_env.make(path, {**PERSON, "PORT": "8123", "INTERURBAN_LANGUAGES": "fr, en"}, None)
    said = env.lines(path.read_text())
    assert len(said["SECRET_KEY"]) >= 50
    assert said["INTERURBAN_LANGUAGES"] == "fr en"
    assert said["INTERURBAN_URL"] == "http://localhost:8123"
    assert said["INTERURBAN_REPORT_EMAIL"] == said["INTERURBAN_FROM_EMAIL"] == "anna@stad.example"
    for name, value in (("LANGUAGE_CODE", "fr"), ("SECURE_SSL_REDIRECT", "False"), ("MEDIA_ROOT", "var/site-media")):
        done = load("production", {"INTERURBAN_ENV_FILE": str(path)}, name)
        assert done.stdout.strip().endswith(value), done.stderr


def test_nothing_of_it_belongs_to_the_demo(path):
    site_env.make(path, PERSON, None)
    done = load("production", {"INTERURBAN_ENV_FILE": str(path)}, "DATABASES['default']['NAME']")
    assert done.stdout.strip() == str(ROOT / "var" / "site.sqlite3")
    assert (
        "False"
        in load("production", {"INTERURBAN_ENV_FILE": str(path)}, "__dict__.get('INTERURBAN_DEMO', False)").stdout
    )


def test_the_first_accounts_password_is_not_kept(path):
    site_env.make(path, {**PERSON, "INTERURBAN_SITE_NAME": "Stad"}, None)
    assert "a secret of Anna" not in path.read_text()
    assert "Stad" not in path.read_text()


def test_the_environment_goes_before_the_file(path):
    site_env.make(path, PERSON, None)
    done = load(
        "production", {"INTERURBAN_ENV_FILE": str(path), "INTERURBAN_URL": "https://n.example"}, "WAGTAILADMIN_BASE_URL"
    )
    assert done.stdout.strip() == "https://n.example"


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({}, "INTERURBAN_REPORT_EMAIL: An e-mail address is needed"),
        ({**PERSON, "INTERURBAN_LANGUAGES": "en xx"}, "INTERURBAN_LANGUAGES: .*xx"),
        ({**PERSON, "INTERURBAN_TIME_ZONE": "Oslo"}, "INTERURBAN_TIME_ZONE: 'Oslo'"),
        ({"INTERURBAN_REPORT_EMAIL": "anna"}, "INTERURBAN_REPORT_EMAIL: 'anna' is no e-mail address"),
        ({"INTERURBAN_ADMIN_EMAIL": "anna"}, "INTERURBAN_ADMIN_EMAIL: 'anna' is no e-mail address"),
    ],
)
def test_without_a_terminal_what_is_missing_is_named_and_nothing_is_written(path, given, complaint):
    with pytest.raises(site_env.Unsaid, match=complaint):
        site_env.make(path, given, None)
    assert not path.exists()


def test_on_a_terminal_a_wrong_answer_is_asked_again(path, capsys):
    answers = iter(["klingon", "en fr", "", "nobody", "anna@stad.example"])
    site_env.make(path, {}, lambda _question, _usual: next(answers))
    said = env.lines(path.read_text())
    assert said["INTERURBAN_LANGUAGES"] == "en fr"
    assert said["INTERURBAN_TIME_ZONE"] == "UTC"
    assert said["INTERURBAN_REPORT_EMAIL"] == "anna@stad.example"
    assert "klingon" in capsys.readouterr().out


def test_each_setting_of_the_environment_is_documented():
    read = set()
    for file in (ROOT / "config" / "settings").glob("*.py"):
        if file.stem != "test":
            read |= set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', file.read_text()))
            read |= set(re.findall(r'_codes\("([A-Z_]+)"', file.read_text()))
    read |= {"DATABASE_URL"}
    assert sorted(read - set(site_env.documented()) - {"INTERURBAN_DEBUG"}) == []


def test_a_file_is_names_and_values():
    text = "# a comment\n\nA=1\n B = two words \nC='quoted'\nD=x=y#z\nE=\n"
    assert env.lines(text) == {"A": "1", "B": "two words", "C": "quoted", "D": "x=y#z", "E": ""}


def test_a_bad_line_is_named_by_its_number_and_not_shown():
    with pytest.raises(ImproperlyConfigured, match="Line 2") as caught:
        env.lines("A=1\nmy secret\n")
    assert "secret" not in str(caught.value)


def test_a_file_that_is_not_there_stops_the_start():
    done = load("production", {"INTERURBAN_ENV_FILE": "var/no-such-file.env"})
    assert done.returncode != 0
    assert "INTERURBAN_ENV_FILE names var/no-such-file.env" in done.stderr


@pytest.mark.parametrize("words", [["check"], ["manage", "check"]])
def test_before_the_first_start_the_script_says_so(tmp_path, words):
    environment = {"PATH": "/usr/bin:/bin", "INTERURBAN_ENV_FILE": str(tmp_path / "none.env"), "VENV": sys.prefix}
    done = subprocess.run([ROOT / "bin" / "site", *words], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "make start" in done.stderr
