"""Settings from the environment: good values are typed, bad ones stop the start with the variable's name."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env

NAME = "INTERURBAN_TEST_VALUE"


@pytest.fixture
def given(monkeypatch):
    return lambda value: monkeypatch.setenv(NAME, value)


def test_text_is_stripped(given):
    given("  Sète \n")
    assert env.text(NAME) == "Sète"


def test_empty_text_is_missing(given):
    given("   ")
    with pytest.raises(ImproperlyConfigured, match=NAME):
        env.text(NAME)


def test_missing_text_takes_the_default():
    assert env.text(NAME, "") == ""


@pytest.mark.parametrize(
    ("value", "expected"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("OFF", False)]
)
def test_flag(given, value, expected):
    given(value)
    assert env.flag(NAME, not expected) is expected


def test_empty_flag_takes_the_default(given):
    given("")
    assert env.flag(NAME, True) is True


def test_a_flag_that_is_neither_stops_the_start(given):
    given("maybe")
    with pytest.raises(ImproperlyConfigured, match=f"{NAME}.*maybe"):
        env.flag(NAME)


def test_number(given):
    given("587")
    assert env.number(NAME, 25) == 587


@pytest.mark.parametrize("value", ["5.5", "many", "1e3"])
def test_no_number_stops_the_start(given, value):
    given(value)
    with pytest.raises(ImproperlyConfigured, match=NAME):
        env.number(NAME, 25)


def test_a_time_zone_that_is_none_stops_the_start(given):
    given("Mars/Phobos")
    with pytest.raises(ImproperlyConfigured, match=f"{NAME}: 'Mars/Phobos' is no time zone"):
        env.time_zone(NAME, "UTC")
    given("Europe/Oslo")
    assert env.time_zone(NAME, "UTC") == "Europe/Oslo"


def test_words_are_separated_by_spaces_or_commas(given):
    given(" en, fr  es,ar ")
    assert env.words(NAME) == ["en", "fr", "es", "ar"]


def test_sqlite_of_an_absolute_path(given):
    given("sqlite:////var/lib/interurban/my%20db.sqlite3")
    settings = env.database(NAME)
    assert settings["NAME"] == "/var/lib/interurban/my db.sqlite3"
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_sqlite_of_a_relative_path(given):
    given("sqlite:///db.sqlite3")
    assert env.database(NAME)["NAME"] == "db.sqlite3"


def test_postgresql(given):
    given("postgresql://ed%40house:p%3Aw@db.example.org:5433/news?sslmode=require")
    settings = env.database(NAME)
    assert (settings["USER"], settings["PASSWORD"]) == ("ed@house", "p:w")
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == ("db.example.org", "5433", "news")
    assert settings["OPTIONS"] == {"sslmode": "require"}


def test_postgresql_through_a_unix_socket(given):
    given("postgresql://interurban@/news?host=/run/postgresql")
    settings = env.database(NAME)
    assert settings["HOST"] == "/run/postgresql"
    assert settings["OPTIONS"] == {}


@pytest.mark.parametrize(
    "value",
    ["mysql://u:secret@h/n", "news.sqlite3", "sqlite://", "sqlite://host/db", "postgresql://u:secret@h:port/n"],
)
def test_a_bad_database_stops_the_start_without_showing_its_password(given, value):
    given(value)
    with pytest.raises(ImproperlyConfigured, match=NAME) as caught:
        env.database(NAME)
    assert "secret" not in str(caught.value)


def test_a_database_is_not_guessed():
    with pytest.raises(ImproperlyConfigured, match=NAME):
        env.database(NAME)
