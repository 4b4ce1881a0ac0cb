"""Typed reading of environment variables; the only place that touches `os.environ`."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit
from zoneinfo import available_timezones

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
FILE = "INTERURBAN_ENV_FILE"  # names a file of settings; what stands in the environment goes before what stands there


def lines(written: str) -> dict[str, str]:
    """The settings of a file: `NAME=value`, one a line, as systemd and Docker read them. Nothing is expanded."""
    found: dict[str, str] = {}
    for number, line in enumerate(written.splitlines(), start=1):
        entry = line.strip()
        if not entry or entry.startswith("#"):
            continue
        name, sign, value = entry.partition("=")
        if not sign or not name.strip().isidentifier():
            raise ImproperlyConfigured(f"Line {number} of the settings file is not NAME=value.")  # it may hold a secret
        value = value.strip()
        quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
        found[name.strip()] = value[1:-1] if quoted else value
    return found


def read_file() -> None:
    """Takes over what the file of INTERURBAN_ENV_FILE sets and the environment does not. Without the variable, none."""
    name = os.environ.get(FILE, "").strip()
    if not name:
        return
    try:
        written = (BASE_DIR / name).read_text(encoding="utf-8")
    except OSError as error:
        raise ImproperlyConfigured(f"{FILE} names {name}, which cannot be read ({error.strerror}).") from error
    for key, value in lines(written).items():
        os.environ.setdefault(key, value)


def text(name: str, default: str | None = None) -> str:
    """The variable's value; without a default a missing or empty variable stops the start with its name."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"Set the environment variable {name}.")
    return default


def flag(name: str, default: bool = False) -> bool:
    """1, true, yes, on (any case) are true; 0, false, no, off are false; anything else is an error."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")


def number(name: str, default: int) -> int:
    """A whole number."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from error


def time_zone(name: str, default: str) -> str:
    """A zone of the time zone database."""
    zone = text(name, default)
    if zone not in available_timezones():
        raise ImproperlyConfigured(f"{name}: {zone!r} is no time zone. They look like: Europe/Oslo")
    return zone


def words(name: str, default: str = "") -> list[str]:
    """A list separated by spaces or commas."""
    return os.environ.get(name, default).replace(",", " ").split()


def database(name: str = "DATABASE_URL", default: str = "") -> dict[str, object]:
    """Django's database settings for `sqlite:///path` or `postgresql://user:password@host:port/name?option=value`.

    An error message never repeats the address: it holds the password.

    SQLite runs in WAL with IMMEDIATE transactions and 20 s of patience: two workers and hundreds of concurrent
    writes then meet no lock error.
    """
    parts = urlsplit(os.environ.get(name, "").strip() or default)
    if parts.scheme == "sqlite":
        if parts.netloc or len(parts.path) < 2:
            raise ImproperlyConfigured(f"{name} must be sqlite:///path, with three slashes (four before /an/own/root).")
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        options = dict(parse_qsl(parts.query))
        try:
            port = parts.port
        except ValueError as error:
            raise ImproperlyConfigured(f"{name} has no valid port.") from error
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            # The folder of a Unix socket cannot stand before the path of an address: ?host=/run/postgresql
            "HOST": options.pop("host", parts.hostname or ""),
            "PORT": str(port or ""),
            "OPTIONS": options,
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(f"{name} must begin with sqlite:// or postgresql://, not {parts.scheme!r}.")


read_file()  # before any settings are read
