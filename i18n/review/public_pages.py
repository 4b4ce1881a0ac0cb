"""Where readers find what the screens speak of."""

from django.conf import settings

from i18n.models import LanguageVersion
from i18n.public import address_of


def address(version: LanguageVersion | None) -> str:
    """The address of a version; nothing where it has no live page, or the site no longer has its language."""
    if version is None or version.page is None or not version.page.live or not of_the_site(version):
        return ""
    return address_of(version.page, version.locale.language_code)


def of_the_site(version: LanguageVersion) -> bool:
    """Whether readers can be shown its language at all."""
    return version.locale.language_code in dict(settings.WAGTAIL_CONTENT_LANGUAGES)
