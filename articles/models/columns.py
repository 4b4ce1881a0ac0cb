"""Columns per language in forms."""

from django.conf import settings
from modeltranslation.utils import build_localized_fieldname
from wagtail.admin.panels import FieldPanel


def language_panels(name: str) -> list[FieldPanel]:
    """A form field for each language of the site's columns, in their order."""
    return [FieldPanel(build_localized_fieldname(name, code)) for code in settings.MODELTRANSLATION_LANGUAGES]


def in_language(instance: object, name: str, language: str) -> tuple[str, str]:
    """A column's text and the language that it is in: this one, else the default, else any that is filled."""
    default = settings.MODELTRANSLATION_DEFAULT_LANGUAGE
    for code in dict.fromkeys((language, default, *settings.MODELTRANSLATION_LANGUAGES)):
        text = getattr(instance, build_localized_fieldname(name, code), "")
        if text:
            return text, code
    return "", language
