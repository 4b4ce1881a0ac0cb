"""Who may do what: the one policy module, asked by services, page permissions and screens."""

from typing import Any

from wagtail.models import PagePermissionTester

from i18n.models import LanguageVersion


class TranslatablePagePermissionTester(PagePermissionTester):
    """Wagtail's page permissions, with the roles per language added."""


def may_approve(user: Any, *, version: LanguageVersion, author: Any = None) -> bool:
    """Whether a person may approve sentences of a version (written by `author`)."""
    return bool(user and user.is_active)
