"""The formula of the queue."""

from typing import Any

import pytest

from i18n.services import ranking
from i18n.services.open_sentences import Work


def score(**facts: Any) -> float:
    return ranking.score(**{"work": Work.UNCHECKED, "risk": 1.0, "views": 0, "days": 0, **facts})


def test_it_is_what_the_documentation_says():
    assert score() == 1
    assert score(views=99) == 3
    assert score(days=45) == 1.5
    assert score(left=3) == 1.5
    assert score(hidden=True) == 1.5
    assert score(left=4) == 1
    assert score(work=Work.OUTDATED, risk=2.0, views=9, days=90, left=1) == 2 * 2 * 2 * 2 * 1.5
    assert score(work=Work.REPORTED, reports=2) == 400


@pytest.mark.parametrize("work", [work for work in Work if work != Work.REPORTED])
def test_a_reported_sentence_comes_before_any_other(work: Work):
    worst = score(work=work, risk=3.0, views=10**9, days=10**4, left=1, hidden=True)
    assert score(work=Work.REPORTED, reports=1) > worst


def test_more_of_anything_never_lowers_the_rank():
    for name, values in {"risk": (1.0, 2.0), "views": (1, 10), "days": (1, 10)}.items():
        low, high = values
        assert score(**{name: low}) < score(**{name: high})
    reported = [score(work=Work.REPORTED, reports=number) for number in (0, 1, 2, 3, 1_000)]
    assert reported == [200, 200, 400, 600, 600]


def test_odd_values_do_no_harm():
    assert score(views=-1, days=-5) == 1


def test_time_at_forty_sentences_an_hour():
    assert [ranking.minutes(n) for n in (0, 1, 4, 20, 71)] == [0, 2, 6, 30, 107]
    assert [ranking.sentences_in(n) for n in (15, 30, 60)] == [10, 20, 40]
