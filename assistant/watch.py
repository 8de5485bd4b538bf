"""How long the stages of an answer take."""

from __future__ import annotations

import time


class Watch:
    """Take the time of one stage after the other; it runs from when it is made."""

    def __init__(self) -> None:
        self._laps = [("", time.perf_counter())]

    def lap(self, name: str) -> None:
        """End the stage of this name."""
        self._laps.append((name, time.perf_counter()))

    def told(self) -> dict[str, float]:
        """Return the milliseconds of each stage, and of all together as "total"."""
        ends = [at for _, at in self._laps]
        stages = {name: at - ends[i] for i, (name, at) in enumerate(self._laps[1:])}
        seconds = {**stages, "total": ends[-1] - ends[0]}
        return {name: round(1000 * s, 1) for name, s in seconds.items()}
