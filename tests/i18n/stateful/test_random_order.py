"""A person's text changes only by a person, whatever happens in whatever order."""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from wagtail.signal_handlers import disable_reference_index_auto_update

from i18n.services import engines
from tests.i18n.stateful.machine import Newsroom
from tests.i18n.stateful.world import World

#: More in a one-off run: INTERURBAN_RUNS=5000 (then other ones each time), INTERURBAN_STEPS=20.
RUNS = int(os.environ.get("INTERURBAN_RUNS", "300"))
STEPS = int(os.environ.get("INTERURBAN_STEPS", "6"))


@pytest.mark.slow
@pytest.mark.django_db
def test_a_person_s_text_changes_only_by_a_person(site):
    Newsroom.world = World()
    run_state_machine_as_test(
        Newsroom,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            derandomize=RUNS <= 300,
            database=None,
            **({"phases": (Phase.explicit, Phase.generate)} if os.environ.get("NOSHRINK") else {}),
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.fixture
def site(settings):
    """A fake engine, a language with a second pair of eyes, and no index of Wagtail's (half of the time)."""
    settings.INTERURBAN_ENGINES = {"fake": {"class": "tests.engines_fake.fake.FakeEngine", "options": {}}}
    settings.INTERURBAN_SECOND_EYES = ("es",)
    settings.WAGTAILSEARCH_BACKENDS = {
        "default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": False}
    }
    engines.reset()
    with disable_reference_index_auto_update():
        yield
    engines.reset()
