"""The demo and development on one machine: SQLite, no mail server, no secret needed."""

from config import env
from config.settings.base import *
from config.settings.base import VAR_DIR

# The demonstration may be loaded here (`manage.py load_demo`).
INTERURBAN_DEMO = True
DEBUG = env.flag("INTERURBAN_DEBUG")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.words("INTERURBAN_HOSTS")]


def _own_secret() -> str:
    """A secret of this folder, made at the first start: sessions survive a restart and no secret is committed."""
    from django.core.management.utils import get_random_secret_key

    path = VAR_DIR / "secret-key"
    VAR_DIR.mkdir(exist_ok=True)
    if not path.exists():
        path.write_text(get_random_secret_key())
        path.chmod(0o600)
    return path.read_text()


SECRET_KEY = env.text("SECRET_KEY", "") or _own_secret()
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
