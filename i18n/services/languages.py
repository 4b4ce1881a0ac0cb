"""Names of languages, those included that the site no longer has (Wagtail names its own only)."""

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext
from wagtail.models import Locale


def name(locale: Locale) -> str:
    """The language in the words of the person who reads."""
    known = locale.get_display_name()
    if known:
        return str(known)
    info = LANG_INFO.get(locale.language_code) or LANG_INFO.get(locale.language_code.split("-")[0]) or {}
    return gettext(str(info["name"])) if "name" in info else str(locale.language_code)
