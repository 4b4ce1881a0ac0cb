"""What checks and engines found is said in words, in the reader's language."""

import pytest
from django.utils.translation import override

from i18n.quality import CHECKS
from i18n.review import findings


def test_every_check_has_its_sentence():
    assert {check.id: check.explanation for check in CHECKS} == findings._CHECKS


@pytest.mark.parametrize(
    ("finding", "said"),
    [
        ({"check": "engine", "message": "unknown-words:0.12"}, "The engine does not know 12 % of the words."),
        ({"check": "engine", "message": "unknown-words:?"}, "unknown-words:?"),
        ({"check": "engine", "message": "something new"}, "something new"),
        ({"check": "doubled", "message": "x", "detail": "de de"}, "A word stands twice in a row. (de de)"),
        ({"check": "numbers", "detail": "16, 22"}, "Numbers of the original are missing or differ. (16, 22)"),
        ({"check": "of another day", "message": "Look here."}, "Look here."),
    ],
)
def test_a_finding_in_words(finding, said):
    assert findings.sentence(finding) == said


def test_numbers_are_listed_with_the_comma_of_the_language():
    with override("ar"):
        assert "(16، 22)" in findings.sentence({"check": "numbers", "detail": "16, 22"})
