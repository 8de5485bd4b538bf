"""Every planted fault lowers the figures that it should, beyond chance."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.bench import Bench, open_bench
from eval.cases import Case
from eval.faults import FAULTS, Fault, Remembered, catch, long_cases
from eval.planted import plant, write
from eval.runs import Result, run_cases
from eval.sets import load_files, load_set
from index.places import Gazetteer

SHORT = [fault for fault in FAULTS if not fault.long]
# Every so many of the other cases: enough for a significant change, few enough to be quick.
STRIDE = 3


def asked(case: Case, n: int) -> bool:
    by_reading = (fault for fault in SHORT if fault.rereads)
    return n % STRIDE == 0 or case.abstain or any(fault.fits(case) for fault in by_reading)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with open_bench([load_set().archive], tmp_path_factory.mktemp("samples")) as opened:
        yield opened


@pytest.fixture(scope="module")
def sound(bench: Bench) -> list[Result]:
    cases = [case for n, case in enumerate(load_files(load_set().dev)) if asked(case, n)]
    return run_cases(cases, bench.assistant, bench.witness)


@pytest.mark.parametrize("fault", SHORT, ids=lambda fault: fault.name)
def test_a_fault_is_noticed(fault: Fault, bench: Bench, sound: list[Result]) -> None:
    asked = bench.assistant if fault.rereads else Remembered(sound)
    caught = catch(fault, asked, sound, bench.witness)
    assert caught.noticed, caught.figures


def test_a_list_cut_short_is_noticed(tmp_path: Path) -> None:
    (fault,) = (fault for fault in FAULTS if fault.long)
    planted = plant(160, 3, Gazetteer.load())
    write(planted, tmp_path / "planted.jsonl")
    with open_bench([tmp_path / "planted.jsonl"], tmp_path / "index") as bench:
        results = run_cases(long_cases(planted), bench.assistant, bench.witness)
        caught = catch(fault, Remembered(results), results, bench.witness)
    assert caught.noticed, caught.figures


def test_a_sound_assistant_is_not_taken_for_a_broken_one(bench: Bench, sound: list[Result]) -> None:
    nothing = Fault("nothing is broken", ("right", "citation.recall"), lambda assistant: assistant)
    assert not catch(nothing, Remembered(sound), sound, bench.witness).noticed
