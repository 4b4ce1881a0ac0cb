"""Who may do what, role by role, as the table says."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import GroupPagePermission, Page
from wagtail.permissions import policy_registry

from i18n.models import LanguageRole, LanguageVersion
from i18n.services import groups, permissions
from tests.i18n import factories, people
from tests.testsite.models import NotePage

pytestmark = pytest.mark.django_db

T, R, E, M, S = "translator", "reviewer", "editor", "moderator", "admin"
STAFF = {M, S}

# action → who may do it to a French translation, a Spanish translation, an English source of the editor's section
TABLE: dict[str, tuple[set[str], set[str], set[str]]] = {
    "may_read_drafts": ({T, R, E, *STAFF}, {E, *STAFF}, {E, *STAFF}),
    "may_edit": ({T, R, *STAFF}, STAFF, {E, *STAFF}),
    "may_suggest": ({T, R, *STAFF}, STAFF, set()),
    "may_approve": ({T, R, *STAFF}, STAFF, {E, *STAFF}),
    "may_publish": ({T, R, E, *STAFF}, {E, *STAFF}, {E, *STAFF}),
    "may_paste": ({T, R, E, *STAFF}, {E, *STAFF}, set()),
    "may_start_machine": ({E, *STAFF}, {E, *STAFF}, {E, *STAFF}),
    "may_create_version": ({E, *STAFF}, {E, *STAFF}, {E, *STAFF}),
    "may_set_policy": ({E, *STAFF}, {E, *STAFF}, {E, *STAFF}),
    "may_see_reports": ({T, R, E, *STAFF}, {E, *STAFF}, {E, *STAFF}),
    "may_close_reports": ({T, R, E, *STAFF}, {E, *STAFF}, {E, *STAFF}),
}


@pytest.fixture
def cast() -> dict[str, Any]:
    return people.everybody()


@pytest.fixture
def versions(cast: dict[str, Any]) -> tuple[LanguageVersion, LanguageVersion, LanguageVersion]:
    page = factories.note()
    ids = [factories.published(page, code).pk for code in ("fr", "es")]
    rows = LanguageVersion.objects.select_related("group__source__page", "locale", "page")
    return rows.get(pk=ids[0]), rows.get(pk=ids[1]), rows.get(page_id=page.pk)


def allowed(cast: dict[str, Any], action: str, version: LanguageVersion) -> set[str]:
    return {role for role, person in cast.items() if getattr(permissions, action)(person, version=version)}


def test_each_role_may_do_what_the_table_says(cast: Any, versions: Any) -> None:
    found = {action: tuple(allowed(cast, action, version) for version in versions) for action in TABLE}
    assert found == TABLE


def test_nobody_at_all_may_do_nothing(versions: Any) -> None:
    from django.contrib.auth.models import AnonymousUser

    for action in TABLE:
        assert not any(getattr(permissions, action)(AnonymousUser(), version=version) for version in versions)
        assert not getattr(permissions, action)(None, version=versions[0])


def test_a_person_who_left_may_do_nothing(cast: Any, versions: Any) -> None:
    for person in (cast[T], cast[S]):
        person.is_active = False
        assert not permissions.may_read_drafts(person, version=versions[0])


class TestSecondPairOfEyes:
    @pytest.fixture(autouse=True)
    def _french(self, settings: Any) -> None:
        settings.INTERURBAN_SECOND_EYES = ["fr"]

    def test_translators_do_not_approve(self, cast: Any, versions: Any) -> None:
        assert allowed(cast, "may_approve", versions[0]) == {R, *STAFF}

    def test_reviewers_do_not_approve_their_own(self, cast: Any, versions: Any) -> None:
        french = versions[0]
        assert not permissions.may_approve(cast[R], version=french, author=cast[R])
        assert permissions.may_approve(cast[R], version=french, author=cast[T])

    def test_other_languages_do_not_ask_for_it(self, cast: Any) -> None:
        spanish = factories.published(factories.note(), "es")
        person = people.member("ana", "Translators: Spanish")
        assert permissions.may_approve(person, version=spanish, author=person)


def test_an_article_written_in_french_is_a_source_and_not_the_translators(cast: Any) -> None:
    factories.notes_index("fr")
    page = factories.note("Une journée", code="fr")
    source = LanguageVersion.objects.select_related("group__source__page", "locale").get(page_id=page.pk)
    assert not permissions.may_edit(cast[T], version=source)
    assert not permissions.may_read_drafts(cast[T], version=source)
    assert permissions.may_edit(cast[E], version=source), "the section has its versions in all languages"


def test_roles_add_up(cast: Any, versions: Any) -> None:
    french, _spanish, source = versions
    both = cast[E]
    both.groups.add(Group.objects.get(name="Reviewers: French"))
    both = type(both).objects.get(pk=both.pk)
    assert permissions.may_approve(both, version=french)
    assert permissions.may_edit(both, version=source)


def test_look_ups_are_made_once(cast: Any, versions: Any, django_assert_num_queries: Any) -> None:
    person = type(cast[T]).objects.get(pk=cast[T].pk)
    permissions.may_edit(person, version=versions[0])
    with django_assert_num_queries(0):
        for action in TABLE:
            getattr(permissions, action)(person, version=versions[1])


def test_lists_hold_what_may_be_read(cast: Any, versions: Any) -> None:
    french, spanish, source = versions
    found = {role: set(permissions.visible_versions(person)) for role, person in cast.items()}
    assert found[T] == found[R] == {french}
    assert found[E] == found[M] == found[S] == {french, spanish, source}
    assert found["nobody"] == found["stranger"] == set()


class TestPageEditor:
    def rights(self, page: Page, person: Any) -> set[str]:
        tester = NotePage.objects.get(pk=page.pk).permissions_for_user(type(person).objects.get(pk=person.pk))
        names = ("edit", "publish", "unpublish", "delete", "copy", "move", "lock", "set_view_restrictions")
        return {name for name in names if getattr(tester, f"can_{name}")()}

    def test_of_a_translation(self, cast: Any, versions: Any) -> None:
        page = versions[0].page
        assert self.rights(page, cast[T]) == {"edit", "publish", "unpublish"}
        assert self.rights(page, cast[R]) == {"edit", "publish", "unpublish"}
        assert self.rights(page, cast[E]) == {"publish", "unpublish"}
        assert self.rights(page, cast["stranger"]) == self.rights(page, cast["nobody"]) == set()
        assert {"edit", "publish", "unpublish", "delete", "lock"} <= self.rights(page, cast[M])

    def test_of_another_language(self, cast: Any, versions: Any) -> None:
        assert self.rights(versions[1].page, cast[T]) == set()

    def test_of_a_source(self, cast: Any, versions: Any) -> None:
        page = versions[2].page
        assert self.rights(page, cast[T]) == set()
        assert {"edit", "publish", "unpublish", "delete", "copy"} <= self.rights(page, cast[E])

    def test_direct_edits_are_not_published_without_the_right_to_approve(
        self, cast: Any, versions: Any, settings: Any
    ) -> None:
        settings.INTERURBAN_SECOND_EYES = ["fr"]
        assert self.rights(versions[0].page, cast[T]) == {"edit", "unpublish"}


class TestExplorer:
    def test_translators_find_their_translations_and_what_is_above(self, cast: Any, versions: Any) -> None:
        found = policy_registry.get_by_type(Page).explorable_instances(cast[T])
        french = versions[0].page
        above = set(french.get_ancestors().values_list("pk", flat=True))
        pages = set(found.values_list("pk", flat=True))
        assert french.pk in pages
        assert pages - {french.pk} <= above
        assert versions[2].page_id not in pages

    def test_people_without_a_page_have_no_explorer(self, cast: Any) -> None:
        policy = policy_registry.get_by_type(Page)
        assert policy.explorable_root_instance(cast[T]) is None
        assert not policy.user_has_any_permission(cast[T], {"change"})

    def test_a_section_is_there_in_all_languages(self, cast: Any, versions: Any) -> None:
        found = policy_registry.get_by_type(Page).explorable_instances(cast[E])
        assert {versions[0].page_id, versions[1].page_id, versions[2].page_id} <= set(
            found.values_list("pk", flat=True)
        )


class TestGroups:
    def test_are_made_for_each_language(self) -> None:
        people.ensure("en", "fr", "ar")
        names = set(Group.objects.values_list("name", flat=True))
        assert {"Editors", "Moderators", "Site admins", "Translators: French", "Reviewers: Arabic"} <= names

    def test_editors_make_authors_and_do_not_delete_them(self) -> None:
        editors = groups.ensure().groups[groups.EDITORS]
        names = editors.permissions.filter(content_type__app_label="articles").values_list("codename", flat=True)
        assert set(names) == {"add_author", "change_author"}

    def test_twice_changes_nothing(self) -> None:
        people.ensure()
        before = (Group.objects.count(), LanguageRole.objects.count(), GroupPagePermission.objects.count())
        assert groups.ensure().created == []
        assert (Group.objects.count(), LanguageRole.objects.count(), GroupPagePermission.objects.count()) == before

    def test_a_renamed_group_is_found_again(self) -> None:
        people.ensure()
        Group.objects.filter(name="Translators: French").update(name="Équipe française")
        assert groups.ensure().created == []

    def test_editors_narrowed_to_a_section_stay_narrow(self) -> None:
        people.ensure()
        editors = Group.objects.get(name="Editors")
        GroupPagePermission.objects.filter(group=editors).delete()
        GroupPagePermission.objects.create(group=editors, page=factories.notes_index(), permission_type="change")
        groups.ensure()
        assert [p.page.slug for p in GroupPagePermission.objects.filter(group=editors)] == ["notes"]

    def test_the_command_says_what_it_made(self, capsys: pytest.CaptureFixture[str]) -> None:
        factories.locale("fr")
        call_command("ensure_groups")
        assert "Translators: French" in capsys.readouterr().out
