"""Production: every secret and address comes from the environment; the start stops where one is missing."""

from config import env
from config.settings.base import *
from config.settings.base import MEDIA_ROOT

INTERURBAN_ENV_FILE = env.text(env.FILE, "")
SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.words("INTERURBAN_HOSTS") or [env.text("INTERURBAN_HOSTS")]
DATABASES = {"default": env.database(default=env.text("DATABASE_URL"))}
WAGTAILADMIN_BASE_URL = env.text("INTERURBAN_URL")
INTERURBAN_REPORT_EMAIL = env.text("INTERURBAN_REPORT_EMAIL")
DEFAULT_FROM_EMAIL = env.text("INTERURBAN_FROM_EMAIL")
MEDIA_ROOT = env.BASE_DIR / env.text("INTERURBAN_MEDIA", str(MEDIA_ROOT))

# A site that has no mail server yet says so itself: its mails are kept in a folder, and reach nobody.
_mail_folder = env.text("INTERURBAN_MAIL_FOLDER", "")
if _mail_folder and not env.text("EMAIL_HOST", ""):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = env.BASE_DIR / _mail_folder
else:
    EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_TIMEOUT = 10
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", True)

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.flag("INTERURBAN_HTTPS", True)
SESSION_COOKIE_SECURE = SECURE_SSL_REDIRECT
CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_SSL_REDIRECT else 0
# Whether the whole domain is served over HTTPS, and asks to be preloaded, is for its owner to say (W005, W021); frames
# of this site itself are Wagtail's previews (W019).
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W019", "security.W021"]
