"""Who can log in: somebody must, and nobody with a password that stands in the documents."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.beginning import somebody_may_do_everything
from articles.demo.people import ACCOUNTS, PASSWORD, is_sample

_AT_MOST = 20  # each look at a password costs a tenth of a second, by intention


def check_accounts() -> list[CheckMessage]:
    """An administrator of one's own, no sample account, no password of the demonstration."""
    heading = _("Accounts")
    if getattr(settings, "INTERURBAN_DEMO", False):
        return []
    found: list[CheckMessage] = []
    if not somebody_may_do_everything():
        found.append(
            Error(
                _("Nobody may do everything: there is no administrator."),
                hint=_("Run: manage.py begin_site (or createsuperuser)"),
                obj=heading,
                id="articles.site.administrator",
            )
        )
    users = get_user_model().objects.filter(is_active=True)
    samples = [user.get_username() for user in users if is_sample(user.email)]
    if samples:
        found.append(
            Error(
                _("Sample accounts of the demonstration can log in: %(names)s") % {"names": ", ".join(samples)},
                hint=_("Delete them, or begin in an empty database: the demonstration belongs into one of its own."),
                obj=heading,
                id="articles.site.sample-accounts",
            )
        )
    known = [account.username for account in ACCOUNTS]
    likely = users.filter(Q(username__in=known) | Q(is_superuser=True)).exclude(username__in=samples)[:_AT_MOST]
    weak = [user.get_username() for user in likely if user.check_password(PASSWORD)]
    if weak:
        found.append(
            Error(
                _("These accounts have the password of the demonstration, which everybody knows: %(names)s")
                % {"names": ", ".join(weak)},
                hint=_("Run for each: manage.py changepassword NAME"),
                obj=heading,
                id="articles.site.known-password",
            )
        )
    return found
