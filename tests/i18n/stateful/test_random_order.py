"""A person's text changes only by a person, whatever happens in whatever order."""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from wagtail.signal_handlers import disable_reference_index_auto_update

from tests.i18n.stateful.machine import Newsroom

#: More in a one-off run: INTERURBAN_RUNS=5000 (then other ones each time), INTERURBAN_STEPS=20.
RUNS = int(os.environ.get("INTERURBAN_RUNS", "300"))
#: A step is often two acts (an edit and the worker's answer).
STEPS = int(os.environ.get("INTERURBAN_STEPS", "4"))
#: The rules are the same on both databases: there it is enough to see that they hold there, too.
RUNS_ON_POSTGRESQL = 60
#: INTERURBAN_SHRINK=1: look for the shortest order that fails, which takes minutes.
PHASES = (Phase.generate, Phase.shrink) if os.environ.get("INTERURBAN_SHRINK") else (Phase.generate,)


@pytest.mark.slow
@pytest.mark.django_db
def test_a_person_s_text_changes_only_by_a_person(no_indexes, world, database_vendor):
    Newsroom.world = world
    run_state_machine_as_test(
        Newsroom,
        settings=settings(
            max_examples=min(RUNS, RUNS_ON_POSTGRESQL) if database_vendor == "postgresql" else RUNS,
            stateful_step_count=STEPS,
            derandomize=RUNS <= 300,
            database=None,
            phases=PHASES,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.fixture
def no_indexes(settings):
    """Wagtail's own indexes are half of the time of a publication, and not what this is about."""
    settings.WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": False}}
    with disable_reference_index_auto_update():
        yield
