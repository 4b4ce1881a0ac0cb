"""Parts that run inside the test's transaction; the whole is in tests/articles/test_ensure_languages.py."""

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.db.migrations.migration import Migration
from django.db.migrations.recorder import MigrationRecorder
from modeltranslation.translator import translator

from tags.missing_columns import Added, before_migrate, ensure_columns

pytestmark = pytest.mark.django_db


def plan(app_label: str) -> list[tuple[Migration, bool]]:
    return [(Migration("0002_next", app_label), False)]


def before(app_label: str) -> None:
    before_migrate(apps.get_app_config("tags"), using="default", apps=apps, plan=plan(app_label))


def test_nothing_is_missing_after_migrate() -> None:
    assert ensure_columns() == Added()


def test_pending_migrations_come_first() -> None:
    MigrationRecorder(connection).migration_qs.filter(app="tags").delete()
    with pytest.raises(CommandError, match="migrate"):
        call_command("ensure_language_columns")


def test_migration_that_could_drop_a_former_languages_columns_stops(only_sqlite: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE tags_tag ADD COLUMN name_pt varchar(120)")
    with pytest.raises(ImproperlyConfigured, match=r"tags_tag .*name_pt.*INTERURBAN_FORMER_LANGUAGES"):
        before("tags")
    before("i18n")  # tables of another app are not touched


def test_no_translated_field_is_unique_or_required() -> None:
    """SQLite cannot add such a column; `slug_constraints` makes an index instead."""
    for model in translator.get_registered_models(abstract=False):
        for base in translator.get_options_for_model(model).local_fields:
            field = model._meta.get_field(base)
            assert isinstance(field, models.Field)
            assert not field.unique, field
            assert not field.db_index, field
