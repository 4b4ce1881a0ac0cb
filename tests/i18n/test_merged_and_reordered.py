"""A text that says two sentences of the original, and sentences in another order: kept through everything."""

import pytest
from wagtail.log_actions import LogContext

from i18n.models import Decision, KnownRevision, RenderedText, State
from i18n.services import readback, review, texts
from tests.i18n import factories as make
from tests.i18n.stateful import edits, oracle
from tests.i18n.stateful.world import POOL
from tests.testsite.models import NotePage

pytestmark = pytest.mark.django_db

BOATS, GUIDE, NOBODY = "left the harbour", "showed houses", "slept that night"
MERGED = "Los barcos salieron y un guía enseñó casas."


def row(world, words):
    version = world.spanish
    return texts.load(version).translations[make.id_of(version, words)]


def body(world):
    return oracle.bare(NotePage.objects.get(pk=world.spanish.page_id).body[0].value.source)


def do(world, service, words, **kwargs):
    service(
        version=world.spanish,
        public_id=make.id_of(world.spanish, words),
        person=world.ana,
        base_revision_id=row(world, words).latest_id,
        **kwargs,
    )
    world.work()
    oracle.check(world)


def edit_source(world, old, new):
    blocks = world.blocks()
    for block in blocks:
        block["value"] = [
            [new if s == old else s for s in sentences if new or s != old] for sentences in block["value"]
        ]
    world.publish_source(blocks)
    assert {job.status for job in world.work()} <= {"done"}
    oracle.check(world)


@pytest.fixture
def merged(world):
    """“Boats left …” and “A guide …” are one Spanish sentence, written in the review screen."""
    do(world, review.approve, BOATS, text=MERGED)
    do(world, review.cover, GUIDE)
    assert (world.spanish.reviewed, body(world).count("guideses")) == (2, 0)
    return world


def states(world):
    version = world.spanish
    return version.reviewed, version.outdated, version.missing


def test_it_stays_checked_when_the_first_sentence_changes_and_the_text_with_it(merged):
    edit_source(merged, POOL[0], POOL[1])
    assert MERGED in body(merged)
    assert states(merged) == (1, 1, 0)  # what the text says of the other sentence is as right as before
    do(merged, review.approve, BOATS, text="Tarde salieron los barcos, y un guía enseñó casas.")
    assert states(merged) == (2, 0, 0)


def test_the_covered_sentence_changes_and_only_that_is_outdated(merged):
    edit_source(merged, POOL[2], "A <b>guide</b> showed towers.")
    assert MERGED in body(merged)
    assert states(merged) == (1, 1, 0)
    do(merged, review.keep, "showed towers")
    assert states(merged) == (2, 0, 0)
    assert row(merged, "showed towers").live.decision == Decision.COVERED


def test_it_is_said_nowhere_once_the_text_that_said_it_is_taken_back(merged):
    do(merged, review.undo, BOATS)
    assert row(merged, GUIDE).live.decision == Decision.COVERED  # a person's decision, and hers to change
    assert states(merged) == (0, 0, 1)
    assert merged.spanish.state == State.OUTDATED
    found = texts.needed(store=texts.load(merged.spanish), snapshot=merged.spanish.group.current_snapshot)
    assert found == []  # the engine's words for it are in the record
    do(merged, review.approve, BOATS, text=MERGED)
    assert states(merged) == (2, 0, 0)


def test_it_is_said_nowhere_once_the_first_sentence_is_gone_or_elsewhere(merged):
    edit_source(merged, POOL[0], None)
    assert states(merged) == (0, 0, 1)
    blocks = merged.blocks()
    blocks[1]["value"].append([POOL[0]])
    merged.publish_source(blocks)
    merged.work()
    assert row(merged, BOATS).live.text == MERGED
    assert states(merged) == (1, 0, 1)
    blocks[1]["value"][-1].append(blocks[0]["value"][0].pop(0))
    merged.publish_source(blocks)
    merged.work()
    oracle.check(merged)
    assert states(merged) == (2, 0, 0)


def test_a_machine_s_new_text_for_the_first_sentence_does_not_say_the_second(world):
    do(world, review.cover, GUIDE)
    assert states(world) == (1, 0, 0)
    edit_source(world, POOL[0], POOL[1])
    assert row(world, BOATS).live.origin == "machine"
    assert states(world) == (0, 0, 1)


def test_two_sentences_made_one_in_the_page_editor_and_again_two(world):
    assert world.edit_directly(lambda p: [[MERGED, *p[0][2:]], *p[1:]], 0, world.ana, True)
    world.work()
    oracle.check(world)
    taker, covered = sorted((row(world, BOATS), row(world, GUIDE)), key=lambda found: not found.live.text)
    assert (taker.live.text, covered.live.decision) == (MERGED, Decision.COVERED)
    assert covered.live.said_in == taker.segment
    assert states(world) == (2, 0, 0)

    def two(paragraphs):
        paragraphs[0][:1] = ["Los barcos salieron.", "Un guía enseñó casas."]
        return paragraphs

    assert world.edit_directly(two, 0, world.ana, True)
    world.work()
    oracle.check(world)
    assert states(world)[1:] == (0, 0)


def test_a_sentence_left_out_in_the_page_editor_stays_out_whatever_becomes_of_its_neighbours(world):
    assert world.edit_directly(lambda p: (edits.remove(p[0], 1, ""), p)[1], 0, world.ana, True)
    edit_source(world, POOL[0], POOL[1])
    assert row(world, GUIDE).live.said_in is None
    assert states(world) == (1, 0, 0)


def swapped(world, person=None, publish=True):
    """“A guide …” stands before “Boats …” in Spanish: moved in the page editor."""
    before = body(world)
    assert world.edit_directly(lambda p: (edits.swap(p[0], 0, ""), p)[1], 0, person or world.ana, publish)
    world.work()
    oracle.check(world)
    return before


def order(world):
    version = world.spanish
    return [[make.sentences(version)[key].split()[0] for key in ids] for ids in version.arrangement.values()]


def test_a_sentence_moved_in_the_page_editor_is_an_order_and_no_new_text(world):
    first = make.live_texts(world.spanish)
    before = swapped(world)
    assert body(world) != before
    assert make.live_texts(world.spanish) == first
    assert order(world) == [["A", "Boats", "Nobody"]]
    assert world.spanish.state == State.MACHINE


def test_the_order_survives_publications_and_edits_of_the_original(world):
    swapped(world)
    now = body(world)
    do(world, review.approve, NOBODY, text="Nadie durmió.")
    assert order(world) == [["A", "Boats", "Nobody"]]
    blocks = world.blocks()
    blocks[0]["value"][0].insert(0, POOL[5])
    world.publish_source(blocks[::-1])
    world.work()
    oracle.check(world)
    assert order(world) == [["Teams", "A", "Boats", "Nobody"]]
    edit_source(world, POOL[5], None)
    edit_source(world, POOL[0], None)
    assert order(world) == []
    blocks = world.blocks()
    blocks[1]["value"][0].insert(0, POOL[0])
    world.publish_source(blocks)
    world.work()
    oracle.check(world)
    assert "Nadie durmió." in oracle.bare(str(NotePage.objects.get(pk=world.spanish.page_id).body))
    assert now


def test_a_paragraph_cut_in_two_keeps_the_order_in_each(world):
    swapped(world)
    blocks = world.blocks()
    first = blocks[0]["value"].pop(0)
    blocks[1]["value"].append(first[:2])
    blocks[0]["value"].insert(0, first[2:])
    world.publish_source(blocks)
    world.work()
    oracle.check(world)
    assert order(world) == [["A", "Boats"]]


def test_readers_get_the_new_order_at_once_where_a_text_is_still_in_question(world):
    review.suggest(
        version=world.spanish,
        public_id=make.id_of(world.spanish, NOBODY),
        person=world.iris,
        base_revision_id=row(world, NOBODY).latest_id,
        text="Nadie durmió esa noche.",
    )  # not on the page yet

    def change(paragraphs):
        edits.swap(paragraphs[0], 0, "")
        paragraphs[0][2] = "Nadie durmió."
        return paragraphs

    assert world.edit_directly(change, 0, world.ana, True)
    version = world.spanish
    assert row(world, NOBODY).conflict is not None
    [ids] = version.arrangement.values()
    [path] = [key.rsplit("#", 1)[0] for key in version.arrangement]
    pieces = RenderedText.objects.get(version=version).fields[path]["pieces"]
    assert next(piece["ids"] for piece in pieces if piece["ids"]) == ids


def test_an_order_without_the_right_to_approve_stays_in_the_draft(world):
    before = swapped(world, person=world.iris, publish=False)
    assert body(world) == before
    assert order(world) == []
    do(world, review.approve, NOBODY, text="Nadie durmió.")
    page = world.spanish_page
    draft = page.get_latest_revision_as_object()
    assert page.has_unpublished_changes
    assert KnownRevision.objects.get(pk=page.latest_revision_id).arrangement
    assert "Nadie durmió." in oracle.bare(draft.body[0].value.source)
    with LogContext(user=world.ana):
        page.latest_revision.publish(user=world.ana)
    world.work()
    oracle.check(world)
    assert order(world) == [["A", "Boats", "Nobody"]]


def test_a_moved_sentence_and_another_one_changed_are_an_order_and_one_text(world):
    first = make.live_texts(world.spanish)

    def change(paragraphs):
        edits.swap(paragraphs[0], 0, "")
        paragraphs[0][2] = "Nadie durmió."
        return paragraphs

    assert world.edit_directly(change, 0, world.ana, True)
    world.work()
    oracle.check(world)
    live = make.live_texts(world.spanish)
    assert [live[key] for key in live if live[key] != first[key]] == ["Nadie durmió."]
    assert order(world) == [["A", "Boats", "Nobody"]]
    assert readback.pull(version=world.spanish, store=texts.load(world.spanish)) == readback.Read()
