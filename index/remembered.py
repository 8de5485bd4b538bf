"""What the database tells of all articles, kept in memory for one state of an archive."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from index.state import State
from index.store import Store

_MOST = 64
T = TypeVar("T")


class Remembered:
    """Counts and lists that were asked for of the state seen last; safe for several threads."""

    def __init__(self) -> None:
        self._told: tuple[State | None, dict[tuple[Hashable, ...], Any]] = (None, {})

    def get(self, state: State, what: tuple[Hashable, ...], ask: Callable[[Store], T]) -> T:
        """Return what was asked for before, else ask.

        Args:
            state: the state of the archive; another one than before makes all forgotten.
            what: names what is asked for.
            ask: asks the database.
        """
        told, known = self._told
        if told is not state or len(known) >= _MOST:
            # A new dictionary: another thread may be looking into the old one.
            known = {}
            self._told = (state, known)
        found: T | None = known.get(what)
        if found is None:
            known[what] = found = ask(state.store)
        return found
