"""Production: every secret and address comes from the environment; the start stops where one is missing."""

from config import env
from config.settings.base import *

SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.words("INTERURBAN_HOSTS") or [env.text("INTERURBAN_HOSTS")]
DATABASES = {"default": env.database(default=env.text("DATABASE_URL"))}
WAGTAILADMIN_BASE_URL = env.text("INTERURBAN_URL")
INTERURBAN_REPORT_EMAIL = env.text("INTERURBAN_REPORT_EMAIL")
DEFAULT_FROM_EMAIL = env.text("INTERURBAN_FROM_EMAIL")
EMAIL_HOST = env.text("EMAIL_HOST")
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
