"""The people of the table "who may do what": one per role, made through the product's own groups."""

from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import GroupPagePermission, Page

from i18n.services import groups
from tests.i18n import factories

ROLES = ("nobody", "translator", "reviewer", "editor", "stranger", "moderator", "admin")


def ensure(*codes: str) -> groups.Ensured:
    """Groups for these languages (which then have a locale)."""
    for code in codes or ("en", "fr", "es"):
        factories.locale(code)
    return groups.ensure()


def member(name: str, *group_names: str) -> Any:
    """A fresh user object (no cached permissions) in some groups."""
    person = factories.user(name)
    person.groups.set(Group.objects.filter(name__in=group_names))
    return type(person).objects.get(pk=person.pk)


def logged_in(person: Any) -> Client:
    """A browser of this person."""
    client = Client()
    client.force_login(person)
    return client


def section_editor(name: str, page: Page) -> Any:
    """An editor of the subtree of one page."""
    group, _made = Group.objects.get_or_create(name=f"Section {page.pk}")
    for action in ("add", "change", "publish"):
        if not GroupPagePermission.objects.filter(
            group=group, page=page, permission__codename=f"{action}_page"
        ).exists():
            GroupPagePermission.objects.create(group=group, page=page, permission_type=action)
    person = member(name)
    person.groups.add(group, Group.objects.get(name="Access"))
    return type(person).objects.get(pk=person.pk)


def access_group() -> Group:
    """Lets its members into Wagtail's admin, and nothing else."""
    group, _made = Group.objects.get_or_create(name="Access")
    group.permissions.set(Group.objects.get(name="Translators: French").permissions.all())
    return group


def everybody() -> dict[str, Any]:
    """One person per role; language roles are for French, the editor's section is the English notes."""
    ensure()
    access_group()
    other_section = (
        factories.notes_index("en")
        .get_parent()
        .add_child(instance=Page(title="Elsewhere", slug="elsewhere", locale=factories.locale("en")))
    )
    return {
        "nobody": member("nobody", "Access"),
        "translator": member("translator", "Translators: French"),
        "reviewer": member("reviewer", "Reviewers: French"),
        "editor": section_editor("editor", factories.notes_index("en")),
        "stranger": section_editor("stranger", other_section),
        "moderator": member("moderator", "Moderators"),
        "admin": factories.user("admin", superuser=True),
    }
