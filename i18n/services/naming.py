"""How translators and reviewers are named in public: by their consent, read whenever a page is shown."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import User

from i18n.models import PublicName

Choice = PublicName.Choice


@dataclass(frozen=True, slots=True)
class Named:
    """Those who want to be named, in order, and whether somebody wants to be mentioned as “a translator”."""

    names: list[str] = field(default_factory=list)
    others: bool = False


def choose(*, user: User, choice: str, pseudonym: str = "") -> PublicName:
    """Store a person's choice; it counts for what is already public, too. Raises ValidationError."""
    row = PublicName.objects.filter(user=user).first() or PublicName(user=user)
    row.choice, row.pseudonym = choice, pseudonym
    row.full_clean(validate_unique=False)
    row.save()
    return row


def named(user_ids: Iterable[int]) -> Named:
    """The public names of some people: no query for nobody, else one. Who is not active any more keeps the choice."""
    ids = set(user_ids)
    if not ids:
        return Named()
    rows = list(PublicName.objects.filter(user_id__in=ids).exclude(choice=Choice.UNNAMED).select_related("user"))
    names = {_name(row) for row in rows if row.choice in (Choice.NAME, Choice.PSEUDONYM)} - {""}
    return Named(sorted(names, key=str.casefold), any(row.choice == Choice.ROLE for row in rows))


def _name(row: PublicName) -> str:
    return row.pseudonym if row.choice == Choice.PSEUDONYM else str(row.user.get_full_name()).strip()
