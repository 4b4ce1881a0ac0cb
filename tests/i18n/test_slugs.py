"""The slug of a version: from its own title, cut between words."""

import pytest

from i18n.services.publishing import free_slug
from tests.i18n import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Avant l’hôpital", "avant-l-hôpital"),
        ("يومان في كوبنهاغن", "يومان-في-كوبنهاغن"),
        ("!!!", "fallback"),
        ("word " * 30, "-".join(["word"] * 16)),
        ("x" * 200, "x" * 80),
    ],
)
def test_slug_of_a_title(title, slug):
    assert free_slug(title, make.notes_index(), fallback="fallback") == slug


def test_a_slug_that_a_sibling_has_gets_a_number():
    make.note("Twice", slug="twice")
    assert free_slug("Twice", make.notes_index(), fallback="x") == "twice-2"
