"""The circuit breaker."""

from i18n.engines import Breaker
from tests.engines_fake.faulty import Clock


def opened(clock: Clock) -> Breaker:
    breaker = Breaker(clock=clock)
    for _ in range(5):
        assert breaker.allow()
        breaker.failure()
    return breaker


def test_a_success_starts_the_count_again() -> None:
    breaker = Breaker(clock=Clock())
    for _ in range(4):
        breaker.failure()
    breaker.success()
    for _ in range(4):
        breaker.failure()
    assert breaker.state == "closed"


def test_open_refuses_until_the_rest_is_over() -> None:
    clock = Clock()
    breaker = opened(clock)
    assert not breaker.allow()
    assert breaker.wait() == 60
    clock.now += 60
    assert breaker.state == "half-open"
    assert breaker.wait() == 0


def test_half_open_lets_one_trial_through() -> None:
    clock = Clock()
    breaker = opened(clock)
    clock.now += 60
    assert [breaker.allow(), breaker.allow()] == [True, False]
    breaker.success()
    assert (breaker.state, breaker.allow()) == ("closed", True)


def test_failed_trial_doubles_the_rest() -> None:
    clock = Clock()
    breaker = opened(clock)
    clock.now += 60
    assert breaker.allow()
    breaker.failure()
    assert breaker.wait() == 120


def test_a_lost_trial_does_not_block_for_ever() -> None:
    clock = Clock()
    breaker = opened(clock)
    clock.now += 60
    assert breaker.allow()
    clock.now += 60
    assert breaker.allow()


def test_rest_has_a_longest() -> None:
    clock = Clock()
    breaker = opened(clock)
    for _ in range(10):
        clock.now += breaker.wait()
        assert breaker.allow()
        breaker.failure()
    assert breaker.wait() == 960
