"""The fuzzer itself, for a moment: it tries inputs of every kind, and tells a fault from a refusal."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from index.places import Gazetteer
from tests.fuzz.__main__ import Report, plain
from tests.fuzz.mutate import mutate
from tests.fuzz.seeds import seeds
from tests.fuzz.trial import attempt
from tests.fuzz.workers import Bench, Fault


def test_a_short_run_tries_every_kind_and_finds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.fuzz.__main__.KEPT", tmp_path)
    # The smallest of each kind; pictures are left to the long run, as recognition takes seconds to load.
    small = {seed.suffix: seed for seed in sorted(seeds(), key=lambda seed: -len(seed.data))}
    chosen = [seed for suffix, seed in small.items() if suffix not in (".png", ".jpg", ".tif")]
    monkeypatch.setattr("tests.fuzz.__main__.seeds", lambda: chosen)
    report = Report()
    plain(1.5, 7, report)
    assert not report.faults, report.faults
    assert report.trials.keys() == {seed.suffix for seed in chosen}


def test_mutations_are_repeatable_and_change_something() -> None:
    pool = [seed.data for seed in seeds() if seed.suffix == ".docx"]
    changed = [mutate(pool[0], ".docx", Random(number), pool) for number in range(12)]
    assert changed == [mutate(pool[0], ".docx", Random(number), pool) for number in range(12)]
    assert len(set(changed)) > 6


def test_a_refusal_is_an_outcome_and_a_fault_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    gazetteer = Gazetteer.load()
    assert attempt(".txt", b"\x00\x01\x02", tmp_path, gazetteer).result == "UnreadableInput"
    monkeypatch.setattr("tests.fuzz.trial.SECONDS", -1.0)
    with Bench(gazetteer) as bench, pytest.raises(Fault, match="CPU seconds"):
        bench.trial(".txt", "本报讯 会议召开。".encode())
