"""A small article with a fake engine, an editor, a translator and a moderator: tests/i18n/stateful/world.py."""

from collections.abc import Iterator
from typing import Any

import pytest

from i18n.services import engines
from tests.i18n.stateful.world import World


@pytest.fixture
def fake_engine(settings: Any) -> Iterator[None]:
    """An engine that changes every word, and in Spanish a second pair of eyes."""
    settings.INTERURBAN_ENGINES = {"fake": {"class": "tests.engines_fake.fake.FakeEngine", "options": {}}}
    settings.INTERURBAN_SECOND_EYES = ("es",)
    engines.reset()
    yield
    engines.reset()


@pytest.fixture
def world(fake_engine: None, db: None) -> World:
    """The article, published and translated."""
    return World()
