"""Tests: SQLite unless DATABASE_URL says otherwise; no network, quick password hashes."""

import hashlib
import os
import tempfile
from pathlib import Path

from config import env
from config.settings.base import *
from config.settings.base import INSTALLED_APPS

SECRET_KEY = "only-for-tests"
INTERURBAN_DEMO = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
INSTALLED_APPS = [*INSTALLED_APPS, "tests.testsite"]
# Of this user and this folder: neither a second clone nor a second account on the machine is in the way.
_place = hashlib.sha256(f"{os.getuid()} {env.BASE_DIR}".encode()).hexdigest()[:12]
TEST_SCRATCH = Path(tempfile.gettempdir()) / f"interurban-tests-{_place}"
TEST_SCRATCH.mkdir(mode=0o700, exist_ok=True)
DATABASES = {"default": env.database("TEST_DATABASE_URL", f"sqlite:///{TEST_SCRATCH / 'db.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = 0  # a connection kept by a thread keeps the database from being removed
MEDIA_ROOT = TEST_SCRATCH / "media"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
INTERURBAN_ENGINES = {}
INTERURBAN_REPORT_MAIL_DELAY = 0
INTERURBAN_AVIF = False
INTERURBAN_VIEWS_EVERY = 0  # no thread: a test says when views are written
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
