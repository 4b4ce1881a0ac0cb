"""Columns for languages that were added after the tables were made, for every model of modeltranslation.

Works on the models as the applied migrations left them, not on today's code: a pending migration then finds the
tables as it expects them.
"""

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig
from django.apps import apps as registry
from django.apps.registry import Apps
from django.core.exceptions import ImproperlyConfigured
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from modeltranslation.translator import translator

from tags.columns import column, column_languages


@dataclass(frozen=True, slots=True)
class Added:
    """What was added, as "table.column" and names of indexes."""

    columns: tuple[str, ...] = ()
    indexes: tuple[str, ...] = ()


class PendingMigrations(Exception):
    """Tables are not up to date: `migrate` comes first (and adds the columns itself)."""


def ensure_columns(using: str = "default") -> Added:
    """Add what is missing; a second run changes nothing. Raises PendingMigrations."""
    executor = MigrationExecutor(connections[using])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise PendingMigrations
    return _add(executor.loader.project_state().apps, connections[using])


def missing_columns(using: str = "default") -> list[str]:
    """What `ensure_columns` would add, as "table.column"."""
    connection = connections[using]
    missing: list[str] = []
    for model, names in _translated(registry, connection):
        present = _columns(model._meta.db_table, connection)
        missing += [
            f"{model._meta.db_table}.{field.column}"
            for field in model._meta.local_fields
            if field.name in names and field.column not in present
        ]
    return missing


def before_migrate(
    sender: AppConfig, *, using: str, apps: Apps, plan: list[tuple[Migration, bool]], **kwargs: Any
) -> None:
    """Before migrations run: columns that they expect are added, columns that they would drop stop them."""
    _refuse_loss({migration.app_label for migration, _backwards in plan}, apps, connections[using])
    _add(apps, connections[using])


def _add(apps: Apps, connection: BaseDatabaseWrapper) -> Added:
    columns: list[str] = []
    indexes: list[str] = []
    for model, names in _translated(apps, connection):
        table = model._meta.db_table
        present = _columns(table, connection)
        missing = [field for field in model._meta.local_fields if field.name in names and field.column not in present]
        wanted = list(_missing_indexes(model, set(names), connection))
        if not missing and not wanted:
            continue
        # A plain column first, its unique index afterwards: SQLite cannot add a unique column.
        with connection.schema_editor() as editor:
            for field in missing:
                editor.add_field(model, _plain(field))
                columns.append(f"{table}.{field.column}")
            for index in wanted:
                if isinstance(index, models.Index):
                    editor.add_index(model, index)
                else:
                    editor.add_constraint(model, index)
                indexes.append(index.name)
    return Added(tuple(columns), tuple(indexes))


def _plain(field: Any) -> Any:
    """The column without a default: SQLite would rebuild the table for one, without columns of former languages."""
    plain = copy(field)
    plain.default = models.NOT_PROVIDED
    return plain


def _translated(apps: Apps, connection: BaseDatabaseWrapper) -> Iterator[tuple[type[models.Model], list[str]]]:
    """Models of the given state that have tables, with the names of their columns per language."""
    tables = set(connection.introspection.table_names())
    for registered in translator.get_registered_models(abstract=False):
        try:
            model = apps.get_model(registered._meta.app_label, registered._meta.object_name)
        except LookupError:
            continue  # its first migration is still to come
        if model._meta.db_table in tables and not model._meta.proxy:
            present = {field.name for field in model._meta.local_fields}
            names = _names(registered, column_languages())
            yield model, [name for name in names if name in present]


def _names(registered: type[models.Model], languages: Iterable[str]) -> list[str]:
    bases = translator.get_options_for_model(registered).local_fields
    return [column(base, language) for base in sorted(bases) for language in languages]


def _columns(table: str, connection: BaseDatabaseWrapper) -> set[str]:
    with connection.cursor() as cursor:
        return {info.name for info in connection.introspection.get_table_description(cursor, table)}


def _missing_indexes(
    model: type[models.Model], names: set[str], connection: BaseDatabaseWrapper
) -> Iterator[models.Index | models.UniqueConstraint]:
    with connection.cursor() as cursor:
        present = connection.introspection.get_constraints(cursor, model._meta.db_table)
    for index in (*model._meta.indexes, *model._meta.constraints):
        of_columns = isinstance(index, models.Index | models.UniqueConstraint) and names.intersection(index.fields)
        if of_columns and index.name not in present:
            yield index


def _refuse_loss(app_labels: set[str], apps: Apps, connection: BaseDatabaseWrapper) -> None:
    """Stop where SQLite might rebuild a table from what the code knows, without columns of former languages."""
    if connection.vendor != "sqlite":
        return
    for model, _present in _translated(apps, connection):
        if model._meta.app_label not in app_labels:
            continue
        known = {field.column for field in model._meta.local_fields}
        unknown = sorted(_columns(model._meta.db_table, connection) - known)
        if unknown:
            raise ImproperlyConfigured(
                f"The table {model._meta.db_table} has columns of former languages ({', '.join(unknown)}), which this "
                "migration could drop on SQLite. Name these languages in INTERURBAN_FORMER_LANGUAGES and run it again."
            )
