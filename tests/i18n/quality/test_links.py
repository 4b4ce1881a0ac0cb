import pytest

from i18n.quality.links import LinksCheck
from tests.i18n.quality.finding_of import finding_of


@pytest.mark.parametrize(
    ("source", "target", "detail"),
    [
        ("See https://oslo.no/a.", "Ve https://oslo.no/a.", None),
        ("See https://oslo.no/a.", "Ve https://oslo.no/b.", "https://oslo.no/a"),
        ("Write to anna@oslo.no!", "Escribe a ana@oslo.no", "anna@oslo.no"),
        ("by @oslo", "por @oslo", None),
        ("#parks are #1", "#parques son #1", "#parks"),
        ("A city.", "Una ciudad: https://x.example", "https://x.example"),
    ],
)
def test_links(source: str, target: str, detail: str | None) -> None:
    found = finding_of(LinksCheck(), source, target)
    assert (found.detail if found else None) == detail
