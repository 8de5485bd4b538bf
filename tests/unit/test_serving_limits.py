"""Requests are counted by user: a minute's worth at once, a steady rate in the long run."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.serving.limits import Limits


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_passes_and_then_the_rate_holds() -> None:
    clock = Clock()
    limits = Limits(60, clock)
    assert [limits.wait("a") for _ in range(60)] == [0.0] * 60
    assert 0 < limits.wait("a") <= 1
    clock.now = 1.0
    assert limits.wait("a") == 0.0
    assert limits.wait("a") > 0


def test_one_user_does_not_use_up_another_s_requests() -> None:
    limits = Limits(1, Clock())
    assert limits.wait("a") == 0.0
    assert limits.wait("a") > 0
    assert limits.wait("b") == 0.0


def test_to_look_takes_nothing() -> None:
    limits = Limits(1, Clock())
    assert [limits.peek("a") for _ in range(9)] == [0.0] * 9
    assert limits.wait("a") == 0.0
    assert limits.peek("a") == limits.wait("a") > 0


def test_no_limit_is_no_limit() -> None:
    limits = Limits(0, Clock())
    assert not any(limits.wait("a") for _ in range(1000))


def test_users_who_are_gone_are_forgotten_and_nobody_gains_by_it() -> None:
    clock = Clock()
    limits = Limits(1, clock)
    for n in range(30_000):
        limits.wait(f"user {n}")
    assert len(limits._buckets) <= 10_000
    assert limits.wait("user 29999") > 0


@given(st.integers(1, 200), st.lists(st.floats(0, 30), max_size=80))
def test_nobody_ever_gets_more_than_a_burst_and_the_rate(rate: int, pauses: list[float]) -> None:
    clock = Clock()
    limits, passed = Limits(rate, clock), 0
    for pause in pauses:
        clock.now += pause
        passed += limits.wait("a") == 0.0
    assert passed <= rate + clock.now * rate / 60 + 1e-6


@given(st.integers(1, 200), st.integers(1, 300))
def test_after_the_told_wait_a_request_passes(rate: int, requests: int) -> None:
    clock = Clock()
    limits = Limits(rate, clock)
    for _ in range(requests):
        clock.now += limits.wait("a") + 1e-9
    wait = limits.wait("a")
    clock.now += wait + 1e-6
    assert limits.wait("a") == 0.0 or wait == 0.0
