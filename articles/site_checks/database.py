"""The database: reachable, up to date, and of the kind that the site needs."""

from django.core.checks import CheckMessage, Error, Warning
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from articles.site_checks.public_address import is_local

TABLES = "articles.site.tables"
UNREACHABLE = "articles.site.database"


def check_tables() -> list[CheckMessage]:
    """The first of all: where it finds an Error, the others cannot look."""
    heading = _("Database")
    try:
        connection.ensure_connection()
        pending = changes_to_make()
    except DatabaseError as error:
        return [
            Error(
                _("The database does not answer (%(kind)s).") % {"kind": type(error).__name__},
                hint=_("Check DATABASE_URL, and that the server runs and lets this machine in."),
                obj=heading,
                id=UNREACHABLE,
            )
        ]
    if pending:
        return [
            Error(
                _("%(count)s changes of the tables are still to be made.") % {"count": pending},
                hint=_("Run: manage.py migrate"),
                obj=heading,
                id=TABLES,
            )
        ]
    if connection.vendor == "sqlite" and not is_local():
        return [
            Warning(
                _("The site is public and runs on SQLite."),
                hint=_("That is enough for one machine and a few editors. For more, set DATABASE_URL to PostgreSQL."),
                obj=heading,
                id="articles.site.sqlite",
            )
        ]
    return []


def changes_to_make() -> int:
    """How many migrations are not applied yet."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
