"""What an empty site needs before anybody can work in it: a first account, and a name in each language."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from wagtail.models import Site

from articles.demo.people import is_sample
from articles.models import SiteSettings
from tags.columns import column, read, site_languages

_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class FirstAccount:
    """The account, and its password where it was made here: it is to be shown once."""

    user: User
    generated: str = ""


def holds_demonstration() -> bool:
    """Whether sample accounts are in this database: a site of one's own never begins in it."""
    return any(is_sample(email) for email in get_user_model().objects.values_list("email", flat=True))


def somebody_may_do_everything() -> bool:
    """Whether an active superuser is there, samples apart."""
    emails = get_user_model().objects.filter(is_superuser=True, is_active=True).values_list("email", flat=True)
    return any(not is_sample(email) for email in emails)


def account_problems(*, name: str, email: str) -> list[str]:
    """What is wrong with a name or an address, in words for who typed them."""
    try:
        _unsaved(name, email).full_clean(exclude=["password"])
    except ValidationError as error:
        return error.messages
    return [] if email else [_("An e-mail address is needed.")]


def password_problems(*, name: str, email: str, password: str) -> list[str]:
    """What is wrong with a password: the same rules as in the admin."""
    try:
        validate_password(password, _unsaved(name, email))
    except ValidationError as error:
        return error.messages
    return []


@transaction.atomic
def make_first_account(*, name: str, email: str, password: str = "") -> FirstAccount:
    """A superuser who logs in with the e-mail address; without a password one is made. Raises ValidationError."""
    user = _unsaved(name, email)
    user.full_clean(exclude=["password"])
    generated = "" if password else get_random_string(20)
    validate_password(password or generated, user)
    user.set_password(password or generated)
    user.save()
    return FirstAccount(user, generated)


def unnamed_languages() -> list[str]:
    """Languages of the site in which it has no name."""
    settings = _settings()
    return [code for code in site_languages() if not read(settings, "name", code)]


@transaction.atomic
def name_site(names: Mapping[str, str]) -> list[str]:
    """Gives the site its name in languages that have none; returns them. Raises ValidationError."""
    settings = _settings()
    named = [code for code in unnamed_languages() if names.get(code, "").strip()]
    for code in named:
        setattr(settings, column("name", code), names[code].strip())
    if named:
        settings.full_clean()
        settings.save()
    return named


def set_address(address: str) -> bool:
    """Tells Wagtail the site's address, which stands in mails, as long as it has one of this machine alone."""
    site = Site.objects.get(is_default_site=True)
    parts = urlsplit(address)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if site.hostname not in _THIS_MACHINE or (parts.hostname, port) == (site.hostname, site.port):
        return False
    site.hostname, site.port = parts.hostname or "localhost", port
    site.save()
    return True


def _settings() -> SiteSettings:
    return SiteSettings.for_site(Site.objects.get(is_default_site=True))


def _unsaved(name: str, email: str) -> User:
    first, _space, last = name.strip().partition(" ")
    return get_user_model()(
        username=email, email=email, first_name=first, last_name=last, is_staff=True, is_superuser=True
    )
