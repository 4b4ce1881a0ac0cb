"""Dates in the interface: nobody can take the month for the day."""

from datetime import UTC, datetime

import pytest
from django.utils.formats import date_format
from django.utils.translation import override

MOMENT = datetime(2026, 3, 4, 15, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "short", "long"),
    [
        ("en", "4 Mar 2026, 15:09", "4 March 2026, 15:09"),
        ("fr", "04/03/2026 15:09", "4 mars 2026 15:09"),
        ("es", "04/03/2026 15:09", "4 de marzo de 2026 a las 15:09"),
        ("ar", "04\u200f/03\u200f/2026 15:09", "4 مارس 2026، 15:09"),
        ("hi", "2026-03-04 15:09", "4 मार्च 2026, 15:09"),  # Django knows no form of both for Hindi
    ],
)
def test_a_moment_in_a_language(language: str, short: str, long: str) -> None:
    with override(language):
        assert date_format(MOMENT, "SHORT_DATETIME_FORMAT") == short
        assert date_format(MOMENT, "DATETIME_FORMAT") == long
