"""Bad input through the real command: a clear message, the right exit status, and the others go on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

PAGE = "本报榆中讯（通讯员 春分）4月9日，榆中县政协在8个社区建立协商议事室，聘请议事员40名。\n"
# The last one is a fault, not an answer; none of these words may reach a user.
FAULT = "Traceback"


@dataclass(frozen=True)
class Outcome:
    """What one run of the command left behind."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Return standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


def wendang(folder: Path, *arguments: str) -> Outcome:
    """Run the real command in a folder, with none of the user's settings."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("WENDANG_")}
    done = subprocess.run(
        [sys.executable, "-c", "from assistant.cli import main; main()", *arguments],
        cwd=folder,
        env=environment | {"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert FAULT not in done.stderr
    return Outcome(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with every kind of bad file in it, and good ones, indexed."""
    folder = tmp_path_factory.mktemp("bad-input")
    pages = folder / "pages"
    pages.mkdir()
    (pages / "good.txt").write_text(PAGE, encoding="utf-8")
    (pages / "gb18030.txt").write_bytes(PAGE.replace("榆中", "皋兰").encode("gb18030"))
    (pages / "empty.txt").write_bytes(b"")
    (pages / "blank.txt").write_bytes("\n　\n".encode())
    (pages / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (pages / "image.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (pages / "deep.html").write_text("<div>" * 10_000 + PAGE + "</div>" * 10_000, encoding="utf-8")
    (pages / "scan.wps").write_bytes(b"WPS")
    ready = json.dumps({"text": PAGE.strip()}, ensure_ascii=False)
    (pages / "ready.jsonl").write_text(f"{ready}\n{{no json\n", encoding="utf-8")
    (folder / "nothing").mkdir()
    outcome = wendang(folder, "index", "build", "pages", "--json")
    assert outcome.status == 1
    (folder / "report.json").write_text(outcome.out, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("empty.txt", "the file is empty"),
        ("blank.txt", "holds no text"),
        ("binary.txt", "binary"),
        ("image.html", "PNG"),
        ("deep.html", "nested too deeply"),
        ("scan.wps", "no reader"),
        ("ready.jsonl#2", "not JSON"),
    ],
)
def test_every_bad_file_is_named_with_its_reason(place: Path, source: str, reason: str) -> None:
    report = json.loads((place / "report.json").read_text(encoding="utf-8"))
    refused = {item["source"]: item["reason"] for item in report["refused"]}
    assert len(refused) == 7
    assert reason in refused[source]
    assert report["added"] == 3


def test_a_file_in_gb18030_is_read_like_any_other(place: Path) -> None:
    found = wendang(place, "articles", "--source", "gb18030.txt", "--json")
    assert found.status == 0
    (article,) = found.lines
    assert article["place"] == "皋兰县"
    assert "聘请议事员40名" in article["text"]


def test_a_second_build_says_the_same_of_the_bad_files(place: Path) -> None:
    again = wendang(place, "index", "build", "pages")
    assert again.status == 1
    assert again.err.count("refused: ") == 7
    assert "0 files read" in again.out


@pytest.mark.parametrize("name", ["empty.txt", "binary.txt", "scan.wps"])
def test_a_bad_file_alone_is_nothing_done(place: Path, name: str) -> None:
    alone = wendang(place, "index", "build", f"pages/{name}", "--index", "alone")
    assert alone.status == 2
    assert f"refused: {name}: " in alone.err and "error: " in alone.err
    assert alone.out == ""


@pytest.mark.parametrize(
    ("path", "said"), [("nothing", "holds no page"), ("nowhere", "no such file or folder")]
)
def test_a_folder_without_pages_and_a_missing_path(place: Path, path: str, said: str) -> None:
    plain = wendang(place, "index", "build", path, "--index", "never-made")
    assert (plain.status, plain.out) == (2, "")
    assert said in plain.err and path in plain.err and "try: " in plain.err
    told = wendang(place, "index", "build", path, "--index", "never-made", "--json")
    assert told.status == 2
    assert [list(line) for line in told.lines] == [["error", "subject", "hint"]]
    assert not (place / "never-made").exists()


# One argument of a command holds 128 KiB at most, so that 100,000 Chinese characters come in a batch.
@pytest.mark.parametrize(
    ("question", "said"), [("", "the question is empty"), ("a" * 100_000, "100,000 characters")]
)
def test_a_question_of_no_characters_and_of_too_many(place: Path, question: str, said: str) -> None:
    plain = wendang(place, "ask", question)
    assert (plain.status, plain.out) == (2, "")
    assert said in plain.err and "try: " in plain.err
    assert len(plain.err) < 1000
    told = wendang(place, "ask", question, "--json")
    assert told.status == 2
    assert said in told.lines[0]["error"]


def test_a_question_of_100_000_chinese_characters_stops_no_other(place: Path) -> None:
    questions = [
        {"id": "long", "question": "问" * 100_000},
        {"id": "next", "question": "皋兰县有多少名议事员？"},
    ]
    batch = "\n".join(json.dumps(fields, ensure_ascii=False) for fields in questions)
    (place / "batch.jsonl").write_text(batch, encoding="utf-8")
    told = wendang(place, "ask", "--batch", "batch.jsonl")
    first, second = told.lines
    assert told.status == 1
    assert first["id"] == "long" and "100,000 characters" in first["error"]
    assert second["id"] == "next" and second["status"] == "answered"


def test_a_question_in_emoji_is_answered_honestly(place: Path) -> None:
    told = wendang(place, "ask", "😀🏮👩‍👩‍👧", "--json")
    assert told.status == 0
    assert told.lines[0]["status"] == "not_found"
    assert told.lines[0]["citations"] == []


def test_an_ordinary_question_is_answered_among_all_that(place: Path) -> None:
    told = wendang(place, "ask", "皋兰县政协聘请了多少名议事员？", "--json")
    assert told.status == 0
    (answer,) = told.lines
    assert answer["status"] == "answered"
    assert "40名" in answer["text"]
    assert answer["citations"][0]["source"] == "gb18030.txt"


def test_an_index_that_is_none(place: Path) -> None:
    (place / "a-file").write_text("x")
    for index in ("not-there", "pages", "a-file"):
        told = wendang(place, "ask", "问", "--index", index, "--json")
        assert told.status == 2
        assert told.lines[0]["error"] and told.lines[0]["hint"]
