import pytest

from i18n.quality.ending import EndingCheck
from tests.i18n.quality.finding_of import finding_of


@pytest.mark.parametrize(
    ("source", "target", "language", "detail"),
    [
        ("A city.", "Una ciudad.", "es", None),
        ("A city.", "Una ciudad", "es", ". → ∅"),
        ("A headline", "Un titular.", "es", "∅ → ."),
        ("A city?", "¿Una ciudad?", "es", None),
        ("A city?", "مدينة؟", "ar", None),
        ("A city.", "都市。", "ja", None),
        ("“A city.”", "« Une ville. »", "fr", None),
        ("A city...", "Una ciudad…", "es", None),
        ("A city <1>here.</1>", "Una ciudad <1>aquí</1>.", "es", None),
        ("A city.", "เมือง", "th", None),
        ("A city?", "Μια πόλη;", "el", None),
    ],
)
def test_ending(source: str, target: str, language: str, detail: str | None) -> None:
    found = finding_of(EndingCheck(), source, target, ("en", language))
    assert (found.detail if found else None) == detail
