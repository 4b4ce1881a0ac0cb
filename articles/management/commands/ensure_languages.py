"""The one command after a change of INTERURBAN_LANGUAGES: columns, locales, structural pages, groups, work."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from wagtail.models import Locale

from articles.structure import ensure_structure


class Command(BaseCommand):
    help = (
        "Gives each language of INTERURBAN_LANGUAGES its database columns, its locale, its home page and list of news, "
        "its groups of translators and reviewers, and queues what is to be translated. Repeatable; removes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("ensure_language_columns", stdout=self.stdout, stderr=self.stderr)
        codes = [code for code, _name in settings.LANGUAGES]
        for code in codes:
            locale, made = Locale.all_objects.get_or_create(language_code=code)
            structure = ensure_structure(locale)
            if made:
                self.stdout.write(f"added locale {code}")
            if structure.created:
                self.stdout.write(f"added home page and list of news for {code}")
        call_command("ensure_groups", languages=True, stdout=self.stdout, stderr=self.stderr)
        call_command("plan_languages", stdout=self.stdout, stderr=self.stderr)
        former = Locale.all_objects.exclude(language_code__in=codes).order_by("language_code")
        for code in former.values_list("language_code", flat=True):
            self.stdout.write(f"{code} is not a language of the site; its pages and labels are kept, and not shown.")
        self.stdout.write(f"Languages of the site: {' '.join(codes)}")
