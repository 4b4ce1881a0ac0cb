"""Columns per language in forms and on pages."""

from typing import Any

from django.db import models
from wagtail.admin.panels import FieldPanel

from articles import languages
from tags.columns import column, in_order, read, site_languages


class LanguagePanel(FieldPanel):
    """The field of one language under its own name; Arabic is written from the right, spelling checks fit."""

    def __init__(self, name: str, language: str, **kwargs: Any) -> None:
        super().__init__(column(name, language), heading=languages.own_name(language))
        self.name, self.language = name, language

    def clone_kwargs(self) -> dict[str, Any]:
        return {"name": self.name, "language": self.language}

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if self.bound_field is not None:
                code = self.panel.language
                attributes = {"lang": code, "dir": languages.direction(code)}
                self.bound_field.field.widget.attrs.update(attributes)


def language_panels(name: str) -> list[FieldPanel]:
    """A form field for each language of the site, in their order; other columns stay as they are."""
    return [LanguagePanel(name, code) for code in site_languages()]


def in_language(instance: models.Model, name: str, language: str) -> tuple[str, str]:
    """A column's text and the language that it is in: this one, else the default, else any that is filled."""
    for code in in_order(language):
        text = read(instance, name, code)
        if text:
            return text, code
    return "", language
