"""Settings of the product as the journeys start it: as on one machine, in folders of its own, over plain HTTP."""

import json

from config import env
from config.settings.base import *  # noqa: F403
from config.settings.base import STORAGES
from config.settings.base import VAR_DIR as _VAR_DIR

SECRET_KEY = "only-for-journeys"
INTERURBAN_DEMO = True
ROOT_URLCONF = "tests.journeys.site_urls"
ALLOWED_HOSTS = ["127.0.0.1"]
_scratch = env.Path(env.text("JOURNEYS_FOLDER", str(_VAR_DIR)))
MEDIA_ROOT = _scratch / "media"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = _scratch / "mail"
INTERURBAN_REPORT_MAIL_DELAY = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Files as they lie in the folders of the repository: nothing has to be collected before.
WHITENOISE_USE_FINDERS = True
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# Each person of a journey names an address of their own, so that limits for senders do not meet across tests.
INTERURBAN_TRUSTED_PROXIES = ["127.0.0.1"]
if env.text("JOURNEYS_ENGINES", "as shipped") != "as shipped":
    INTERURBAN_ENGINES = json.loads(env.text("JOURNEYS_ENGINES"))
# Editors of a journey do not write all at once: Wagtail looks for others every so often.
WAGTAIL_EDITING_SESSION_PING_INTERVAL = 60_000
