"""Whose figures a person sees: all for moderators and admins, those of her languages, those of her section.

Figures are about engines, languages and months. None is about a person.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from i18n.services import permissions

_READING = ("add", "change", "publish", "lock", "unlock")


@dataclass(frozen=True, slots=True)
class Scope:
    """`everything`, or translations into some languages (ids of locales) and those of articles in some sections."""

    everything: bool = False
    languages: frozenset[int] = frozenset()
    sections: frozenset[str] = frozenset()

    @property
    def nothing(self) -> bool:
        return not (self.everything or self.languages or self.sections)

    def q(self, *, locale: str, group: str) -> Q:
        """Condition on rows; `locale` and `group` lead to the ids of the language and the path to the group."""
        if self.everything:
            return Q()
        wanted = Q(pk__in=())
        if self.languages:
            wanted |= Q(**{f"{locale}__in": self.languages})
        for root in self.sections:
            wanted |= Q(**{f"{group}__source__page__path__startswith": root})
        return wanted


def scope_of(user: Any) -> Scope:
    """What a person may see: as for drafts (`permissions.may_read_drafts`)."""
    roles = permissions.roles_of(user)
    if roles.moderates:
        return Scope(everything=True)
    return Scope(
        languages=roles.languages,
        sections=frozenset(path for path, action in roles.sections if action in _READING),
    )
