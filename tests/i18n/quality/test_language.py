import pytest

from i18n.quality.language import other_language

ENGLISH = "The city council has decided that the old harbour will be open to everybody next year."


@pytest.mark.parametrize(
    ("text", "expected", "found"),
    [
        (ENGLISH, "en", None),
        (ENGLISH, "es", "en"),
        (ENGLISH, "fr-CA", "en"),
        ("Les villes ont décidé de travailler avec les habitants dans les rues et sur les places.", "es", "fr"),
        ("Kommunen har besluttet at den gamle havnen skal være åpen for alle til neste år.", "da", None),
        ("The city and the park.", "es", None),
        (ENGLISH, "xx", None),
    ],
)
def test_other_language(text: str, expected: str, found: str | None) -> None:
    assert other_language(text, expected) == found
