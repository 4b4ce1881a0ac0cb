"""Roles are given and taken in the admin, one person at a time."""

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import GroupPagePermission

from i18n.models import LanguageRole, LanguageVersion
from i18n.services import permissions, roles
from i18n.services.roles import Assignment, RoleRefused
from tests.i18n import factories, people
from tests.i18n.people import logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Any:
    people.ensure()
    return factories.user("admin", superuser=True)


def fresh(person: Any) -> Any:
    return type(person).objects.get(pk=person.pk)


def has(person: Any) -> Assignment:
    return roles.of_people([fresh(person)])[person.pk]


def give(person: Any, by: Any, **wanted: Any) -> Assignment:
    return roles.assign(person=fresh(person), roles=Assignment(**wanted), by=by)


def test_a_role_for_a_language_lets_its_person_work_there_and_nowhere_else(admin: Any) -> None:
    person, page = factories.user("camille"), factories.note()
    french, spanish = factories.published(page, "fr"), factories.published(page, "es")
    give(person, admin, translates=frozenset({factories.locale("fr").pk}))
    assert permissions.may_suggest(fresh(person), version=french)
    assert not permissions.may_read_drafts(fresh(person), version=spanish)


def test_what_is_taken_is_gone_and_what_stays_stays(admin: Any) -> None:
    person, french, spanish = factories.user("camille"), factories.locale("fr").pk, factories.locale("es").pk
    give(person, admin, translates=frozenset({french, spanish}), reviews=frozenset({french}))
    give(person, admin, translates=frozenset({spanish}))
    assert has(person) == Assignment(translates=frozenset({spanish}))


def test_groups_of_the_sites_own_are_left_alone(admin: Any) -> None:
    person, own = factories.user("camille"), Group.objects.create(name="Choir")
    person.groups.add(own)
    give(person, admin, moderates=True)
    give(person, admin)
    assert set(fresh(person).groups.all()) == {own}


def test_a_group_with_several_roles_gives_way_to_single_ones(admin: Any) -> None:
    both = Group.objects.create(name="Romance languages")
    french, spanish = factories.locale("fr"), factories.locale("es")
    for locale in (french, spanish):
        LanguageRole.objects.create(group=both, locale=locale, role="translator")
    person, colleague = factories.user("camille"), factories.user("ana")
    for somebody in (person, colleague):
        somebody.groups.add(both)
    give(person, admin, translates=frozenset({french.pk}))
    assert has(person).translates == {french.pk}
    assert has(colleague).translates == {french.pk, spanish.pk}, "the group itself is not changed"


def test_a_section_has_editors_of_its_own(admin: Any) -> None:
    index, page = factories.notes_index("en"), factories.note()
    person = factories.user("eve")
    give(person, admin, sections=frozenset({index.pk}))
    source = LanguageVersion.objects.select_related("group__source__page", "locale").get(page_id=page.pk)
    assert permissions.may_publish(fresh(person), version=source)
    assert has(person).sections == {index.pk}
    give(person, admin)
    assert not permissions.may_use_screens(fresh(person))


def test_the_group_of_a_section_is_made_once(admin: Any) -> None:
    index = factories.notes_index("en")
    for name in ("eve", "emil"):
        give(factories.user(name), admin, sections=frozenset({index.pk}))
    assert GroupPagePermission.objects.filter(page=index).values("group").distinct().count() == 1


def test_sections_to_choose_from_hold_pages(admin: Any) -> None:
    index = factories.notes_index("en")
    factories.notes_index("fr")
    assert [section.page_id for section in roles.sections()] == [0, index.pk], "its versions are the same section"


def test_somebody_stays_who_can_give_roles() -> None:
    people.ensure()
    person = factories.user("sol")
    person.groups.add(Group.objects.get(name="Site admins"))
    with pytest.raises(RoleRefused):
        give(person, fresh(person))
    other = factories.user("ada")
    give(other, fresh(person), administers=True)
    give(person, fresh(other))
    assert has(person) == Assignment()


@pytest.mark.parametrize("role", ["translator", "reviewer", "editor", "moderator", "nobody"])
def test_only_those_who_look_after_accounts_give_roles(role: str) -> None:
    person = people.everybody()[role]
    with pytest.raises(PermissionDenied):
        give(person, person, administers=True)
    with pytest.raises(PermissionDenied):
        roles.ask_second_eyes(languages={factories.locale("fr").pk: True}, by=person)


def test_a_role_that_does_not_exist_is_refused(admin: Any) -> None:
    for wanted in (Assignment(translates=frozenset({99999})), Assignment(sections=frozenset({99999}))):
        with pytest.raises(RoleRefused):
            roles.assign(person=factories.user("camille"), roles=wanted, by=admin)


class TestSecondEyes:
    def test_a_language_that_asks_for_them_lets_translators_suggest_only(self, admin: Any) -> None:
        cast = people.everybody()
        french = factories.published(factories.note(), "fr")
        roles.ask_second_eyes(languages={factories.locale("fr").pk: True}, by=admin)
        assert not permissions.may_approve(fresh(cast["translator"]), version=french)
        assert permissions.may_approve(fresh(cast["reviewer"]), version=french, author=cast["translator"])
        assert not permissions.may_approve(fresh(cast["reviewer"]), version=french, author=cast["reviewer"])

    def test_what_was_chosen_counts_before_the_setting(self, admin: Any, settings: Any) -> None:
        settings.INTERURBAN_SECOND_EYES = ["fr"]
        cast, french = people.everybody(), factories.published(factories.note(), "fr")
        assert roles.ask_second_eyes(languages={factories.locale("fr").pk: False}, by=admin)
        assert permissions.may_approve(fresh(cast["translator"]), version=french)
        assert not roles.ask_second_eyes(languages={factories.locale("fr").pk: False}, by=admin)


class TestScreens:
    def test_the_form_gives_what_it_shows(self, admin: Any) -> None:
        person, browser = factories.user("camille"), logged_in(admin)
        address = reverse("translations:person", args=[person.pk])
        index = factories.notes_index("en")
        data = {"translates": ["fr", "es"], "reviews": ["es"], "section": [str(index.pk)], "moderates": "on"}
        assert browser.post(address, data).status_code == 302
        shown = browser.get(address).content.decode()
        assert shown.count(" checked>") == 5
        french, spanish = factories.locale("fr").pk, factories.locale("es").pk
        assert has(person) == Assignment(
            frozenset({french, spanish}), frozenset({spanish}), frozenset({index.pk}), moderates=True
        )

    def test_a_refusal_keeps_what_was_chosen(self, admin: Any) -> None:
        people.ensure()
        last = factories.user("sol")
        last.groups.add(Group.objects.get(name="Site admins"))
        type(admin).objects.filter(pk=admin.pk).update(is_superuser=False, is_active=False)
        answer = logged_in(last).post(reverse("translations:person", args=[last.pk]), {"translates": ["fr"]})
        assert answer.status_code == 422
        assert "make another person a site admin first" in answer.content.decode()
        assert 'value="fr" aria-label="Translator: French" checked' in answer.content.decode()
        assert has(last).administers

    def test_the_list_names_roles_and_finds_people(self, admin: Any) -> None:
        person = factories.user("camille", first_name="Camille", last_name="Dupont")
        give(person, admin, translates=frozenset({factories.locale("fr").pk}))
        shown = logged_in(admin).get(reverse("translations:people"), {"q": "dupont\x00"}).content.decode()
        assert "Camille Dupont" in shown
        assert "Translator: French" in shown
        assert (
            "Nobody has such a name."
            in logged_in(admin).get(reverse("translations:people"), {"q": "xx"}).content.decode()
        )

    def test_the_list_costs_the_same_for_many(self, admin: Any, django_assert_max_num_queries: Any) -> None:
        browser = logged_in(admin)
        for number in range(30):
            give(factories.user(f"person{number}"), admin, translates=frozenset({factories.locale("fr").pk}))
        browser.get(reverse("translations:people"))
        with django_assert_max_num_queries(25):
            browser.get(reverse("translations:people"))

    def test_second_eyes_are_chosen_there(self, admin: Any) -> None:
        logged_in(admin).post(reverse("translations:people"), {"second_eyes": ["fr"]})
        asked = roles.second_eyes()
        assert (asked[factories.locale("fr").pk], asked[factories.locale("es").pk]) == (True, False)


def test_a_wish_that_changes_nothing_is_no_entry_in_the_log(admin: Any) -> None:
    from wagtail.models import ModelLogEntry

    person = factories.user("camille")
    wanted = Assignment(translates=frozenset({factories.locale("fr").pk}))
    roles.assign(person=person, roles=wanted, by=admin)
    roles.assign(person=fresh(person), roles=replace(wanted), by=admin)
    assert ModelLogEntry.objects.filter(action="i18n.roles").count() == 1
