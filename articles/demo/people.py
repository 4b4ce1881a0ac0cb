"""Sample accounts of the demonstration: one for each role. Their names and addresses say what they are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.utils.crypto import get_random_string

# For a demonstration only: it is printed, and written in the README.
PASSWORD = "interurban-demo"  # noqa: S105
# A domain that can receive no mail (RFC 2606); it also marks the accounts as ours.
_DOMAIN = "demo.interurban.example"


@dataclass(frozen=True, slots=True)
class Account:
    """Who somebody is. `role` is superuser, editor, moderator, translator or reviewer, the last two of a language."""

    username: str
    name: str
    role: str
    language: str = ""

    @property
    def email(self) -> str:
        return f"{self.username}@{_DOMAIN}"


ACCOUNTS = (
    Account("admin", "Sample administrator", "superuser"),
    Account("editor", "Sample editor", "editor"),
    Account("moderator", "Sample moderator", "moderator"),
    Account("translator-es", "Sample translator (Spanish)", "translator", "es"),
    Account("translator-fr", "Sample translator (French)", "translator", "fr"),
    Account("translator-ar", "Sample translator (Arabic)", "translator", "ar"),
    Account("reviewer-fr", "Sample reviewer", "reviewer", "fr"),
    Account("reviewer-ar", "Sample reviewer (Arabic)", "reviewer", "ar"),
)


@dataclass(frozen=True, slots=True)
class LogIn:
    """An account and its password; without one where an earlier run made the account."""

    account: Account
    user: User
    password: str = ""


def is_sample(email: str) -> bool:
    """Whether an address belongs to an account of the demonstration."""
    return email.endswith(f"@{_DOMAIN}")


def offered(languages: Sequence[str]) -> list[Account]:
    """The accounts of a site with these languages."""
    return [account for account in ACCOUNTS if not account.language or account.language in languages]


def ensure_account(account: Account, *, group_of: Callable[[Account], Group | None], secret: bool = False) -> LogIn:
    """The account, made where it is missing. Somebody else's of the same name is left alone: ours gets another one.

    `secret`: a password of its own instead of the well-known one.
    """
    model = get_user_model()
    found = model.objects.filter(email=account.email).first()
    if found is not None:
        return LogIn(account, found)
    taken = model.objects.filter(username=account.username).exists()
    username = f"sample-{account.username}" if taken else account.username
    password = get_random_string(20) if secret else PASSWORD
    first, _space, last = account.name.partition(" ")
    make = model.objects.create_superuser if account.role == "superuser" else model.objects.create_user
    user = make(username, account.email, password, first_name=first, last_name=last)
    group = group_of(account)
    if group is not None:
        user.groups.add(group)
    return LogIn(account, user, password)
