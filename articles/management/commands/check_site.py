"""`manage.py check_site`: what is missing or wrong on this site, in plain words, each with what to do."""

import json
from collections.abc import Callable, Iterable
from importlib import import_module
from itertools import groupby
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError
from django.utils import translation
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext as _

from articles.site_checks.database import TABLES, UNREACHABLE, check_tables

# A start begins the worker only afterwards.
_NOT_YET = {"i18n.site.worker"}


class Command(BaseCommand):
    help = "Say in plain words what this site still misses, and what to do. Ends with 1 when something is wrong."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="The findings as JSON.")
        parser.add_argument("--send-test-mail", metavar="ADDRESS", help="Also send a mail there.")
        parser.add_argument("--starting", action="store_true", help="The worker is still to be started.")
        parser.add_argument("--language", default="en", help="In which language (default: en).")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            found, checks = findings()
            if options["starting"]:
                found = [finding for finding in found if finding.id not in _NOT_YET]
            if options["send_test_mail"]:
                found += _test_mail(options["send_test_mail"])
            if options["json"]:
                self.stdout.write(json.dumps([_row(finding) for finding in found], ensure_ascii=False, indent=2))
            else:
                self._tell(found, checks)
        if any(_is_wrong(finding) for finding in found):
            raise SystemExit(1)

    def _tell(self, found: list[CheckMessage], checks: int) -> None:
        for heading, group in groupby(_in_order(found), key=lambda finding: str(finding.obj)):
            self.stdout.write(f"\n{heading}")
            for finding in group:
                mark = _("wrong") if _is_wrong(finding) else _("hint")
                self.stdout.write(f"  {mark:<6} {finding.msg}")
                if finding.hint:
                    self.stdout.write(f"         → {finding.hint}")
        wrong = sum(map(_is_wrong, found))
        self.stdout.write("")
        if not found:
            self.stdout.write(_("Nothing is missing (%(checks)s checks).") % {"checks": checks})
        else:
            words = {"wrong": wrong, "hints": len(found) - wrong}
            self.stdout.write(_("To be put right: %(wrong)s. Hints: %(hints)s.") % words)


def all_checks() -> list[Callable[[], list[CheckMessage]]]:
    """The checks of all apps that have some, those of the tables first."""
    found: list[Callable[[], list[CheckMessage]]] = []
    for config in apps.get_app_configs():
        if config.module is not None and module_has_submodule(config.module, "site_checks"):
            found += import_module(f"{config.name}.site_checks").CHECKS
    return sorted(found, key=lambda check: check is not check_tables)


def findings() -> tuple[list[CheckMessage], int]:
    """What all apps find, and how many checks were asked. Without tables only the first of them can look."""
    found: list[CheckMessage] = []
    checks = all_checks()
    for check in checks:
        try:
            found += check()
        except DatabaseError as error:
            message = _("%(check)s could not look: %(error)s")
            words = {"check": check.__name__, "error": type(error).__name__}
            found.append(Error(message % words, obj=_("Database"), id="articles.site.check"))
        if any(finding.id in (TABLES, UNREACHABLE) for finding in found):
            break
    return found, len(checks)


def _test_mail(address: str) -> list[CheckMessage]:
    heading = _("Mail")
    try:
        send_mail(
            _("A test of this site's mail"),
            _("If you read this, the site %(address)s can send mail.") % {"address": settings.WAGTAILADMIN_BASE_URL},
            None,
            [address],
        )
    except Exception as error:
        message = _("The test mail could not be sent (%(error)s).") % {"error": f"{type(error).__name__}: {error}"}
        hint = _("Check EMAIL_HOST, EMAIL_PORT, EMAIL_USE_TLS, EMAIL_HOST_USER and EMAIL_HOST_PASSWORD.")
        return [Error(message, hint=hint, obj=heading, id="articles.site.test-mail")]
    return []


def _in_order(found: Iterable[CheckMessage]) -> list[CheckMessage]:
    """Headings in the order in which they came up, what is wrong first."""
    found = list(found)
    headings = list(dict.fromkeys(str(finding.obj) for finding in found))
    return sorted(found, key=lambda finding: (headings.index(str(finding.obj)), not _is_wrong(finding)))


def _is_wrong(finding: CheckMessage) -> bool:
    return finding.is_serious()


def _row(finding: CheckMessage) -> dict[str, str]:
    return {
        "id": str(finding.id),
        "level": "wrong" if _is_wrong(finding) else "hint",
        "heading": str(finding.obj),
        "message": str(finding.msg),
        "todo": str(finding.hint or ""),
    }
