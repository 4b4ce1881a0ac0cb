"""The source goes back to an earlier wording: the texts made for that wording are right again."""

import pytest

from i18n.models import LanguageVersion, SegmentRevision, State
from i18n.services import review, texts
from i18n.services.sentences import RELATED
from tests.i18n import factories as make
from tests.i18n.stateful.world import POOL, html_of
from tests.testsite.models import NotePage

pytestmark = pytest.mark.django_db

EARLY, LATE = POOL[0], POOL[1]
A, B = "Los barcos salieron temprano.", "Los barcos salieron tarde."


def say(world, old, new):
    """The source says `new` where it said `old`; published, and the worker has done its work."""
    blocks = world.blocks()
    for block in blocks:
        block["value"] = [
            [new if s == old else s for s in sentences if new or s != old] for sentences in block["value"]
        ]
    world.publish_source(blocks)
    jobs = world.work()
    assert {job.status for job in jobs} == {"done"}, [job.reason for job in jobs]


def asked(world):
    return SegmentRevision.objects.filter(locale__language_code="es", origin="machine").count()


def row_of(world, words):
    version = world.spanish
    return texts.load(version).translations[make.id_of(version, words)]


def approve(world, words, text):
    version = world.spanish
    key = make.id_of(version, words)
    review.approve(
        version=version, public_id=key, text=text, person=world.ana, base_revision_id=row_of(world, words).latest_id
    )
    world.work()


def test_a_machine_s_text_serves_again_and_the_engine_is_not_asked(world):
    first = make.live_texts(world.spanish)
    say(world, EARLY, LATE)
    before = asked(world)
    say(world, LATE, EARLY)
    assert asked(world) == before
    assert make.live_texts(world.spanish) == first
    assert world.spanish.state == State.MACHINE


def test_the_text_that_a_person_approved_for_this_very_wording_is_the_right_one(world):
    approve(world, "early", A)
    say(world, EARLY, LATE)
    assert (world.spanish.state, row_of(world, "late").live.text) == (State.OUTDATED, A)
    approve(world, "late", B)
    say(world, LATE, EARLY)
    assert row_of(world, "early").live.text == A
    assert (world.spanish.outdated, world.spanish.reviewed) == (0, 1)
    say(world, EARLY, LATE)
    assert row_of(world, "late").live.text == B
    assert (world.spanish.outdated, world.spanish.reviewed) == (0, 1)


def test_a_person_s_text_never_gives_way_to_an_earlier_one_of_the_machine(world):
    say(world, EARLY, LATE)
    approve(world, "late", B)
    say(world, LATE, EARLY)
    assert row_of(world, "early").live.text == B
    assert world.spanish.outdated == 1


def test_a_text_that_was_taken_back_does_not_come_back(world):
    machine = row_of(world, "early").live.text
    approve(world, "early", A)
    version = world.spanish
    review.undo(
        version=version,
        public_id=make.id_of(version, "early"),
        person=world.ana,
        base_revision_id=row_of(world, "early").latest_id,
    )
    say(world, EARLY, LATE)
    say(world, LATE, EARLY)
    assert row_of(world, "early").live.text == machine


def test_a_suggestion_for_the_other_wording_waits_beside_the_approved_text(world):
    approve(world, "early", A)
    say(world, EARLY, LATE)
    version, key = world.spanish, make.id_of(world.spanish, "late")
    review.suggest(
        version=version, public_id=key, text=B, person=world.iris, base_revision_id=row_of(world, "late").latest_id
    )
    say(world, LATE, EARLY)
    row = row_of(world, "early")
    assert (row.live.text, row.latest.text, row.conflict.text) == (A, A, B)


def test_a_sentence_that_was_removed_is_back_with_its_id_and_its_texts(world):
    approve(world, "early", A)
    key, before = make.id_of(world.spanish, "early"), asked(world)
    say(world, EARLY, None)
    assert A not in str(NotePage.objects.get(pk=world.spanish.page_id).body)
    blocks = world.blocks()
    blocks[1]["value"].append([EARLY])
    world.publish_source(blocks)
    world.work()
    assert make.id_of(world.spanish, "early") == key
    assert A in str(NotePage.objects.get(pk=world.spanish.page_id).body)
    assert asked(world) == before
    assert world.spanish.outdated == 0


def test_an_article_whose_text_became_another_s_is_itself_again(world):
    approve(world, "early", A)
    first, before = make.live_texts(world.spanish), asked(world)
    blocks, mine = world.blocks(), world.blocks()
    other = make.note("Another", body=[html_of([[POOL[6], POOL[8]]])])
    world.publish_source([{**blocks[0], "value": [[POOL[6], POOL[8]]]}])
    world.work()
    new = asked(world)
    assert new > before
    world.publish_source(mine)
    world.work()
    live = make.live_texts(world.spanish)
    assert {key: live[key] for key in first} == first
    assert asked(world) == new
    spanish = LanguageVersion.objects.select_related(*RELATED).filter(
        group__translation_key=other.translation_key, locale__language_code="es"
    )
    assert spanish.get().state == State.MACHINE


def test_a_suggestion_where_no_text_can_be_shown_does_not_keep_the_engine_away(world):
    blocks = world.blocks()
    blocks[0]["value"][0].append(LATE)
    world.publish_source(blocks)
    version = world.spanish
    review.suggest(version=version, public_id=make.id_of(version, "late"), text=B, person=world.iris)
    assert {job.status for job in world.work()} == {"done"}
    row = row_of(world, "late")
    assert row.latest.text == B
    assert row.live.origin == "machine"
