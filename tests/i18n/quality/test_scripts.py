import pytest

from i18n.quality.scripts import scripts_of, share_in_script


@pytest.mark.parametrize(
    ("text", "language", "share"),
    [
        ("Oslo", "es", 1.0),
        ("أوسلو", "ar", 1.0),
        ("Oslo", "ar-EG", 0.0),
        ("東京は", "ja", 1.0),
        ("Осло ab", "ru", pytest.approx(4 / 6)),
        ("2022!", "es", None),
    ],
)
def test_share_in_script(text: str, language: str, share: float | None) -> None:
    assert share_in_script(text, language) == share


def test_script_subtag_rules() -> None:
    assert scripts_of("sr-Latn") == {"LATIN"}
    assert scripts_of("sr") == {"LATIN", "CYRILLIC"}
    assert scripts_of("zh-Hant-TW") == {"CJK"}
