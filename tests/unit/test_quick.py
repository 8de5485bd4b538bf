"""Frozen dataclasses that are quick to make."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from index.quick import quick


@quick
@dataclass(frozen=True, slots=True, order=True)
class Span:
    start: int
    end: int
    text: str = ""

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("ends before it begins")


def test_is_made_and_compared_as_any_dataclass() -> None:
    span = Span(1, end=3)
    assert (span.start, span.end, span.text) == (1, 3, "")
    assert type(span) is Span and span == Span(1, 3, "") and hash(span) == hash(Span(1, 3))
    assert span < Span(2, 3) and replace(span, text="甲") == Span(1, 3, "甲")
    assert repr(span).endswith("Span(start=1, end=3, text='')")


def test_cannot_be_changed() -> None:
    span = Span(1, 3)
    with pytest.raises(FrozenInstanceError):
        span.start = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del span.start


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda span: pickle.loads(pickle.dumps(span))])
def test_copies_are_of_the_same_class(again: object) -> None:
    assert callable(again)
    made = again(Span(1, 3, "甲"))
    assert made == Span(1, 3, "甲") and type(made) is Span
    with pytest.raises(FrozenInstanceError):
        setattr(made, "start", 2)  # noqa: B010


def test_arguments_and_values_are_checked() -> None:
    with pytest.raises(TypeError, match="end"):
        Span(1)  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="before it begins"):
        Span(3, 1)


def test_subclasses_are_made_as_ever() -> None:
    class Named(Span):
        __slots__ = ("name",)
        name: str

    named = Named(1, 2)
    object.__setattr__(named, "name", "甲")
    assert type(named) is Named and (named.end, named.name) == (2, "甲")


def test_refuses_what_it_cannot_do() -> None:
    @dataclass(frozen=True, slots=True)
    class Made:
        parts: list[str] = field(default_factory=list)

    with pytest.raises(TypeError, match="Made"):
        quick(Made)
