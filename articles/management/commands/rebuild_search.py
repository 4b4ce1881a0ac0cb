"""manage.py rebuild_search: index all public pages anew, or those that are missing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from articles.search import index


class Command(BaseCommand):
    help = "Index all public pages for search. It can be stopped and run again at any time; search goes on meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--missing", action="store_true", help="only pages that the index does not hold yet")

    def handle(self, *args: Any, **options: Any) -> None:
        work = index.complete if options["missing"] else index.rebuild
        done = work(report=self._report if options["verbosity"] else None)
        self.stdout.write(f"{done} pages indexed.")

    def _report(self, done: int, total: int) -> None:
        self.stdout.write(f"  {done} of {total}")
