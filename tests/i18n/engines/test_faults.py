"""Whatever an engine does, nothing bad comes out, the segment says why, and the others are filled."""

import pytest

from i18n.engines import FAILURES, Batch, Breaker, Request, Timing, may_retry, translate_batch
from i18n.quality import run_checks
from tests.engines_fake.fake import fake_text
from tests.engines_fake.faulty import Clock, FaultyEngine

BAD = "Poison is what <1>this sentence</1> about the old harbour gives to the engine of the city."
GOOD = [
    "Ten cities <1>met</1> in the autumn.",
    "Their mayors spoke about <1>schools</1> and parks.",
    "A report will follow.",
    "The next meeting is in <1>Bergen</1>.",
    "Everybody is welcome to the <1>library</1>.",
]
# The 14 faults, some of them in more than one dress, and the code that the segment says.
FAULTS = [
    ("time-out", "timeout"),
    ("refused", "unavailable"),
    ("500", "unavailable"),
    ("slow-drip", "timeout"),
    ("html-page", "bad-output"),
    ("html-text", "foreign-markup"),
    ("bad-json", "bad-output"),
    ("empty", "empty"),
    ("truncated", "truncated"),
    ("wrong-language", "wrong-language"),
    ("wrong-script", "wrong-script"),
    ("echo", "echo"),
    ("broken-markup", "markup"),
    ("missing-or-extra", "missing"),
    ("script", "foreign-markup"),
    ("escaped-script", "foreign-markup"),
    ("instructions", "instructions"),
    ("link", "foreign-link"),
]


def batch(*texts: str, target: str = "es") -> Batch:
    return Batch("en", target, tuple(Request(f"s{index}", text) for index, text in enumerate(texts)))


def timing(clock: Clock) -> Timing:
    return Timing(clock=clock, sleep=clock.sleep, random=lambda: 0.5)


@pytest.mark.parametrize(("fault", "code"), FAULTS)
def test_bad_segment_says_why_and_the_others_are_filled(fault: str, code: str) -> None:
    clock = Clock()
    engine = FaultyEngine(fault=fault, clock=clock)
    results = translate_batch(
        engine, batch(*GOOD[:2], BAD, *GOOD[2:]), timing=timing(clock), breaker=Breaker(clock=clock)
    )

    assert [result.id for result in results] == ["s0", "s1", "s2", "s3", "s4", "s5"]
    assert (results[2].text, results[2].failure) == (None, code)
    assert FAILURES[code].message
    assert [result.text for result in results if result.id != "s2"] == [fake_text(text, "es") for text in GOOD]
    assert all(not run_checks(GOOD[0], result.text or "", "en", "es") for result in results[:1])


@pytest.mark.parametrize(("fault", "code"), FAULTS)
def test_whole_answer_bad(fault: str, code: str) -> None:
    clock = Clock()
    engine = FaultyEngine(fault=fault, always=True, clock=clock)
    results = translate_batch(
        engine, batch(BAD, BAD.replace("Poison", "Venom")), timing=timing(clock), breaker=Breaker(clock=clock)
    )
    assert [result.text for result in results] == [None, None]
    assert {result.failure for result in results} == {code}


def test_rate_limit_is_waited_for() -> None:
    clock = Clock()
    engine = FaultyEngine(fault="429", always=True, times=2, clock=clock)
    results = translate_batch(engine, batch(*GOOD), timing=timing(clock))
    assert all(result.text for result in results)
    assert clock.slept == [7, 7]


def test_long_rate_limit_goes_back_to_the_job_with_the_time() -> None:
    clock = Clock()
    engine = FaultyEngine(fault="429-hour", always=True, clock=clock)
    results = translate_batch(engine, batch(*GOOD), timing=timing(clock))
    assert {(r.failure, r.retry_after) for r in results} == {("rate-limited", 3600)}
    assert may_retry("rate-limited")
    assert (clock.slept, len(engine.calls)) == ([], 1)


@pytest.mark.parametrize(("fault", "code"), [row for row in FAULTS if row[1] != "markup"])
def test_breaker_opens_after_five_failed_calls(fault: str, code: str) -> None:
    clock = Clock()
    engine = FaultyEngine(fault=fault, always=True, clock=clock)
    breaker = Breaker(clock=clock, rest=10_000_000)
    for _ in range(5):
        assert breaker.state == "closed"
        (result,) = translate_batch(engine, batch(BAD), timing=timing(clock), breaker=breaker)
        assert result.failure == code
    assert breaker.state == "open"
    asked = len(engine.calls)
    (result,) = translate_batch(engine, batch(BAD), timing=timing(clock), breaker=breaker)
    assert result.failure == "resting"
    assert (result.retry_after or 0) > 0
    assert len(engine.calls) == asked


def test_lost_markup_does_not_open_the_breaker() -> None:
    engine = FaultyEngine(fault="broken-markup", always=True)
    breaker = Breaker()
    for _ in range(6):
        translate_batch(engine, batch(BAD), breaker=breaker)
    assert breaker.state == "closed"


def test_down_engine_is_not_asked_for_each_segment() -> None:
    clock = Clock()
    engine = FaultyEngine(fault="refused", always=True, clock=clock)
    results = translate_batch(engine, batch(*GOOD * 20), timing=timing(clock), breaker=Breaker(clock=clock))
    assert {result.failure for result in results} <= {"unavailable", "resting"}
    assert len(engine.calls) <= 8


def test_one_bad_segment_among_many_stays_alone() -> None:
    clock = Clock()
    engine = FaultyEngine(fault="500", clock=clock)
    texts = [f"Sentence number {index} is about the parks of the town." for index in range(400)]
    texts[7] = BAD
    results = translate_batch(engine, batch(*texts), timing=timing(clock), breaker=Breaker(clock=clock))
    assert [result.id for result in results if result.text is None] == ["s7"]


def test_nothing_starts_after_the_deadline() -> None:
    clock = Clock()
    engine = FaultyEngine(fault="500", always=True, clock=clock)
    late = Batch("en", "es", (Request("a", GOOD[0]),), deadline=clock.now + 0.6)
    (result,) = translate_batch(engine, late, timing=timing(clock))
    assert result.failure in {"unavailable", "timeout"}
    assert clock.now <= 1000.6
