"""Another splitter comes: paragraphs keep their sentences until they are edited, and what is untouched then, too."""

import re

import pytest

from i18n.models import SegmentRevision, State
from i18n.segments import split
from i18n.services import review, texts
from tests.i18n import factories as make
from tests.i18n.stateful import oracle
from tests.i18n.stateful.world import html_of
from tests.testsite.models import NotePage

pytestmark = pytest.mark.django_db

LINE = "Boats left the harbour early; rain fell. Nobody slept that night; teams agreed about plans."
OLD = ["Boats left the harbour early; rain fell.", "Nobody slept that night; teams agreed about plans."]


@pytest.fixture
def upgrade(monkeypatch):
    """From now on another splitter cuts: after semicolons, too."""

    def begin():
        monkeypatch.setattr(split, "SPLITTER", "other-2")
        monkeypatch.setattr(split, "split_sentences", lambda text, _language: re.findall(r"[^.;]+[.;]*\s*", text))

    return begin


def publish(world, *lines):
    page = world.source
    block = page._meta.get_field("body").stream_block
    raw = block.get_prep_value(page.body)
    raw[0]["value"] = "".join(f"<p>{line}</p>" for line in lines)
    page.body = block.to_python(raw)
    page.save_revision(user=world.editor).publish(user=world.editor)
    assert {job.status for job in world.work()} <= {"done"}
    oracle.check(world)


def sentences(world):
    version = world.spanish
    source = make.sentences(version)
    path = f"body/{world.source.body[0].id}#"
    return [
        source[s.id] for _path, key, found in oracle.skeleton(version.snapshot) if key.startswith(path) for s in found
    ]


def test_its_name_alone_makes_no_snapshot_and_outdates_nothing(world, upgrade):
    before = world.spanish
    upgrade()
    world.source.save_revision(user=world.editor).publish(user=world.editor)
    world.work()
    after = world.spanish
    assert after.group.snapshots.count() == before.group.snapshots.count()
    assert (after.snapshot, after.state, after.counts) == (before.snapshot, State.MACHINE, before.counts)


def test_paragraphs_that_nobody_edits_keep_their_sentences_and_their_texts(world, upgrade):
    publish(world, LINE)
    version, key = world.spanish, make.id_of(world.spanish, "Nobody slept that night; teams")
    review.approve(version=version, public_id=key, text="Nadie durmió; hay planes.", person=world.ana)
    world.work()
    first, asked = make.live_texts(world.spanish), SegmentRevision.objects.filter(origin="machine").count()
    upgrade()
    publish(world, LINE, "Visitors came; towns stayed.")
    assert sentences(world) == [*OLD, "Visitors came;", "towns stayed."]
    assert world.spanish.snapshot.splitter == "other-2"
    live = make.live_texts(world.spanish)
    assert {k: live[k] for k in first} == first
    assert SegmentRevision.objects.filter(origin="machine").count() == asked + 2
    assert (world.spanish.outdated, world.spanish.reviewed) == (0, 1)


def test_an_edited_paragraph_keeps_the_sentences_at_its_ends(world, upgrade):
    publish(world, f"{LINE} Visitors came from five countries.")
    version, key = world.spanish, make.id_of(world.spanish, "Boats left the harbour early; rain")
    review.approve(version=version, public_id=key, text="Salieron; llovió.", person=world.ana)
    world.work()
    upgrade()
    publish(world, f"{OLD[0]} Nobody slept that day; guides agreed. Visitors came from five countries.")
    assert sentences(world) == [
        OLD[0],
        "Nobody slept that day;",
        "guides agreed.",
        "Visitors came from five countries.",
    ]
    row = texts.load(world.spanish).translations[key]
    assert (row.live.text, world.spanish.outdated, world.spanish.reviewed) == ("Salieron; llovió.", 0, 1)
    assert "Salieron; llovió." in str(NotePage.objects.get(pk=world.spanish.page_id).body)


def test_a_word_that_goes_on_is_no_untouched_sentence(world, upgrade):
    publish(world, "Rain fell. Nobody slept that night; teams agreed.")
    upgrade()
    publish(world, "Rain fell.5 inches. Nobody slept that night; teams agreed.")
    assert sentences(world)[-1] == "Nobody slept that night; teams agreed."
    assert "Rain fell." in sentences(world)[0]
    assert html_of([sentences(world)])
