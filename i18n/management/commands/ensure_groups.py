"""`manage.py ensure_groups`: the groups of the site with their permissions."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from i18n.services import groups


class Command(BaseCommand):
    help = "Make the groups that are missing: editors, moderators, site admins, translators and reviewers per language."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--languages", action="store_true", help="Only translators and reviewers per language.")

    def handle(self, *args: Any, **options: Any) -> None:
        done = groups.ensure_for_languages() if options["languages"] else groups.ensure()
        for name in done.created:
            self.stdout.write(f"Created: {name}")
        if not options["languages"]:
            self.stdout.write(f"{len(done.groups)} groups are in place.")
