import pytest

from i18n.quality.length import LengthCheck
from i18n.quality.lengths import expected_range
from tests.i18n.quality.finding_of import finding_of

SOURCE = "The city council has decided that the old harbour will be open to everybody next year."


@pytest.mark.parametrize(
    ("target", "languages", "odd"),
    [
        ("El concejo de la ciudad ha decidido que el viejo puerto estará abierto a todos.", ("en", "es"), False),
        ("El concejo decidió.", ("en", "es"), True),
        ("El concejo decidió. " * 12, ("en", "es"), True),
        ("市议会决定明年向所有人开放旧港口并改善周边的公共空间。", ("en", "zh"), False),
        ("x", ("en-GB", "en-US"), False),
        ("", ("en", "es"), False),
    ],
)
def test_length(target: str, languages: tuple[str, str], odd: bool) -> None:
    assert (finding_of(LengthCheck(), SOURCE, target, languages) is not None) is odd


def test_short_texts_say_nothing() -> None:
    assert finding_of(LengthCheck(), "Yes", "Sí, efectivamente, así es") is None


@pytest.mark.parametrize(
    ("language", "low", "high"), [("es", 0.79, 1.68), ("de", 0.85, 1.81), ("ar", 0.60, 1.71), ("zh", 0.22, 0.68)]
)
def test_range_agrees_with_what_was_measured(language: str, low: float, high: float) -> None:
    assert expected_range("en", language) == pytest.approx((low, high), rel=0.3)
