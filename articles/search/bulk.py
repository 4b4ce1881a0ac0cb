"""Many rows in one statement, on SQLite as on PostgreSQL: handed over as one JSON value."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection, models

_Rows = Sequence[Sequence[Any]]


def insert(model: type[models.Model], columns: Sequence[str], rows: _Rows) -> None:
    """Insert rows: 1 query, however many there are."""
    if rows:
        _run(f"INSERT INTO {_table(model)} ({', '.join(columns)}) {_select(model, columns)}", rows)


def insert_missing(model: type[models.Model], columns: Sequence[str], rows: _Rows, *, by: Sequence[str]) -> None:
    """Insert the rows whose `by` no row has yet: 1 query. Two at once may both insert; nobody waits."""
    if not rows:
        return
    same = " AND ".join(f"old.{name} = {_value(model, name, columns)}" for name in by)
    known = f"SELECT 1 FROM {_table(model)} AS old WHERE {same}"  # noqa: S608 – names of our own columns
    statement = f"INSERT INTO {_table(model)} ({', '.join(columns)}) {_select(model, columns)}"
    _run(f"{statement} WHERE NOT EXISTS ({known})", rows)


def _select(model: type[models.Model], columns: Sequence[str]) -> str:
    values = ", ".join(_value(model, name, columns) for name in columns)
    function = "jsonb_array_elements(%s::jsonb)" if connection.vendor == "postgresql" else "json_each(%s)"
    return f"SELECT {values} FROM {function} AS new"  # noqa: S608


def _value(model: type[models.Model], name: str, columns: Sequence[str]) -> str:
    number = columns.index(name)
    if connection.vendor != "postgresql":
        return f"json_extract(new.value, '$[{number}]')"
    field = next(field for field in model._meta.concrete_fields if field.column == name)
    kind = "bigint" if isinstance(field, models.IntegerField | models.ForeignKey) else "text"
    return f"(new.value->>{number})::{kind}"


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _run(statement: str, rows: _Rows) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(rows, ensure_ascii=False)])
