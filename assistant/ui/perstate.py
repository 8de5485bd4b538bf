"""What the page shows of an archive is made once for each state that the archive has."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from assistant.ui.examples import Holdings

_KEPT = 16

T = TypeVar("T")


class PerState(Generic[T]):
    """Remember what is made of an archive as long as it stays as it is.

    Args:
        make: makes it, of the archive and whatever else it takes.
    """

    def __init__(self, make: Callable[..., T]) -> None:
        self._make = make
        self._made: dict[tuple[Hashable, ...], T] = {}

    def of(self, archive: Holdings, *given: Hashable) -> T:
        """Return what is made of the archive and what is given, from memory where nothing has changed."""
        key = (archive.sequence, *given)
        made = self._made.get(key)
        if made is None:
            if len(self._made) >= _KEPT:
                # Another thread may be looking into the old one.
                self._made = {}
            made = self._made[key] = self._make(archive, *given)
        return made
