"""Two runs against each other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.console import Console

from eval.comparing import compare
from eval.gating import Bound, broken, read_bounds
from eval.measures import figures
from eval.reporting.changes import changes_json, changes_markdown, print_changes
from eval.reporting.record import CaseRecord, Report, where
from eval.significance import Figure
from index.errors import SettingsError


def kept(right: list[bool], text: str = "答") -> Report:
    cases = tuple(
        CaseRecord(
            id=f"c{n}",
            type="number",
            lang="zh",
            split="dev",
            question="多少？",
            history=(),
            expected=("7个",),
            abstain=False,
            evidence=(),
            note="",
            right=yes,
            reasons=() if yes else ("missing: 7个",),
            problems=(),
            parts={"right": (float(yes), 1.0), "refusal.false": (float(not yes), 1.0)},
            answer={"status": "answered", "text": text if yes else "没有"},
            seconds=0.0,
        )
        for n, yes in enumerate(right)
    )
    return Report(where(), figures({case.id: case.parts for case in cases}), {}, cases)


def test_what_was_won_and_lost_is_named() -> None:
    found = compare(kept([True, False, True]), kept([False, True, True]))
    assert [a.id for a, _ in found.won] == ["c1"] and [b.id for _, b in found.lost] == ["c0"]
    assert found.worse() == [] and found.better() == []


def test_a_change_beyond_chance_is_worse_or_better_by_its_direction() -> None:
    good, bad = kept([True] * 20), kept([True] * 10 + [False] * 10)
    assert set(compare(good, bad).worse()) == {"right", "refusal.false"}
    assert set(compare(bad, good).better()) == {"right", "refusal.false"}


def test_other_words_and_other_cases_are_told() -> None:
    found = compare(kept([True, True]), kept([True, True, True], "另一答"))
    assert [a.id for a, _ in found.changed] == ["c0", "c1"] and found.unpaired == ("c2",)


def test_changes_are_shown() -> None:
    found = compare(kept([True] * 20), kept([False] * 20))
    console = Console(record=True, width=140)
    print_changes(console, found)
    text = console.export_text()
    assert "worse" in text and "lost c3" in text
    assert "| right | 20 | 1.000 | 0.000 |" in changes_markdown(found)
    assert changes_json(found)["figures"]["right"]["verdict"] == "worse"


def test_halves_are_told_apart() -> None:
    run = kept([True, False])
    mixed = replace(run, cases=(run.cases[0], replace(run.cases[1], split="test")))
    assert mixed.split("dev")["right"].value == 1.0 and mixed.split("test")["right"].value == 0.0


def test_bounds() -> None:
    figures = {"right": Figure(0.8, 0.7, 0.9, 10)}
    assert broken(figures, read_bounds(["right=0.8"], least=True)) == []
    assert broken(figures, [Bound("right", 0.5, least=False)])[0][0].value == 0.5
    with pytest.raises(SettingsError, match="no such figure"):
        broken(figures, [Bound("wrong", 0.1)])
    with pytest.raises(SettingsError, match="a name and a number"):
        read_bounds(["right:0.8"], least=True)
