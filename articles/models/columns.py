"""Columns per language in forms and on pages."""

from django.db import models
from wagtail.admin.panels import FieldPanel

from tags.columns import column, in_order, read, site_languages


def language_panels(name: str) -> list[FieldPanel]:
    """A form field for each language of the site, in their order; other columns stay as they are."""
    return [FieldPanel(column(name, code)) for code in site_languages()]


def in_language(instance: models.Model, name: str, language: str) -> tuple[str, str]:
    """A column's text and the language that it is in: this one, else the default, else any that is filled."""
    for code in in_order(language):
        text = read(instance, name, code)
        if text:
            return text, code
    return "", language
