import pytest

from i18n.quality.leftover import LeftoverCheck
from tests.i18n.quality.finding_of import finding_of


@pytest.mark.parametrize(
    ("source", "target", "languages", "detail"),
    [
        ("The city has a new park today.", "La ciudad tiene un parque.", ("en", "es"), None),
        ("The city has a new park today.", "La ciudad has a new park hoy.", ("en", "es"), "has a new park"),
        ("The city council met.", "The city council met.", ("en", "es"), "The city council met"),
        ("Nordic Safe Cities", "Nordic Safe Cities", ("en", "es"), None),
        ("The Royal College of Art", "El Royal College of Art", ("en", "es"), None),
        ("a new park opens", "افتتاح new park جديدة", ("en", "ar"), "new park"),
        ("the park of Oslo", "حديقة Oslo", ("en", "ar"), None),
        ("the colour of it", "the colour of it", ("en-GB", "en-US"), None),
    ],
)
def test_leftover(source: str, target: str, languages: tuple[str, str], detail: str | None) -> None:
    found = finding_of(LeftoverCheck(), source, target, languages)
    assert (found.detail if found else None) == detail
