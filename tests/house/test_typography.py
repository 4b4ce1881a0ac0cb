"""Texts of the interface follow the typography of their language."""

import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
NOT_TEXT = re.compile(r"https?://\S+|%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^<>]+>|&\w+;")
ARABIC = "[\u0600-\u06ff]"
# What must not be there: a pattern in the text, placeholders and markup left out.
WRONG = {
    "fr": {
        "U+202F before ; ! ?": r"(?<!\u202f)[;!?](?=\s|$)",
        "U+00A0 before a colon": r"(?<!\u00a0):(?=\s|$)",
        "U+00A0 inside « »": r"«(?!\u00a0)|(?<!\u00a0)»",
        "the apostrophe ’": r"\w'\w",
        "…": r"\.\.\.",
    },
    "ar": {"، ؛ ؟": f"{ARABIC}\\s*[,;?]", "« »": '["“”]'},
    "es": {"¿ ¡": r"^[^¿]*\?|^[^¡]*!", "« »": "[“”]"},
}


@pytest.mark.parametrize("language", WRONG)
def test_the_catalogue_is_set_as_its_language_is(language: str) -> None:
    catalogue = polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))
    found = []
    for entry in catalogue:
        for text in () if entry.obsolete else (entry.msgstr, *entry.msgstr_plural.values()):
            bare = NOT_TEXT.sub("X", text)
            found += [f"{rule}: {text}" for rule, pattern in WRONG[language].items() if re.search(pattern, bare)]
    assert found == []
