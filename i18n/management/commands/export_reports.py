"""What the site holds about a reader's e-mail address, for the person it belongs to."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from i18n.services import report_retention


class Command(BaseCommand):
    help = "Print all reports that carry an e-mail address, with everything that is held about them, as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True, help="The address; capitals do not matter.")

    def handle(self, *args: Any, **options: Any) -> None:
        found = report_retention.held_about(options["email"])
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
