"""What is made of an archive is made again when it has changed, and only then."""

from __future__ import annotations

from unittest.mock import Mock

from assistant.ui.examples import Holdings
from assistant.ui.perstate import PerState


def test_it_is_made_once_for_each_state() -> None:
    made: list[tuple[int, str]] = []

    def make(archive: Holdings, language: str) -> str:
        made.append((archive.sequence, language))
        return f"{archive.sequence} {language}"

    archive = Mock(sequence=1)
    shown = PerState(make)
    assert [shown.of(archive, name) for name in ("zh", "en", "zh")] == ["1 zh", "1 en", "1 zh"]
    archive.sequence = 2
    assert shown.of(archive, "zh") == "2 zh"
    assert made == [(1, "zh"), (1, "en"), (2, "zh")]


def test_the_memory_is_bounded() -> None:
    shown = PerState(lambda archive: bytes(archive.sequence))
    for sequence in range(1, 100):
        shown.of(Mock(sequence=sequence))
    assert len(shown._made) <= 16
