import pytest

from i18n.quality.empty import EmptyCheck
from tests.i18n.quality.finding_of import finding_of


@pytest.mark.parametrize(
    ("source", "target", "empty"),
    [("A city.", "", True), ("A city.", " <1></1> … ", True), ("A city.", "Una.", False), ("", "", False),
     ("…", "…", False), ("都市", "城市", False)],
)  # fmt: skip
def test_empty(source: str, target: str, empty: bool) -> None:
    found = finding_of(EmptyCheck(), source, target)
    assert (found is not None) is empty
    assert found is None or found.severity == "error"
