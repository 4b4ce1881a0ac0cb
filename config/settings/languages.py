"""The languages of the site: one setting, INTERURBAN_LANGUAGES (BCP 47 codes, the first is the default).

After a change run `manage.py ensure_languages`; it makes columns, locales and structural pages, and loses nothing.
docs/languages.md tells the rest.
"""

from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured

from config import env


def _codes(name: str, default: str = "") -> list[str]:
    """Language codes of a variable, in their order."""
    codes = [code.lower() for code in env.words(name, default)]
    unknown = [code for code in codes if "name_local" not in LANG_INFO.get(code, {})]
    repeated = [code for code in codes if codes.count(code) > 1]
    if unknown or repeated:
        raise ImproperlyConfigured(f"{name}: language codes unknown or given twice: {' '.join(unknown + repeated)}")
    return codes


LANGUAGE_CODES = _codes("INTERURBAN_LANGUAGES", "en fr es ar")
if not LANGUAGE_CODES:
    raise ImproperlyConfigured("INTERURBAN_LANGUAGES names no language.")

# English names: they are messages of Django's own catalogues, so screens show them in the reader's language.
LANGUAGES: list[tuple[str, str]] = [(code, LANG_INFO[code]["name"]) for code in LANGUAGE_CODES]
LANGUAGE_CODE = LANGUAGE_CODES[0]

# Languages that every installation has columns for, so that the committed migrations fit each of them.
_SHIPPED = ("en", "fr", "es", "ar")
# Languages that the site no longer has, whose columns a migration on SQLite must carry along (docs/languages.md).
_FORMER = _codes("INTERURBAN_FORMER_LANGUAGES")
# Languages with columns in the database: migrations loop over these and name none.
AVAILABLE_LANGUAGES: tuple[str, ...] = tuple(dict.fromkeys((*LANGUAGE_CODES, *_SHIPPED, *_FORMER)))
