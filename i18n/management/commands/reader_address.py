"""What the site holds about a reader's e-mail address: shown, or erased."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from i18n.services import reports


class Command(BaseCommand):
    help = "Print the reports that carry an e-mail address as JSON; with --erase, erase the address and the words."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--erase", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(reports.of_address(options["email"]))
        rows = [
            {
                "report": report.token,
                "page": report.version.page_id,
                "status": report.status,
                "reason": report.reason,
                "better_wording": report.better_wording,
                "comment": report.comment,
                "email": report.email,
                "received": report.created_at.isoformat(),
            }
            for report in found
        ]
        self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
        if options["erase"]:
            for report in found:
                reports.withdraw(report=report)
            self.stderr.write(f"Erased in {len(found)} reports.")
