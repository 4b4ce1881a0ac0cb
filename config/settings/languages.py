"""The languages of the site: one setting, INTERURBAN_LANGUAGES (BCP 47 codes, the first is the default).

After a change run `manage.py ensure_languages`; it makes columns, locales and structural pages, and loses nothing.
"""

from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured

from config import env

LANGUAGE_CODES: list[str] = [code.lower() for code in env.words("INTERURBAN_LANGUAGES", "en fr es ar")]

_unknown = [code for code in LANGUAGE_CODES if code not in LANG_INFO or "name_local" not in LANG_INFO[code]]
if _unknown or not LANGUAGE_CODES or len(set(LANGUAGE_CODES)) != len(LANGUAGE_CODES):
    raise ImproperlyConfigured(f"INTERURBAN_LANGUAGES: unknown, missing or repeated language codes: {_unknown}")

# English names: they are messages of Django's own catalogues, so screens show them in the reader's language.
LANGUAGES: list[tuple[str, str]] = [(code, LANG_INFO[code]["name"]) for code in LANGUAGE_CODES]
LANGUAGE_CODE = LANGUAGE_CODES[0]
# Languages with columns in the database (tags, settings): the committed migrations list these.
AVAILABLE_LANGUAGES: tuple[str, ...] = ("en", "fr", "es", "ar")
