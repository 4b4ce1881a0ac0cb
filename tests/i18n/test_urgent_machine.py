"""Machine text in place of sentences that an urgent correction withholds."""

import pytest

from i18n.models import (
    State,
    TranslationJob,
)
from i18n.services import engines, urgent
from tests.i18n import factories as make
from tests.i18n.test_source_edits import edit, fresh, replace
from tests.i18n.urgency import begin, body, checked, editor, note_in, people, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def engine(settings):
    """A fake engine; `engine(path=…)` for a faulty one."""

    def configure(path="tests.engines_fake.fake.FakeEngine", **options):
        settings.INTERURBAN_ENGINES = {"fake": {"class": path, "options": options}}
        engines.reset()

    yield configure
    engines.reset()


def test_machine_text_stands_in_where_an_engine_gives_one(engine):
    page = make.note()
    version = checked(page)
    engine()
    before = people(version)
    edit(page, replace("five", "four"))
    TranslationJob.objects.all().delete()
    begin(version, "machine")
    assert note_in("es") in body(version)
    [job] = work()
    assert job.status == "done"
    assert "[es]" in body(version)
    assert note_in("es") not in body(version)
    version = fresh(version)
    assert (version.state, version.machine, version.withheld) == (State.PARTLY_REVIEWED, 1, 0)
    assert version.machine_translated
    assert people(version) == before
    assert version.urgent_id


def test_where_no_machine_text_comes_the_sentence_stays_withheld(engine):
    page = make.note()
    version = checked(page)
    engine("tests.engines_fake.faulty.FaultyEngine", fault="empty")
    edit(page, replace("They stayed for two days.", "Poison is in this rather long second sentence of the note."))
    TranslationJob.objects.all().delete()
    begin(version, "machine")
    work()
    assert note_in("es") in body(version)
    assert fresh(version).withheld == 1


def test_an_engine_that_is_out_for_a_moment_is_asked_again(engine):
    page = make.note()
    version = checked(page)
    engine("tests.engines_fake.faulty.FaultyEngine", fault="500")
    edit(page, replace("They stayed for two days.", "Poison is in this rather long second sentence of the note."))
    TranslationJob.objects.all().delete()
    begin(version, "machine")
    work()
    assert note_in("es") in body(version)
    assert TranslationJob.objects.get(version=version).status == "waiting"
    engine()
    TranslationJob.objects.update(run_after="2020-01-01T00:00:00Z")
    work()
    assert note_in("es") not in body(version)


def test_machine_text_that_comes_later_does_not_lift_a_withheld_sentence(engine):
    page = make.note()
    version = make.published(page)
    engine()
    edit(page, replace("five", "four"))
    begin(version)  # before the worker comes
    work()
    assert note_in("es") in body(version)
    assert fresh(version).urgent_id
    urgent.take_back(version=fresh(version), person=editor())
    assert "es: Visitors came from <b>five</b>" in body(version)
    work()
    assert "[es]" in body(version)
