"""Columns per language: their names, and how migrations and models list them without naming a language.

Migrations import from here: signatures and results of `language_columns` and `slug_constraints` stay as they are.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from modeltranslation.utils import build_localized_fieldname


def site_languages() -> list[str]:
    """Languages that readers and screens have, the default one first."""
    return [code for code, _name in settings.LANGUAGES]


def column_languages() -> list[str]:
    """Languages that tables have columns for: those of the site first, then shipped and former ones."""
    return list(settings.MODELTRANSLATION_LANGUAGES)


def column(name: str, language: str) -> str:
    """`name_fr` for French; `name_zh_hans` for zh-hans."""
    localized: str = build_localized_fieldname(name, language)
    return localized


def read(item: models.Model, name: str, language: str) -> str:
    """A column's text, empty where there is none or no such column."""
    return getattr(item, column(name, language), None) or ""


def language_columns(name: str, field: "models.Field[Any, Any]") -> list[tuple[str, "models.Field[Any, Any]"]]:
    """For `fields` of a migration's CreateModel: the field itself, then a nullable copy for each language."""
    columns = [(name, field)]
    for language in column_languages():
        _name, _path, arguments, options = field.deconstruct()
        columns.append((column(name, language), type(field)(*arguments, **{**options, "null": True})))
    return columns


def slug_constraints(prefix: str) -> list[models.BaseConstraint]:
    """One unique index for each language's slugs, empty ones left out.

    The condition makes it a plain CREATE UNIQUE INDEX on SQLite too: an unconditional constraint would rebuild the
    table there, and with it drop the columns of languages that are no longer in the settings.
    """
    return [
        models.UniqueConstraint(
            fields=[column("slug", language)],
            condition=models.Q(**{column("slug", language) + "__gt": ""}),
            name=f"{prefix}_{column('slug', language)}",
        )
        for language in column_languages()
    ]


def in_order(language: str) -> Iterable[str]:
    """Where to look for a text: in this language, the default one, the site's others, other columns."""
    return dict.fromkeys((language, settings.LANGUAGE_CODE, *site_languages(), *column_languages()))
