"""Erase a reader's e-mail address, and all that was written with it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from i18n.services import report_retention


class Command(BaseCommand):
    help = "Erase an e-mail address and the words of its reports; open ones count as withdrawn. Outcomes stay."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True, help="The address; capitals do not matter.")

    def handle(self, *args: Any, **options: Any) -> None:
        count = report_retention.erase(options["email"])
        self.stdout.write(f"Erased in {count} report{'' if count == 1 else 's'}.")
