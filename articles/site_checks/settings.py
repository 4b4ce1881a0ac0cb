"""What the checks of a start say of the settings: it would stop with them, so they are said beforehand, too."""

from django.core.checks import CheckMessage, Error, Tags, Warning, run_checks
from django.utils.translation import gettext as _


def check_settings() -> list[CheckMessage]:
    """Engines with an address that is none, policies that do not exist, and the like."""
    found: list[CheckMessage] = []
    for said in run_checks(tags=[Tags.compatibility]):
        if not said.is_silenced():
            kind = Error if said.is_serious() else Warning
            found.append(kind(said.msg, hint=said.hint, obj=_("Settings"), id=said.id))
    return found
