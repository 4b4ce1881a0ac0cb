"""`manage.py export_disclosure`: the disclosure record as CSV or JSON, to standard output."""

from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.dateparse import parse_date
from django.utils.timezone import make_aware

from i18n.review.disclosure_views import json_lines
from i18n.services import disclosure_export, spreadsheet
from i18n.services.disclosure_export import Names, Wanted


class Command(BaseCommand):
    help = "Write the disclosure record: which label readers were shown of each page, and who had checked which text."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["labels", "texts", "json"], help="Two tables (CSV), or everything.")
        parser.add_argument("--language", default="")
        parser.add_argument("--article", default="", help="The translation key of one article.")
        parser.add_argument("--since", default="", help="What was shown on this day or later, such as 2026-11-01.")
        parser.add_argument("--until", default="", help="What was shown on this day or before.")
        parser.add_argument("--accounts", action="store_true", help="Name accounts; else only by people's consent.")

    def handle(self, *args: Any, **options: Any) -> None:
        until = self._day(options["until"])
        wanted = Wanted(
            options["language"], options["article"], "", self._day(options["since"]),
            until + timedelta(days=1) if until else None,
        )  # fmt: skip
        names = Names(accounts=options["accounts"])
        if options["what"] == "labels":
            lines = spreadsheet.lines(disclosure_export.LABELS, disclosure_export.label_rows(wanted))
        elif options["what"] == "texts":
            lines = spreadsheet.lines(disclosure_export.TEXTS, disclosure_export.text_rows(wanted, names))
        else:
            lines = json_lines(disclosure_export.as_json(wanted, names))
        for line in lines:
            self.stdout.write(line, ending="")

    def _day(self, text: str) -> datetime | None:
        try:
            day = parse_date(text)
        except ValueError:
            day = None
        if text and day is None:
            raise CommandError(f"{text} is not a day: write it as 2026-11-01.")
        return make_aware(datetime(day.year, day.month, day.day)) if day else None
