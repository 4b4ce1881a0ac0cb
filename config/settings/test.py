"""Tests: SQLite unless DATABASE_URL says otherwise; no network, quick password hashes."""

import tempfile
from pathlib import Path

from config import env
from config.settings.base import *  # noqa: F403
from config.settings.base import INSTALLED_APPS

SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
INSTALLED_APPS = [*INSTALLED_APPS, "tests.testsite"]
_scratch = Path(tempfile.gettempdir()) / "interurban-tests"
DATABASES = {"default": env.database("TEST_DATABASE_URL", f"sqlite:///{_scratch / 'db.sqlite3'}")}
MEDIA_ROOT = _scratch / "media"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
INTERURBAN_ENGINES: dict[str, dict[str, object]] = {}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
