"""The disclosure record: one entry for each change of what readers are shown, true, complete and never edited."""

import importlib
import re
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page

from i18n.models import DisclosureEntry, LanguageVersion, SegmentTranslation
from i18n.models.disclosure import seal
from i18n.services import disclosure, publishing, release, review, standing, urgent, withdrawal
from i18n.services.disclosure import text_hash
from tests.i18n import factories as make
from tests.i18n import people
from tests.i18n.test_source_edits import edit, replace

pytestmark = pytest.mark.django_db

FIRST = "opened its doors"


def entries(version: LanguageVersion) -> list[DisclosureEntry]:
    return list(DisclosureEntry.objects.filter(version=version))


def fresh(version: LanguageVersion) -> LanguageVersion:
    return LanguageVersion.objects.get(pk=version.pk)


@pytest.fixture
def anna() -> Any:
    people.ensure()
    return people.member("anna", "Translators: French")


@pytest.fixture
def version() -> LanguageVersion:
    return make.published(make.note(), "fr", engine="apertium", engine_version="apertium-eng-fra 1.0", chained=True)


def approve(version: LanguageVersion, words: str, text: str, person: Any) -> None:
    key = make.id_of(version, words)
    row = SegmentTranslation.objects.get(segment__public_id=key, segment__group=version.group, locale=version.locale)
    review.approve(version=version, public_id=key, text=text, person=person, base_revision_id=row.latest_id)
    publishing.publish(version=version)


def test_a_publication_says_which_label_readers_are_shown_and_who_checked_what(
    version: LanguageVersion, anna: Any
) -> None:
    first = entries(version)[0]
    assert (first.shown, first.words) == (True, "Traduction automatique · phrases vérifiées\u00a0: 0\u00a0sur\u00a09")
    assert (first.label["engines"], first.label["chained"], first.label["state"]) == (["apertium"], True, "machine")
    assert {state for _key, _text, state in first.texts} == {"machine"}
    approve(version, FIRST, "La ville a ouvert ses portes.", anna)
    second = entries(version)[1]
    assert second.words == "Traduction automatique · phrases vérifiées\u00a0: 1\u00a0sur\u00a09"
    [[pk, told]] = second.details.items()  # the others were told before
    assert told["sha256"] == text_hash("La ville a ouvert ses portes.")
    assert (told["origin"], told["checked_by"], told["decision"]) == ("person", anna.pk, "approved")
    assert [make.id_of(version, FIRST), int(pk), "reviewed"] in second.texts


def test_nothing_is_written_where_nothing_changed(version: LanguageVersion) -> None:
    publishing.publish(version=fresh(version))
    standing.refresh(version=fresh(version))
    assert len(entries(version)) == 1


def test_the_record_is_closed_when_all_is_checked_and_says_so(version: LanguageVersion, anna: Any) -> None:
    make.fill(fresh(version), origin="person", decision="approved", author=anna, decided_by=anna)
    publishing.publish(version=version)
    last = entries(version)[-1]
    assert (last.words, last.label["state"], last.label["machine_translated"]) == ("", "reviewed", False)


def test_a_changed_original_changes_the_label_at_once(version: LanguageVersion, anna: Any) -> None:
    approve(version, FIRST, "La ville a ouvert ses portes.", anna)
    edit(version.group.source.page.specific, replace("opened its doors", "shut its doors"))
    last = entries(version)[-1]
    assert last.words.startswith("L’original a changé")
    assert last.label["outdated"] == 1
    assert [state for key, _pk, state in last.texts if key == make.id_of(version, "shut its doors")] == ["outdated"]


def test_taking_down_and_bringing_back_are_entries(version: LanguageVersion) -> None:
    boss = make.user("boss", superuser=True)
    release.take_down(version=version, person=boss)
    release.publish_version(version=version, person=boss)
    withdrawal.withdraw(group=version.group, person=boss)
    withdrawal.restore(group=version.group, person=boss)
    fresh(version).page.specific.unpublish()
    assert [entry.shown for entry in entries(version)] == [True, False, True, False, True, False]
    down = entries(version)[1]
    assert (down.words, down.label, down.texts) == ("", {}, [])


def test_a_withheld_sentence_is_in_the_record(version: LanguageVersion) -> None:
    boss = make.user("boss", superuser=True)
    edit(version.group.source.page.specific, replace("opened its doors", "shut its doors"))
    urgent.begin(group=version.group, modes={"fr": "withhold"}, person=boss)
    last = entries(version)[-1]
    assert last.words.startswith("En cours de correction")
    assert (last.label["state"], last.label["withheld"]) == ("withheld", 1)


def test_a_section_that_is_taken_down_takes_its_pages_along(version: LanguageVersion) -> None:
    section = version.page.get_parent().specific
    section.unpublish()
    assert [entry.shown for entry in entries(version)] == [True, False]
    section.save_revision().publish()
    assert [entry.shown for entry in entries(version)] == [True, False, True]
    elsewhere = section.get_parent().add_child(instance=Page(title="Attic", slug="attic", locale=version.locale))
    elsewhere.unpublish()
    MovePageAction(Page.objects.get(pk=version.page_id), elsewhere, pos="last-child").execute(
        skip_permission_checks=True
    )
    assert [entry.shown for entry in entries(version)] == [True, False, True, False]


def test_deleted_pages_and_accounts_leave_the_record_as_it_was(version: LanguageVersion, anna: Any) -> None:
    approve(version, FIRST, "La ville a ouvert ses portes.", anna)
    number = anna.pk
    anna.delete()
    version.page.specific.delete()
    group = version.group
    found = list(DisclosureEntry.objects.filter(translation_key=group.translation_key, language="fr"))
    assert [entry.shown for entry in found] == [True, True, False]
    assert number in {told["checked_by"] for told in found[1].details.values()}
    LanguageVersion.objects.filter(pk=version.pk).delete()
    assert DisclosureEntry.objects.filter(version=None, translation_key=group.translation_key).count() == 3


def test_an_original_has_nothing_to_disclose(version: LanguageVersion) -> None:
    edit(version.group.source.page.specific, replace("opened its doors", "shut its doors"))
    assert entries(version.group.source) == []


def test_no_entry_can_be_changed_or_deleted_and_a_forged_one_is_found(version: LanguageVersion, anna: Any) -> None:
    approve(version, FIRST, "La ville a ouvert ses portes.", anna)
    first, second = entries(version)
    for attempt in (
        first.save,
        first.delete,
        DisclosureEntry.objects.all().delete,
        lambda: DisclosureEntry.objects.update(words="All checked"),
    ):
        with pytest.raises(TypeError):
            attempt()
    assert (second.follows, [seal(entry.facts()) for entry in (first, second)]) == (
        first.digest,
        [first.digest, second.digest],
    )


def test_what_was_public_before_there_was_a_record_begins_it(version: LanguageVersion, anna: Any) -> None:
    approve(version, FIRST, "La ville a ouvert ses portes.", anna)
    as_noted = entries(version)[-1]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM i18n_disclosureentry")
    begin = importlib.import_module("i18n.migrations.0015_disclosure_record").begin
    begin(apps, None)
    [entry] = DisclosureEntry.objects.all()
    same = ("version_id", "translation_key", "language", "address", "title", "shown", "words", "label", "texts")
    assert {name: getattr(entry, name) for name in same} == {name: getattr(as_noted, name) for name in same}
    assert (entry.inherited, len(entry.details), entry.digest) == (True, 9, seal(entry.facts()))
    publishing.publish(version=fresh(version))
    assert DisclosureEntry.objects.count() == 1


def test_it_costs_one_query_and_one_more_where_something_changed(
    version: LanguageVersion, django_assert_num_queries: Any
) -> None:
    version = LanguageVersion.objects.select_related("locale", "group").get(pk=version.pk)
    shown = disclosure.Shown()
    with django_assert_num_queries(2):
        disclosure.note(version=version, shown=shown)
    with django_assert_num_queries(1):
        disclosure.note(version=version, shown=shown)


def test_the_words_are_those_on_the_page() -> None:
    """On a real article, whose page has the line beside its headline."""
    from tests.articles import factories as articles

    page = articles.page_of(articles.version(articles.article(), "fr"))
    text = re.sub(r"<[^>]+>", "", Client().get(page.url).content.decode())
    entry = DisclosureEntry.objects.get(version__page=page)
    assert entry.words
    assert entry.words in text
    assert entry.address == page.url
