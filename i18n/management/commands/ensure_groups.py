"""`manage.py ensure_groups`: the groups of the site with their permissions."""

from typing import Any

from django.core.management.base import BaseCommand

from i18n.services import groups


class Command(BaseCommand):
    help = "Make the groups that are missing: editors, moderators, site admins, translators and reviewers per language."

    def handle(self, *args: Any, **options: Any) -> None:
        done = groups.ensure()
        for name in done.created:
            self.stdout.write(f"Created: {name}")
        self.stdout.write(f"{len(done.groups)} groups are in place.")
