"""`manage.py begin_site`: what an empty site needs before anybody can work in it. Repeatable."""

import getpass
import io
import os
import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles import beginning
from tags.columns import site_languages


class Command(BaseCommand):
    help = (
        "Begin a site without content: languages, groups, the first account, the site's name. Asks on a terminal; "
        "otherwise INTERURBAN_ADMIN_EMAIL, _NAME, _PASSWORD and INTERURBAN_SITE_NAME (…_FR for one language) say it. "
        "A second run asks nothing and changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-input", action="store_true", help="Never ask; take what the environment says.")

    def handle(self, *args: Any, **options: Any) -> None:
        if beginning.holds_demonstration():
            raise CommandError(
                "This database holds the demonstration. Begin a site in a database of its own (DATABASE_URL)."
            )
        self.asks = not options["no_input"] and sys.stdin.isatty()
        out = self.stdout if options["verbosity"] > 1 else io.StringIO()
        call_command("ensure_languages", stdout=out)
        call_command("ensure_groups", stdout=out)
        beginning.set_address(settings.WAGTAILADMIN_BASE_URL)
        made = self._account() if not beginning.somebody_may_do_everything() else False
        named = self._names()
        if not made and not named:
            self.stdout.write("The site has begun already; nothing was changed.")

    def _account(self) -> bool:
        if self.asks:
            self.stdout.write("The first account, which may do everything:")
        name, email = self._person()
        password = os.environ.get("INTERURBAN_ADMIN_PASSWORD", "")
        if self.asks and not password:
            password = self._password(name, email)
        try:
            made = beginning.make_first_account(name=name, email=email, password=password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"Log in at {settings.WAGTAILADMIN_BASE_URL}/admin/ as {made.user.get_username()}")
        if made.generated:
            self.stdout.write(f"  password: {made.generated}   (shown this once; change it under your name)")
        return True

    def _person(self) -> tuple[str, str]:
        name = os.environ.get("INTERURBAN_ADMIN_NAME", "").strip()
        email = os.environ.get("INTERURBAN_ADMIN_EMAIL", "").strip()
        if not self.asks:
            if not email:
                raise CommandError(
                    "Nobody can log in yet. Set INTERURBAN_ADMIN_EMAIL (and INTERURBAN_ADMIN_NAME), or run this on a "
                    "terminal, where it asks."
                )
            return name, email
        while True:
            name = name or self._ask("Your name")
            email = email or self._ask("Your e-mail address, with which you log in")
            problems = beginning.account_problems(name=name, email=email)
            if not problems:
                return name, email
            self._complain(problems)
            name = email = ""

    def _password(self, name: str, email: str) -> str:
        while True:
            password = getpass.getpass("A password: ")
            problems = beginning.password_problems(name=name, email=email, password=password)
            if problems:
                self._complain(problems)
            elif getpass.getpass("The same again: ") != password:
                self._complain(["These two are not the same."])
            else:
                return password

    def _names(self) -> list[str]:
        """For each language without a name: its own variable, the one for all, or a question."""
        names: dict[str, str] = {}
        usual = os.environ.get("INTERURBAN_SITE_NAME", "").strip()
        unnamed = beginning.unnamed_languages()
        # A site with a name has been asked before: where it has none in some language, that was the answer.
        first_time = len(unnamed) == len(site_languages())
        for code in unnamed:
            suffix = code.upper().replace("-", "_")
            said = os.environ.get(f"INTERURBAN_SITE_NAME_{suffix}", "").strip() or usual
            names[code] = said or (self._name_in(code) if self.asks and first_time else "")
        try:
            named = beginning.name_site(names)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        for code in named:
            self.stdout.write(f"The site is called “{names[code]}” in {dict(settings.LANGUAGES)[code]}.")
        return named

    def _name_in(self, code: str) -> str:
        question = f"The site's name in {dict(settings.LANGUAGES)[code]}"
        if code != settings.LANGUAGE_CODE:
            return self._ask(f"{question} (empty: later)")
        said = ""
        while not said:
            said = self._ask(question)
        return said

    def _ask(self, question: str) -> str:
        return input(f"  {question}: ").strip()

    def _complain(self, problems: list[str]) -> None:
        for problem in problems:
            self.stdout.write(f"  {problem}")
