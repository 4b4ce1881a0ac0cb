"""How the site is reached, and whether that is safe."""

import stat
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.http.request import validate_host
from django.utils.translation import gettext as _

_LOCAL = ("localhost", "127.0.0.1", "::1")


def is_local() -> bool:
    """Whether the site's address is one of this machine alone."""
    return urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname in _LOCAL


def database_file() -> Path | None:
    """Where SQLite keeps everything; nothing where a server does."""
    database = settings.DATABASES["default"]
    path = Path(str(database["NAME"]))
    return path if str(database["ENGINE"]).endswith("sqlite3") and path.is_file() else None


def check_address() -> list[CheckMessage]:
    """Public address, names that are answered, HTTPS, time zone."""
    heading = _("Address and time")
    address = settings.WAGTAILADMIN_BASE_URL
    parts = urlsplit(address)
    host = parts.hostname or ""
    found: list[CheckMessage] = []
    if parts.scheme not in ("http", "https") or not host:
        found.append(
            Error(
                _("The public address is no address: %(address)s") % {"address": address or "–"},
                hint=_("Set INTERURBAN_URL, such as https://news.example.org"),
                obj=heading,
                id="articles.site.address",
            )
        )
    elif is_local():
        found.append(
            Warning(
                _("The site has no public address yet: it is reached on this machine alone."),
                hint=_("When it moves to its place, set INTERURBAN_URL, INTERURBAN_HOSTS and INTERURBAN_HTTPS=yes."),
                obj=heading,
                id="articles.site.local",
            )
        )
    elif parts.scheme == "http" or not settings.SECURE_SSL_REDIRECT:
        found.append(
            Error(
                _("The site is public without HTTPS: passwords travel in clear."),
                hint=_("Set INTERURBAN_HTTPS=yes and an INTERURBAN_URL with https://, behind a server that speaks it."),
                obj=heading,
                id="articles.site.https",
            )
        )
    found += _hosts(heading, host)
    if settings.TIME_ZONE == "UTC":
        found.append(
            Warning(
                _("Dates and times are shown in UTC."),
                hint=_("Set INTERURBAN_TIME_ZONE, such as Europe/Oslo."),
                obj=heading,
                id="articles.site.time-zone",
            )
        )
    return found


def _hosts(heading: str, host: str) -> list[CheckMessage]:
    if "*" in settings.ALLOWED_HOSTS:
        message = _("The site answers under any name: links in its mails could be made to lead elsewhere.")
        hint = _("Set INTERURBAN_HOSTS to the names of the site.")
        return [Error(message, hint=hint, obj=heading, id="articles.site.any-host")]
    if host and not validate_host(f"[{host}]" if ":" in host else host, settings.ALLOWED_HOSTS):
        message = _("The site does not answer under its own address, %(host)s.") % {"host": host}
        hint = _("Add the name to INTERURBAN_HOSTS.")
        return [Error(message, hint=hint, obj=heading, id="articles.site.host")]
    return []


def check_secrets() -> list[CheckMessage]:
    """Nothing is shown that should not be, and nothing can be guessed."""
    heading = _("Safety")
    found: list[CheckMessage] = []
    if settings.DEBUG:
        found.append(
            Error(
                _("Errors are shown with everything that the site knows (DEBUG)."),
                hint=_("Remove INTERURBAN_DEBUG, or use config.settings.production."),
                obj=heading,
                id="articles.site.debug",
            )
        )
    key = str(settings.SECRET_KEY)
    if len(key) < 50 or len(set(key)) < 5 or key.startswith("django-insecure"):
        found.append(
            Error(
                _("The secret key can be guessed: whoever does can log in as anybody."),
                hint=_("Set SECRET_KEY to 50 random characters or more. Everybody must log in again then."),
                obj=heading,
                id="articles.site.secret-key",
            )
        )
    path = getattr(settings, "INTERURBAN_ENV_FILE", "")
    if path and Path(path).exists() and Path(path).stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        found.append(
            Error(
                _("Other accounts of this machine can read the settings, which hold secrets: %(file)s")
                % {"file": path},
                hint=_("Run: chmod 600 %(file)s") % {"file": path},
                obj=heading,
                id="articles.site.settings-file",
            )
        )
    database = database_file()
    if database is not None and database.stat().st_mode & stat.S_IRWXO:
        found.append(
            Warning(
                _("Every account of this machine can read the database, with accounts and readers' addresses: %(file)s")
                % {"file": database},
                hint=_("Run: chmod 600 %(file)s") % {"file": database},
                obj=heading,
                id="articles.site.database-file",
            )
        )
    return found
