"""Rows of another table as a column of JSON: what a screen needs beside its object, without a query more."""

import json
from datetime import UTC, datetime
from typing import Any

from django.db.models import Aggregate, JSONField
from django.utils.dateparse import parse_datetime


class JsonRows(Aggregate):
    """All rows of a group as a list (of `JSONObject`s), in no certain order; the same on SQLite and PostgreSQL."""

    function = "JSONB_AGG"
    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSON_GROUP_ARRAY", **context)


def read(value: Any) -> Any:
    """A JSON column inside of JSON: SQLite hands it over as a string."""
    return json.loads(value) if isinstance(value, str) else value


def moment(value: str | None) -> datetime | None:
    """A moment of such a row, whichever way the database writes it."""
    found = parse_datetime(value) if value else None
    return found.replace(tzinfo=UTC) if found is not None and found.tzinfo is None else found
