import pytest

from i18n.quality.doubled import DoubledCheck
from tests.i18n.quality.finding_of import finding_of


@pytest.mark.parametrize(
    ("source", "target", "language", "detail"),
    [
        ("the city of", "la ciudad de de Oslo", "es", "de"),
        ("the city", "la <1>ciudad</1> ciudad", "es", "ciudad"),
        ("no no, the city", "no no, la ciudad", "es", None),
        ("we met", "nous nous sommes vus", "fr", None),
        ("slowly", "polepole pole pole", "sw", None),
        ("CNN said", "قالت سي إن إن", "ar", None),
        ("a a", "x", "es", None),
    ],
)
def test_doubled(source: str, target: str, language: str, detail: str | None) -> None:
    found = finding_of(DoubledCheck(), source, target, ("en", language))
    assert (found.detail if found else None) == detail
