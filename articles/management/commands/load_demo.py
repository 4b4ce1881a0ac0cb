"""`manage.py load_demo`: articles, pictures, tags and sample accounts to try the site with."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.beginning import holds_demonstration, set_address, somebody_may_do_everything
from articles.demo.loader import Loaded, LoadError, load_demo
from i18n.public import engines_available


class Command(BaseCommand):
    help = "Load the demonstration. Repeatable: what is there, or was changed or deleted by somebody, stays so."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--force",
            action="store_true",
            help="Load it into a site that is not for demonstrations. The accounts get passwords of their own.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for_demonstrations = getattr(settings, "INTERURBAN_DEMO", False)
        if not for_demonstrations and not options["force"]:
            raise CommandError(
                "This site is not for demonstrations: its settings have no INTERURBAN_DEMO = True. The demonstration "
                "brings invented articles and a superuser. With --force it is loaded all the same."
            )
        if somebody_may_do_everything() and not holds_demonstration() and not options["force"]:
            raise CommandError(
                "This database holds a site that somebody began: it has an administrator, and no sample account. The "
                "demonstration belongs into a database of its own. With --force it is loaded all the same."
            )
        try:
            done = load_demo(say=self.stdout.write, secret=not for_demonstrations)
        except LoadError as error:
            raise CommandError(str(error)) from error
        if for_demonstrations:
            set_address(settings.WAGTAILADMIN_BASE_URL)
        self._report(done)

    def _report(self, done: Loaded) -> None:
        if not done.new:
            self.stdout.write(f"The demonstration is there ({len(done.present)} articles); nothing was changed.")
            return
        self.stdout.write(f"{len(done.new)} articles loaded, {len(done.present)} were there.")
        if not engines_available():
            self.stdout.write("No translation engine is installed: languages without a sample wait for a person.")
        self.stdout.write(f"Log in at {settings.WAGTAILADMIN_BASE_URL}/admin/ as:")
        for entry in done.log_ins:
            password = f"password: {entry.password}" if entry.password else "made by an earlier run"
            self.stdout.write(f"  {entry.user.get_username():<14} {entry.account.name:<28} {password}")
