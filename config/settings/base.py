"""Settings that every start shares. Secrets and addresses come from the environment (config/env.py)."""

from typing import Any
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy

from config import env
from config.settings.engines import engines
from config.settings.languages import AVAILABLE_LANGUAGES, LANGUAGE_CODE, LANGUAGES

BASE_DIR = env.BASE_DIR
VAR_DIR = BASE_DIR / "var"

DEBUG = False
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "modeltranslation",
    "articles",
    "i18n",
    "tags",
    "delivery",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "delivery.middleware.CountViews",
    "articles.middleware.LanguageOfAddress",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "articles.redirects.FormerAddresses",
    "i18n.middleware.PublishInOneTransaction",  # the last: it calls the view itself
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "articles.context_processors.reader",
            ],
        },
    },
]

DATABASES = {"default": env.database(default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Languages and time
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.time_zone("INTERURBAN_TIME_ZONE", "UTC")
LOCALE_PATHS = [BASE_DIR / "locale"]
# Dates that leave no doubt which part is the month; where Django knows none for a language, the three below hold.
FORMAT_MODULE_PATH = "config.formats"
DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i"
SHORT_DATETIME_FORMAT = "Y-m-d H:i"
# Debian's zones hold one that no browser knows: the account page would stop at it.
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"localtime"})
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = [(code, gettext_lazy(name)) for code, name in LANGUAGES]
MODELTRANSLATION_LANGUAGES = AVAILABLE_LANGUAGES
MODELTRANSLATION_DEFAULT_LANGUAGE = LANGUAGE_CODE
# A fallback would let a save under French write the English label into the French column: reads ask for it by name.
MODELTRANSLATION_ENABLE_FALLBACKS = False

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static_files.StaticFiles"},
}

# Wagtail
WAGTAIL_SITE_NAME = "Interurban"
WAGTAILADMIN_BASE_URL = env.text("INTERURBAN_URL", "http://localhost:8000")
WAGTAIL_ALLOW_UNICODE_SLUGS = True
# The admin asks nobody elsewhere: no picture of a person by the hash of their address, no look-up of releases.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# Strips positions and camera data, converts CMYK, refuses broken files with a message.
WAGTAILIMAGES_IMAGE_FORM_BASE = "articles.images.SafeImageForm"
# The worker makes pictures in AVIF, too, when it has nothing else to do.
INTERURBAN_AVIF = env.flag("INTERURBAN_AVIF", True)
WAGTAILIMAGES_AVIF_QUALITY = 60
# Documents are public files. Nothing that a browser would run (HTML, SVG); videos play on the site.
WAGTAILDOCS_EXTENSIONS = [
    "csv", "docx", "epub", "ics", "mp4", "odp", "ods", "odt", "pdf", "pptx", "txt", "webm", "xlsx", "zip",
]  # fmt: skip
WAGTAILDOCS_MAX_UPLOAD_SIZE = env.number("INTERURBAN_MAX_UPLOAD_MB", 200) * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True
# Wagtail's own tasks (search index) run at once: with no worker a new article must still be found.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# Translation (i18n/conf.py reads and explains these)
INTERURBAN_ENGINES = engines()
INTERURBAN_REPORT_EMAIL = env.text("INTERURBAN_REPORT_EMAIL", "translations@example.org")
INTERURBAN_REPORT_WORDS_MONTHS = env.number("INTERURBAN_REPORT_WORDS_MONTHS", 24)
INTERURBAN_REPORT_MAIL_DELAY = env.number("INTERURBAN_REPORT_MAIL_DELAY", 60)
INTERURBAN_DIGEST_HOUR = env.number("INTERURBAN_DIGEST_HOUR", 6)
INTERURBAN_EDITED_MODELS = ["articles.author"]
# Where holes are reported (security.txt): an e-mail or web address; else the contact of the site.
INTERURBAN_SECURITY_CONTACT = env.text("INTERURBAN_SECURITY_CONTACT", "")
INTERURBAN_TRUSTED_PROXIES = env.words("INTERURBAN_TRUSTED_PROXIES")

# Page views are counted by the application; "no" where they come out of the log of the server in front
# (docs/production.md). Written every so many seconds.
INTERURBAN_COUNT_VIEWS = env.flag("INTERURBAN_COUNT_VIEWS", True)
INTERURBAN_VIEWS_EVERY = 5

# Browsers: readers get no cookie and nothing from elsewhere.
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],  # Wagtail's admin needs inline styles and scripts
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'self'"],
    },
}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # A line per saved page or call of an engine says nothing to an owner.
    "loggers": {name: {"level": "WARNING"} for name in ("django_tasks", "wagtail", "deepl")},
}
