"""Counts page views out of the logs of the server in front."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from delivery import folding, page_views


class Command(BaseCommand):
    help = (
        "Count page views out of access logs (common, combined, or JSON lines; also packed by gzip). Time, path and "
        "status are read, nothing else. Run it as often as you like: nothing is counted twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("logs", nargs="+", metavar="LOGFILE", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        failed = []
        for path in options["logs"]:
            try:
                done = folding.fold(path)
            except (OSError, EOFError) as error:
                failed.append(f"{path}: {error}")
                continue
            if options["verbosity"]:
                self.stdout.write(f"{path}: {done.lines} new lines, {done.views} page views")
        page_views.forget()
        if failed:
            raise CommandError("Not read: " + "; ".join(failed))
