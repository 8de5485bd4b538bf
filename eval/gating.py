"""Is a run good enough? For continuous integration: `--min name=value`, `--max name=value`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.significance import Figure
from index.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure that must not be below (`least`) or above a value."""

    name: str
    value: float
    least: bool = True

    def holds(self, found: Figure) -> bool:
        """Say whether a figure keeps the bound."""
        return found.value >= self.value if self.least else found.value <= self.value

    def __str__(self) -> str:
        return f"{self.name} {'≥' if self.least else '≤'} {self.value:g}"


def read_bounds(texts: Sequence[str], *, least: bool) -> list[Bound]:
    """Read bounds that are written as name=value.

    Raises:
        SettingsError: one is written otherwise.
    """
    found = []
    for text in texts:
        name, _, value = text.partition("=")
        try:
            found.append(Bound(name.strip(), float(value), least))
        except ValueError as error:
            hint = "write it like right=0.9"
            raise SettingsError("a bound needs a name and a number", subject=text, hint=hint) from error
    return found


def broken(figures: Mapping[str, Figure], bounds: Sequence[Bound]) -> list[tuple[Bound, Figure]]:
    """Return the bounds that a run does not keep, each with the figure.

    Raises:
        SettingsError: the run has no figure of this name.
    """
    for bound in bounds:
        if bound.name not in figures:
            hint = "it has " + ", ".join(figures)
            raise SettingsError("the run has no such figure", subject=bound.name, hint=hint)
    return [(bound, figures[bound.name]) for bound in bounds if not bound.holds(figures[bound.name])]
