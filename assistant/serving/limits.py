"""How often each user may ask: a bucket of tokens per user, filled at a steady rate."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

_MOST_BUCKETS = 10_000


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class Limits:
    """Count requests by user.

    A bucket holds a minute's worth of requests and is filled at a steady rate: short bursts pass, and in
    the long run no one gets more than the rate.

    Args:
        per_minute: requests a minute; 0 for no limit.
        clock: seconds, only ever growing.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute, self._clock = per_minute, clock
        self._buckets: dict[str, _Bucket] = {}
        self._lock = Lock()

    def wait(self, key: str) -> float:
        """Take one request of a user.

        Returns:
            0 where it may go on, else the seconds until the next one may; then nothing is taken.
        """
        return self._look(key, taking=1.0)

    def peek(self, key: str) -> float:
        """Return the seconds until a user's next request may go on, without taking one."""
        return self._look(key, taking=0.0)

    def _look(self, key: str, taking: float) -> float:
        if not self._per_minute:
            return 0.0
        now, rate = self._clock(), self._per_minute / 60
        with self._lock:
            bucket = self._buckets.get(key)
            if bucket is None:
                self._make_room(now, rate)
                bucket = self._buckets[key] = _Bucket(self._per_minute, now)
            bucket.tokens = min(self._per_minute, bucket.tokens + (now - bucket.at) * rate)
            bucket.at = now
            if bucket.tokens >= 1:
                bucket.tokens -= taking
                return 0.0
            return (1 - bucket.tokens) / rate

    def _make_room(self, now: float, rate: float) -> None:
        """Forget those whose bucket is full again: a new one would be no different."""
        if len(self._buckets) < _MOST_BUCKETS:
            return
        full = [key for key, b in self._buckets.items() if b.tokens + (now - b.at) * rate >= self._per_minute]
        for key in full or list(self._buckets)[: _MOST_BUCKETS // 2]:
            del self._buckets[key]
