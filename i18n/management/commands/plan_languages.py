"""What the languages of the site lack of the articles that are there."""

from typing import Any

from django.core.management.base import BaseCommand

from i18n.services.catching_up import catch_up


class Command(BaseCommand):
    help = (
        "Queues, by policy, the translations that a language lacks because it was not a language of the site when the "
        "articles were published. Repeatable; ensure_languages calls it."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        queued = catch_up()
        if queued:
            self.stdout.write(f"queued {len(queued)} translations")
