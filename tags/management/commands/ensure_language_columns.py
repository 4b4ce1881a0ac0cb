"""Adds the columns of languages that were added to the settings; a part of `ensure_languages`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS

from tags.missing_columns import PendingMigrations, ensure_columns


class Command(BaseCommand):
    help = "Adds database columns for languages that were added to the settings. Repeatable; loses nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS, help="Which database of the settings.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            added = ensure_columns(options["database"])
        except PendingMigrations as error:
            raise CommandError("The tables are not up to date. Run “manage.py migrate” first.") from error
        for name in added.columns:
            self.stdout.write(f"added column {name}")
        for name in added.indexes:
            self.stdout.write(f"added index {name}")
        if not added.columns and not added.indexes:
            self.stdout.write("Every language has its columns.")
