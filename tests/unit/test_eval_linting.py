"""The check of question sets: each kind of fault is found, and the set over the samples has none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from eval.cli import app
from eval.linting import lint, read_rows
from eval.linting.coverage import check_coverage, counts
from eval.linting.twins import alike, shape
from eval.sets import CaseSet, load_files, load_set
from index.errors import DataError, SettingsError

FIRST = "皋兰县建成茶话驿站24个，镇上的人常来坐坐。"
SECOND = "永登县还没有茶话驿站，正在看房子。"
CASE: dict[str, Any] = {
    "id": "a",
    "split": "dev",
    "question": "哪些县建了茶话驿站？",
    "lang": "zh",
    "type": "list",
    "gold_articles": [["甲.txt", 1]],
    "answer": ["皋兰县"],
    "trap": ["永登县"],
    "evidence": [FIRST],
    "evidence_articles": [["甲.txt", 1]],
    "scan": {"any": ["茶话驿站"]},
}


def given(folder: Path, dev: list[dict[str, Any]], test: list[dict[str, Any]] | None = None) -> CaseSet:
    (folder / "pages").mkdir(exist_ok=True)
    (folder / "pages" / "甲.txt").write_text(f"{FIRST}\n\n{SECOND}\n", encoding="utf-8")
    articles = [
        {
            "page": "甲.txt",
            "n": n,
            "first_ns": text[:5],
            "last_ns": text[-5:],
            "place": text[:3],
            "event_date": day,
        }
        for n, (text, day) in enumerate([(FIRST, "2023-05"), (SECOND, "2023-06-02/2023-06-03")], 1)
    ]
    for name, rows in (("dev", dev), ("test", test or []), ("articles", articles)):
        text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return CaseSet(
        (folder / "dev.jsonl",), (folder / "test.jsonl",), folder / "pages", folder / "articles.jsonl"
    )


def problems(folder: Path, *dev: dict[str, Any], test: list[dict[str, Any]] | None = None) -> list[str]:
    """Return what is wrong, but for the counts of whole sets."""
    found = lint(given(folder, list(dev), test))
    return [problem.what for problem in found if problem.id]


def test_a_sound_case_has_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path, CASE) == []


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"type": "lists"}, "type: 'lists' is not one of"),
        ({"unknown": 1}, "Additional properties"),
        ({"answer": []}, "answer: [] should be non-empty"),
        ({"split": "test"}, "its file is of dev"),
        ({"evidence": ["皋兰县建成茶话驿站42个。"]}, "not in article 1 of 甲.txt"),
        ({"evidence_articles": [["甲.txt", 2]]}, "not in article 2 of 甲.txt"),
        ({"evidence_articles": [["乙.txt", 1]]}, "there is no article 1 of 乙.txt"),
        ({"evidence": []}, "it has no evidence"),
        ({"optional": ["皋兰县"]}, "皋兰县 is an answer and something else too"),
        ({"aliases": {"靖远县": ["靖远"]}}, "aliases has 靖远县, which is no item"),
        ({"trap": []}, "the scan finds article 2 of 甲.txt (永登县)"),
        ({"scan": {"any": ["茶馆"]}}, "the scan does not find article 1 of 甲.txt"),
    ],
)
def test_what_is_wrong_with_a_case_is_told(tmp_path: Path, change: dict[str, Any], what: str) -> None:
    assert any(what in told for told in problems(tmp_path, CASE | change))


def test_a_list_needs_a_scan(tmp_path: Path) -> None:
    bare = {name: value for name, value in CASE.items() if name != "scan"}
    assert problems(tmp_path, bare) == ["a list needs a scan"]


@pytest.mark.parametrize(
    ("scan", "finds"),
    [
        ({"from": "2023-06", "to": "2023-06"}, True),
        ({"from": "2023-06-03", "to": "2023"}, False),
        ({"under": ["兰州市"]}, True),
        ({"under": ["白银市"], "to": "2024"}, False),
        ({"any": ["看房子"], "from": "2023"}, True),
        ({"level": "county", "to": "2022"}, False),
    ],
)
def test_scans_are_limited_by_time_and_place(tmp_path: Path, scan: dict[str, Any], finds: bool) -> None:
    found = problems(tmp_path, CASE | {"trap": [], "scan": scan})
    assert any("finds article 2" in what for what in found) is finds


def test_near_duplicates_between_the_halves_are_found(tmp_path: Path) -> None:
    close = {"id": "b", "split": "test", "question": "哪些县建了茶话驿站呢？"}
    assert problems(tmp_path, CASE, test=[CASE | close]) == ["near-duplicate of a (0.89)"]
    other = {"id": "b", "split": "test", "question": "皋兰有几处能坐下来说话的地方？"}
    assert problems(tmp_path, CASE, test=[CASE | other]) == []
    assert problems(tmp_path, CASE, test=[CASE | {"split": "test"}])[:1] == ["another case has this id"]


def test_likeness_is_of_characters_or_words() -> None:
    one, other = ({"question": text, "lang": "en"} for text in ("Who led it?", "Who led them?"))
    assert alike(shape(one), shape(one)) == 1.0 and 0 < alike(shape(one), shape(other)) < 1
    assert alike(shape({"question": "。"}), shape({"question": "？"})) == 0.0


def test_too_few_of_a_kind_are_told() -> None:
    told = [str(problem) for problem in check_coverage([CASE], [])]
    assert any("questions: 1, and there should be" in line for line in told)
    assert any("type list: 0 held out, and there should be" in line for line in told)
    assert counts([CASE])["lists with a scan"] == 1


def test_the_set_over_the_samples_is_sound() -> None:
    result = CliRunner().invoke(app, ["lint", "--counts"])
    assert result.exit_code == 0, result.stdout
    assert "0 problems" in result.stdout


def test_sets_are_read_by_half() -> None:
    known = load_set()
    assert {case.split for case in load_files(known.files("test"))} == {"test"}
    assert len(load_files(known.files("all"))) == sum(
        len(load_files(known.files(h))) for h in ("dev", "test")
    )
    with pytest.raises(SettingsError):
        known.files("half")
    with pytest.raises(DataError):
        load_files([known.dev[0], known.dev[0]])


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text("[1]\n", encoding="utf-8")
    for path in (tmp_path / "x.jsonl", tmp_path / "none.jsonl"):
        with pytest.raises(DataError):
            read_rows(path)
    with pytest.raises(DataError):
        load_set(tmp_path / "none.toml")
