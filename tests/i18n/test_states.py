"""The state of a sentence and of a version is a pure function of facts."""

import pytest

from i18n.models import State
from i18n.models.states import TextFacts, count, sentence_state, version_state


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (None, State.MISSING),
        (TextFacts("machine", "stored", "a", "a"), State.MACHINE),
        (TextFacts("machine", "approved", "a", "a"), State.REVIEWED),
        (TextFacts("machine", "approved_unseen", "a", "a"), State.MACHINE),
        (TextFacts("machine", "approved", "a", "b"), State.OUTDATED),
        (TextFacts("machine", "stored", "a", None), State.OUTDATED),
        (TextFacts("person", "approved", "a", "a"), State.REVIEWED),
        (TextFacts("import", "stored", "a", "a"), State.UNCHECKED),
        (TextFacts("memory", "stored", "a", "a"), State.UNCHECKED),
        (TextFacts("person", "covered", "a", "a"), State.REVIEWED),
    ],
)
def test_sentence_state(facts, expected):
    assert sentence_state(facts) == expected


def facts(state):
    made = {
        "reviewed": TextFacts("person", "approved", "a", "a"),
        "machine": TextFacts("machine", "stored", "a", "a"),
        "unchecked": TextFacts("import", "stored", "a", "a"),
        "outdated": TextFacts("person", "approved", "a", "b"),
        "old machine": TextFacts("machine", "stored", "a", "b"),
    }
    return made[state]


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (["reviewed", "reviewed"], State.REVIEWED),
        (["reviewed", "machine"], State.PARTLY_REVIEWED),
        (["machine", "machine"], State.MACHINE),
        (["unchecked"], State.UNCHECKED),
        (["reviewed", "outdated"], State.OUTDATED),
        ([], State.MISSING),
    ],
)
def test_version_state(sentences, expected):
    counts = count([facts(s) for s in sentences])
    assert version_state(counts, is_source=False, has_page=True) == expected


def test_a_version_without_page_is_missing_and_a_source_is_original():
    counts = count([facts("reviewed")])
    assert version_state(counts, is_source=False, has_page=False) == State.MISSING
    assert version_state(counts, is_source=True, has_page=True) == State.ORIGINAL


def test_machine_open_counts_outdated_machine_text_and_uncounted_kinds():
    uncounted = TextFacts("machine", "stored", "a", "a", counted=False)
    counts = count([facts("old machine"), facts("reviewed"), uncounted])
    assert counts.machine_open == 2
    assert counts.total == 2


def test_a_sentence_of_the_newest_source_without_text_makes_a_version_outdated():
    counts = count([facts("reviewed")], counted_missing=1)
    assert version_state(counts, is_source=False, has_page=True) == State.OUTDATED
    assert counts.total == 2
