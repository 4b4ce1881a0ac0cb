"""The queue of work: what is in it, for whom, and in which order."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.timezone import localdate

from delivery import tallies
from i18n.models import Decision, LanguageRule, LanguageVersion, Origin, WorkSet
from i18n.services import queue, queue_lines, reports, texts, work_sets
from i18n.services.open_sentences import Work
from i18n.services.queue import Wanted
from tests.i18n import factories, people

pytestmark = pytest.mark.django_db


def read(version: LanguageVersion, views: int) -> None:
    """The page was read so often today."""
    tallies.write({(version.page_id or 0, localdate(), "machine"): views})


def report(version: LanguageVersion, words: str) -> str:
    public_id = factories.id_of(version, words)
    reports.file(version=version, public_id=public_id, sender=f"reader {version.pk} {words}")
    return public_id


def lines(person: Any, **wanted: Any) -> list[queue_lines.Line]:
    found = queue.ranked(user=person, wanted=Wanted(**wanted))
    return queue_lines.load(found.ranked, queue=found, work=wanted.get("work", ""))


def titles(person: Any, **wanted: Any) -> list[str]:
    return [line.version.group.source.page.title for line in lines(person, **wanted)]


def suggest(version: LanguageVersion, words: str, person: Any) -> str:
    public_id = factories.id_of(version, words)
    ref = next(ref for ref in version.group.current_snapshot.skeleton.sentences() if ref.id == public_id)
    new = texts.NewText(public_id, "Un autre texte", ref.hash, Origin.PERSON, Decision.SUGGESTED, author=person)
    texts.record(store=texts.load(version), new=[new])
    return public_id


@pytest.fixture
def cast() -> dict[str, Any]:
    return people.everybody()


def test_a_reported_sentence_on_a_read_page_comes_first(cast: dict[str, Any]) -> None:
    read_most = factories.published(factories.note("Read most"), "fr")
    reported = factories.published(factories.note("Reported"), "fr")
    factories.published(factories.note("Quiet"), "fr")
    read(read_most, 100_000)
    read(reported, 1)
    public_id = report(reported, "opened")
    assert titles(cast["translator"]) == ["Reported", "Read most", "Quiet"]
    first = lines(cast["translator"])[0]
    best = max(first.open, key=lambda one: first.score(one, timezone.now()))
    assert (best.public_id, best.work) == (public_id, Work.REPORTED)
    assert first.reports == {public_id: 1}


def test_risk_and_traffic_decide_among_the_rest(cast: dict[str, Any]) -> None:
    factories.published(factories.note("Plain", body=["<p>They came home.</p>"]), "fr")
    factories.published(factories.note("Risky", body=["<p>They did not pay 30 euros.</p>"]), "fr")
    plain_and_read = factories.published(factories.note("Plain and read", body=["<p>They came home.</p>"]), "fr")
    read(plain_and_read, 500)
    assert titles(cast["translator"]) == ["Plain and read", "Risky", "Plain"]


def test_equal_work_stays_in_one_order(cast: dict[str, Any]) -> None:
    for number in range(4):
        factories.published(factories.note(f"Note {number}"), "fr")
    assert titles(cast["translator"]) == titles(cast["translator"]) == [f"Note {number}" for number in range(4)]


def test_what_is_handled_is_not_in_it(cast: dict[str, Any]) -> None:
    version = factories.published(factories.note(body=["<p>They came home. They slept.</p>"]), "fr")
    person = cast["translator"]
    before = [one.public_id for one in lines(person)[0].open]
    factories.approve(version, before[0], "fr approved", person)
    assert [one.public_id for one in lines(person)[0].open] == before[1:]
    for public_id in before[1:]:
        factories.approve(version, public_id, "fr approved", person)
    assert lines(person) == []


def test_each_kind_of_work_alone(cast: dict[str, Any]) -> None:
    person = cast["moderator"]
    factories.published(factories.note("Machine"), "fr")
    suggested = factories.published(factories.note("Suggested"), "fr")
    public_id = suggest(suggested, "opened", cast["translator"])
    reported = factories.published(factories.note("Reported"), "fr")
    report(reported, "stayed")
    outdated = factories.note("Outdated")
    version = factories.published(outdated, "fr")
    changed = factories.id_of(version, "opened")
    factories.approve(version, changed, "La ville a ouvert ses portes.", person)
    outdated.body = outdated.body.stream_block.to_python(
        [factories.text_block(str(factories.BODY[0]).replace("its doors", "all of its doors"), outdated.body[0].id)]
    )
    outdated.save_revision().publish()
    assert titles(person, work=Work.REPORTED) == ["Reported"]
    assert titles(person, work=Work.SUGGESTED) == ["Suggested"]
    assert [one.public_id for one in lines(person, work=Work.SUGGESTED)[0].open] == [public_id]
    assert set(titles(person, work=Work.UNCHECKED)) == {"Machine", "Suggested", "Reported", "Outdated"}
    found = lines(person, work=Work.OUTDATED)
    assert [line.version.pk for line in found] == [version.pk]
    assert changed in {one.public_id for one in found[0].open}
    former = queue_lines.former_sources({version.pk: next(one for one in found[0].open if one.public_id == changed)})
    assert former == {version.pk: "The city opened its doors."}


def test_held_and_empty_versions_wait_too(cast: dict[str, Any]) -> None:
    factories.version_of(factories.note("Empty"), "fr")
    held = factories.fill(factories.version_of(factories.note("Held"), "fr"))
    found = {line.version.pk: line for line in lines(cast["translator"])}
    assert {one.work for one in found[held.pk].open} == {Work.UNCHECKED}
    assert len(found) == 2


def test_each_person_gets_the_own_languages_only(cast: dict[str, Any]) -> None:
    source = factories.note("Both")
    for code in ("fr", "es"):
        factories.published(source, code)
    assert [line.version.locale.language_code for line in lines(cast["translator"])] == ["fr"]
    assert len(lines(cast["moderator"])) == 2
    assert lines(cast["moderator"], language="es")[0].version.locale.language_code == "es"
    assert lines(cast["translator"], language="es") == []
    assert lines(cast["stranger"]) == lines(cast["nobody"]) == []


def test_editors_of_a_section_get_its_reports(cast: dict[str, Any]) -> None:
    version = factories.published(factories.note("Ours"), "fr")
    assert lines(cast["editor"]) == []
    public_id = report(version, "opened")
    found = lines(cast["editor"])
    assert [one.public_id for one in found[0].open] == [public_id]
    assert lines(cast["stranger"]) == []


def test_suggestions_are_for_those_who_may_approve_them(cast: dict[str, Any]) -> None:
    version = factories.published(factories.note(body=["<p>They came home.</p>"]), "fr")
    LanguageRule.objects.create(locale=version.locale, second_eyes=True)
    public_id = suggest(version, "came home", cast["translator"])
    mine = [one.public_id for line in lines(cast["translator"]) for one in line.open]
    assert public_id not in mine
    assert mine
    theirs = {one.public_id: one.work for line in lines(cast["reviewer"]) for one in line.open}
    assert theirs[public_id] == Work.SUGGESTED
    own = suggest(version, "What happened", cast["reviewer"])
    assert own not in {one.public_id for line in lines(cast["reviewer"]) for one in line.open}


def test_withdrawn_and_removed_versions_are_not_in_it(cast: dict[str, Any]) -> None:
    withdrawn = factories.published(factories.note(), "fr")
    withdrawn.group.withdrawn_at = timezone.now()
    withdrawn.group.save()
    LanguageVersion.objects.filter(pk=factories.published(factories.note(), "fr").pk).update(removed=True)
    assert lines(cast["moderator"]) == []


def test_search_by_the_title_in_either_language(cast: dict[str, Any]) -> None:
    factories.published(factories.note("Harbour"), "fr")
    factories.published(factories.note("Mountain"), "fr")
    assert titles(cast["translator"], words="harb") == ["Harbour"]
    assert titles(cast["translator"], words="fr: mount") == ["Mountain"]
    assert titles(cast["translator"], words="\x27%_") == []


def test_counts_of_each_language(cast: dict[str, Any]) -> None:
    version = factories.published(factories.note(), "fr")
    report(version, "opened")
    report(version, "stayed")
    suggest(version, "Visitors", cast["translator"])
    found = queue.ranked(user=cast["translator"])
    (french,) = found.languages
    assert (french.locale.language_code, french.reported, french.suggested, french.outdated) == ("fr", 2, 1, 0)
    assert french.unchecked == version.total - 1, "the sentence with a suggestion is counted there"
    assert found.sentences == version.total - 1 + 1


def test_the_same_number_of_queries_for_one_and_for_many(cast: dict[str, Any]) -> None:
    def count() -> int:
        person = people.member("translator", "Translators: French")
        with CaptureQueriesContext(connection) as captured:
            assert lines(person)
        return len(captured)

    version = factories.published(factories.note(), "fr")
    report(version, "opened")
    suggest(version, "stayed", cast["translator"])
    few = count()
    for number in range(6):
        more = factories.published(factories.note(), ("fr", "es")[number % 2])
        report(more, "opened")
        suggest(more, "stayed", cast["translator"])
    assert count() == few <= 15


def test_a_set_holds_the_best_sentences_that_fit(cast: dict[str, Any]) -> None:
    person = cast["translator"]
    quiet = factories.published(factories.note("Quiet"), "fr")
    reported = factories.published(factories.note("Reported"), "fr")
    public_id = report(reported, "stayed")
    made = work_sets.make(person=person, minutes=15)
    assert len(made.items) == 10
    pages = work_sets.pages(made)
    assert next(iter(pages)) == reported.pk
    assert public_id in pages[reported.pk]
    order = [ref.id for ref in reported.group.current_snapshot.skeleton.sentences()]
    assert pages[reported.pk] == [key for key in order if key in pages[reported.pk]]
    assert set(pages) == {quiet.pk, reported.pk}
    whole = work_sets.make(person=person, minutes=60)
    assert len(whole.items) == 2 * len(order)


def test_a_set_ends(cast: dict[str, Any]) -> None:
    person = cast["translator"]
    version = factories.published(factories.note(body=["<p>They came home. They slept.</p>"]), "fr")
    made = work_sets.make(person=person, minutes=30)
    state = work_sets.progress(work_set=made, person=person)
    assert (state.done, state.total) == (0, 4)
    assert state.next.left == state.parts[0].ids
    for public_id in state.parts[0].ids[:1]:
        factories.approve(version, public_id, "fr", person)
    assert work_sets.progress(work_set=made, person=person).done == 1
    for public_id in state.parts[0].ids[1:]:
        factories.approve(version, public_id, "fr", person)
    state = work_sets.progress(work_set=made, person=person)
    assert (state.done, state.next) == (4, None)
    assert work_sets.make(person=person, minutes=30) is None


def test_a_set_is_its_owners_alone_and_old_ones_are_forgotten(cast: dict[str, Any]) -> None:
    factories.published(factories.note(), "fr")
    made = work_sets.make(person=cast["translator"], minutes=15)
    assert work_sets.find(person=cast["translator"], set_id=made.pk) == made
    assert work_sets.find(person=cast["admin"], set_id=made.pk) is None
    WorkSet.objects.update(created_at=timezone.now() - timedelta(days=15))
    work_sets.make(person=cast["reviewer"], minutes=15)
    assert WorkSet.objects.filter(pk=made.pk).exists()
    work_sets.make(person=cast["translator"], minutes=15)
    assert not WorkSet.objects.filter(pk=made.pk).exists()
