"""The command line: what goes to standard output, and with which exit status it ends."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import run
from assistant.settings import Settings
from tests.unit.chat_server import Reply, serving

PAGE = """政协动态

古浪县政协建起委员工作站

本报古浪讯（通讯员 秋实）5月4日，古浪县政协在12个乡镇建立委员工作站，配备联络员30名。

民勤县政协视察治沙工程

本报民勤讯（通讯员 夏至）6月7日，民勤县政协组织委员视察治沙工程，走访农户20户。
"""
READY = {"id": "迭部一", "headline": "迭部县政协走访企业", "date": "2024-03-05", "place": "迭部县"}
ANSWER = "id question language kind status text rows citations coverage checks composed_by timing_ms"
HIT = "article_id source headline place issue_date text start end score channels"


class Cli:
    """Run commands in this process on one index and gather what they write."""

    def __init__(self, capsys: pytest.CaptureFixture[str], index: Path) -> None:
        self._capsys = capsys
        self._index = index

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        self._capsys.readouterr()
        status = run([*arguments, "--index", str(self._index)])
        written = self._capsys.readouterr()
        return status, written.out, written.err

    def json(self, *arguments: str) -> tuple[int, list[dict[str, Any]]]:
        status, out, _ = self(*arguments, "--json")
        return status, [json.loads(line) for line in out.splitlines()]


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"WENDANG_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    (folder / "2023-06-09_02.txt").write_text(PAGE, encoding="utf-8")
    ready = READY | {"text": "本报迭部讯 3月5日，迭部县政协走访企业9家，收集建议16条。"}
    (folder / "ready.jsonl").write_text(json.dumps(ready, ensure_ascii=False), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    index = tmp_path_factory.mktemp("built") / "index"
    assert run(["index", "build", str(pages), "--index", str(index)]) == 0
    return index


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], built: Path) -> Cli:
    return Cli(capsys, built)


@pytest.fixture
def fresh(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Cli:
    return Cli(capsys, tmp_path / "index")


def test_building_reports_what_was_done(fresh: Cli, pages: Path) -> None:
    status, (report,) = fresh.json("index", "build", str(pages))
    assert status == 0
    assert (report["read"], report["unchanged"], report["added"], report["refused"]) == (2, 0, 3, [])
    status, out, _ = fresh("index", "build", str(pages))
    assert status == 0
    assert out.startswith("0 files read, 2 unchanged, 0 refused")


def test_one_bad_file_is_named_and_stops_no_other(fresh: Cli, pages: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    status, out, err = fresh("index", "build", str(bad), str(pages))
    assert status == 1
    assert "refused: bad.txt: the file is empty" in err
    assert out.startswith("2 files read")
    status, (report,) = fresh.json("index", "status")
    assert status == 0
    assert report["refused"][0]["source"] == "bad.txt"


def test_nothing_but_bad_files_is_nothing_done(fresh: Cli, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\x00\x01")
    status, (report,) = fresh.json("index", "build", str(bad))
    assert status == 2
    assert report["error"] == "none of the inputs could be read"
    assert report["subject"] == "bad.txt"
    assert "binary" in report["refused"][0]["reason"]


def test_a_missing_path_beside_a_good_one_is_refused_alone(fresh: Cli, pages: Path) -> None:
    status, (report,) = fresh.json("index", "build", "nowhere", str(pages))
    assert status == 1
    assert report["refused"][0]["source"] == "nowhere"
    assert report["read"] == 2


def test_nothing_there_at_all(fresh: Cli, tmp_path: Path) -> None:
    status, (error,) = fresh.json("index", "build", "nowhere")
    assert status == 2
    assert list(error) == ["error", "subject", "hint"]
    assert error["subject"] == "nowhere"
    (tmp_path / "empty").mkdir()
    status, out, err = fresh("index", "build", "empty")
    assert (status, out) == (2, "")
    assert "error: empty: the folder holds no page" in err and "try:" in err


def test_files_of_other_kinds_are_mentioned(fresh: Cli, pages: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "a.txt").write_text(PAGE, encoding="utf-8")
    (folder / "a.css").write_text("p {}")
    status, _, err = fresh("index", "build", str(folder))
    assert status == 0
    assert "passed over, being no pages: 1 .css" in err


def test_articles_are_listed(cli: Cli) -> None:
    status, articles = cli.json("articles")
    assert status == 0
    assert {article["place"] for article in articles} == {"古浪县", "民勤县", "迭部县"}
    assert all(list(article)[:4] == ["article_id", "source", "n", "kind"] for article in articles)
    status, some = cli.json("articles", "--source", "2023-06-09_02.txt")
    assert len(some) == 2
    status, out, _ = cli("articles")
    assert len(out.splitlines()) == 3
    status, (error,) = cli.json("articles", "--source", "gone.txt")
    assert status == 2
    assert error["subject"] == "gone.txt"


def test_a_search_gives_hits(cli: Cli) -> None:
    status, hits = cli.json("search", "委员工作站", "-k", "2")
    assert status == 0
    assert list(hits[0]) == HIT.split()
    assert hits[0]["place"] == "古浪县"
    assert len(hits) <= 2
    status, out, _ = cli("search", "委员工作站")
    assert out.startswith("1. 古浪县 2023-06-09《古浪县政协建起委员工作站》 2023-06-09_02.txt")
    _, english = cli.json("search", "committee workstations in Gulang County")
    assert english[0]["place"] == "古浪县"


@pytest.mark.parametrize("place", ["迭部县", "迭部", "623024", "甘南藏族自治州", "Diebu County"])
def test_a_search_can_be_limited_to_a_place(cli: Cli, place: str) -> None:
    status, hits = cli.json("search", "县政协", "--place", place)
    assert status == 0
    assert {hit["place"] for hit in hits} == {"迭部县"}


def test_a_search_can_be_limited_in_time(cli: Cli) -> None:
    assert {hit["place"] for hit in cli.json("search", "县政协", "--from", "2024")[1]} == {"迭部县"}
    assert "迭部县" not in {hit["place"] for hit in cli.json("search", "县政协", "--to", "2023-06")[1]}
    assert cli.json("search", "县政协", "--from", "2023-07", "--to", "2023-08")[1] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("--place", "不存在的地方"),
        ("--from", "last year"),
        ("--to", "2024-13"),
        ("-k", "0"),
    ],
)
def test_a_limit_that_is_none_is_an_error(cli: Cli, arguments: tuple[str, ...]) -> None:
    status, (error,) = cli.json("search", "县政协", *arguments)
    assert status == 2
    assert error["error"] and error["hint"]


def test_an_answer_by_the_contract(cli: Cli) -> None:
    status, (answer,) = cli.json("ask", "古浪县政协配备了多少名联络员？")
    assert status == 0
    assert list(answer) == ANSWER.split()
    assert answer["status"] == "answered"
    assert "30名" in answer["text"]
    assert answer["citations"][0]["source"] == "2023-06-09_02.txt"
    explained = cli.json("ask", "古浪县政协配备了多少名联络员？", "--explain")[1][0]
    assert explained["understood"]["kind"] == "number"


def test_an_answer_for_people(cli: Cli) -> None:
    status, out, _ = cli("ask", "古浪县政协配备了多少名联络员？")
    assert status == 0
    assert "30名" in out
    assert "出处：" in out
    assert "《古浪县政协建起委员工作站》" in out
    assert "本报古浪讯" in out or "配备联络员30名" in out
    _, english, _ = cli("ask", "How many liaison officers did Gulang County appoint?")
    assert "出处" not in english


def test_a_follow_up_needs_the_history(cli: Cli) -> None:
    _, (answer,) = cli.json("ask", "走访了多少农户？", "--history", "民勤县政协开展了什么活动？")
    assert "20户" in answer["text"]


@pytest.mark.parametrize(
    "question", ["😀😀😀", "?", "……", "\u200b\u200b", "\udcff\udcfe", "'; DROP TABLE articles; --"]
)
def test_odd_questions_get_an_honest_answer(cli: Cli, question: str) -> None:
    status, (answer,) = cli.json("ask", question)
    assert status == 0
    assert answer["status"] == "not_found"
    assert answer["citations"] == []


@pytest.mark.parametrize(("question", "said"), [("", "empty"), (" \n", "empty"), ("问" * 100_000, "100,000")])
def test_a_question_that_cannot_be_asked(cli: Cli, question: str, said: str) -> None:
    for command in ("ask", "search"):
        status, (error,) = cli.json(command, question)
        assert status == 2
        assert said in error["error"]
        assert len(json.dumps(error)) < 1000


@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_question_or_a_batch_is_needed(cli: Cli, command: str) -> None:
    assert cli.json(command)[0] == 2
    assert cli.json(command, "问", "--batch", "x.jsonl")[0] == 2


def test_a_batch_is_answered_in_order(cli: Cli, tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "a", "question": "古浪县政协配备了多少名联络员？"}),
        "{broken",
        "",
        json.dumps({"id": "b", "question": ""}),
        json.dumps({"id": 7, "question": "走访了多少农户？", "history": ["民勤县政协开展了什么活动？"]}),
        json.dumps({"question": "迭部县政协走访了多少家企业？", "history": None}),
        json.dumps({"id": "c", "question": "问", "history": "no list"}),
        json.dumps({"id": "d"}),
    ]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(lines), encoding="utf-8")
    status, out, err = cli("ask", "--batch", str(batch))
    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert [answer["id"] for answer in answers] == ["a", "2", "b", "7", "6", "c", "d"]
    assert ["error" in answer for answer in answers] == [False, True, True, False, False, True, True]
    assert "20户" in answers[3]["text"] and "9家" in answers[4]["text"]
    assert "refused: 2: line 2 is not JSON" in err
    status, out, _ = cli("search", "--batch", str(batch), "-k", "1")
    found = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert [item["id"] for item in found] == ["a", "2", "b", "7", "6", "c", "d"]
    assert list(found[0]) == ["id", "hits"] and len(found[0]["hits"]) == 1


def test_a_batch_from_standard_input(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO('{"id": "x", "question": "古浪县有多少联络员？"}\n'))
    status, out, _ = cli("ask", "--batch", "-")
    assert status == 0
    assert json.loads(out)["id"] == "x"


@pytest.mark.parametrize("content", [None, b"", b"\n\n", b"\xff\xfe\x00binary"])
def test_a_batch_that_holds_nothing(cli: Cli, tmp_path: Path, content: bytes | None) -> None:
    batch = tmp_path / "batch.jsonl"
    if content is not None:
        batch.write_bytes(content)
    status, (error,) = cli.json("ask", "--batch", str(batch))
    assert status == 2
    assert error["subject"] == str(batch)


def test_one_failing_question_stops_no_other(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assistant.chat import Assistant

    answer = Assistant.ask

    def ask(self: Assistant, question: str, *rest: Any, **named: Any) -> Any:
        if question == "坏":
            raise ZeroDivisionError("a fault")
        return answer(self, question, *rest, **named)

    monkeypatch.setattr(Assistant, "ask", ask)
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"id": "1", "question": "坏"}\n{"id": "2", "question": "古浪县有多少联络员？"}\n')
    status, out, _ = cli("ask", "--batch", str(batch))
    first, second = map(json.loads, out.splitlines())
    assert status == 1
    assert "a fault" in first["error"]
    assert second["id"] == "2" and "error" not in second


def test_the_day_of_the_question_can_be_given(cli: Cli) -> None:
    assert cli.json("ask", "去年古浪县建了多少委员工作站？", "--today", "2024-01-05")[0] == 0
    status, (error,) = cli.json("ask", "问", "--today", "tomorrow")
    assert status == 2
    assert error["subject"] == "--today"


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "问"),
        ("search", "问"),
        ("articles",),
        ("serve",),
        ("index", "status"),
        ("index", "verify"),
        ("index", "repair"),
        ("index", "backup"),
        ("index", "rebuild"),
        ("index", "remove", "a.txt"),
    ],
)
def test_without_an_index_every_command_says_how_to_make_one(fresh: Cli, arguments: tuple[str, ...]) -> None:
    status, (error,) = fresh.json(*arguments)
    assert status == 2
    assert "no index" in error["error"]
    assert "wendang index build" in error["hint"]


def test_an_index_is_looked_after(fresh: Cli, pages: Path) -> None:
    fresh("index", "build", str(pages))
    assert [check["sound"] for check in fresh.json("index", "verify")[1]] == [True, True, True]
    assert fresh("index", "repair")[0] == 0
    status, (report,) = fresh.json("index", "backup")
    assert status == 0 and Path(report["backup"]).stat().st_size == report["bytes"] > 0
    status, (report,) = fresh.json("index", "rebuild")
    assert status == 0 and report["encoder"].startswith("builtin")
    status, (report,) = fresh.json("index", "remove", "ready.jsonl")
    assert (status, report["removed"]) == (0, 1)
    assert len(fresh.json("articles")[1]) == 2
    status, (error,) = fresh.json("index", "remove", "ready.jsonl")
    assert (status, error["subject"]) == (2, "ready.jsonl")
    assert "articles: 2" in fresh("index", "status")[1]


def test_damage_is_found_and_mended(fresh: Cli, pages: Path, tmp_path: Path) -> None:
    fresh("index", "build", str(pages))
    (vectors,) = (tmp_path / "index").rglob("vectors.bin")
    vectors.write_bytes(vectors.read_bytes()[:-9] + b"damaged!!")
    status, checks = fresh.json("index", "verify")
    assert status == 1
    assert [check["part"] for check in checks if not check["sound"]] == ["vectors"]
    assert fresh("index", "repair")[0] == 0
    assert fresh("index", "verify")[0] == 0


@pytest.mark.parametrize(
    "arguments",
    [("no-such-command",), ("ask", "--no-such-option"), ("index", "build"), ("serve", "--port", "x")],
)
def test_misuse_is_told_in_both_forms(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    assert run([*arguments, "--json"]) == 2
    written = capsys.readouterr()
    error = json.loads(written.out)
    assert list(error) == ["error", "subject", "hint"]
    assert "error: " in written.err


@pytest.mark.parametrize(
    "command",
    [
        *(
            [],
            ["ask"],
            ["search"],
            ["articles"],
            ["serve"],
            ["doctor"],
            ["eval"],
            ["index"],
            ["index", "build"],
        ),
        *(["index", "status"], ["index", "verify"], ["index", "repair"], ["index", "rebuild"]),
        *(["index", "remove"], ["index", "watch"]),
    ],
)
def test_every_command_has_help(capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    assert run([*command, "--help"]) == 0
    out = capsys.readouterr().out
    assert "Usage: wendang" in out
    # Every command that does something takes --index and --json.
    if command not in ([], ["index"], ["eval"]):
        assert "--index" in out and "--json" in out


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("wendang ")


def test_a_fault_of_the_program_has_an_exit_status_too(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.commands.ask.Answer", None)
    monkeypatch.setattr("assistant.chat.Assistant.ask", lambda *a, **k: 1 / 0)
    status, (error,) = cli.json("ask", "问")
    assert status == 2
    assert "ZeroDivisionError" in error["error"]


HEAVY = "torch transformers sentence_transformers gradio llama_index trafilatura pandas openai jieba"


@pytest.mark.parametrize("command", ["ask", "help"])
def test_nothing_heavy_is_imported_for_an_answer(built: Path, command: str) -> None:
    arguments = (
        ["ask", "古浪县政协配备了多少名联络员？", "--index", str(built)] if command == "ask" else ["--help"]
    )
    program = (
        "import sys; from assistant.cli import run; status = run(sys.argv[1:]); "
        f"found = [name for name in {HEAVY.split()!r} if name in sys.modules]; "
        "print(found, file=sys.stderr); sys.exit(status or len(found))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr


def test_the_doctor_finds_nothing_wrong(cli: Cli) -> None:
    status, checks = cli.json("doctor")
    names = [check["check"] for check in checks]
    assert names == ["Python", "packages", "settings", "data files", "encoder", "index", "model"]
    others = [check for check in checks if not check["ok"] and check["check"] != "packages"]
    assert not others
    assert status == (0 if all(check["ok"] for check in checks) else 1)


def test_the_doctor_names_what_is_wrong_and_how_to_mend_it(
    fresh: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WENDANG_PROT", "1")
    monkeypatch.setenv("WENDANG_MODEL_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("WENDANG_MODEL_NAME", "m")
    status, checks = fresh.json("doctor")
    wrong = {check["check"]: check for check in checks if not check["ok"]}
    assert status == 1
    assert "WENDANG_PROT" in wrong["environment"]["found"]
    assert "wendang index build" in wrong["index"]["hint"]
    assert "cannot be reached" in wrong["model"]["found"]
    assert all(check["hint"] for check in wrong.values())
    monkeypatch.setenv("WENDANG_PORT", "x")
    status, out, _ = fresh("doctor")
    assert status == 1
    assert "WRONG settings: WENDANG_PORT" in out


def test_the_doctor_asks_the_model_s_server_and_hides_the_key(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WENDANG_MODEL_API_KEY", "sk-never-show-this")
    with serving([Reply(("OK",))]) as server:
        monkeypatch.setenv("WENDANG_MODEL_BASE_URL", server.url)
        for name, ok in (("m", True), ("other", False)):
            monkeypatch.setenv("WENDANG_MODEL_NAME", name)
            _, checks = cli.json("doctor")
            assert checks[-1]["ok"] is ok
            assert "never-show" not in json.dumps(checks)


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        (Reply(("",)), "empty"),
        (Reply(status=500), "500"),
        (Reply(("O",), finish=None), "broke off"),
        (Reply(status=400, body=b'{"error": {"message": "context length is 4"}}'), "context"),
    ],
)
def test_the_doctor_finds_that_the_model_does_not_answer(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, reply: Reply, found: str
) -> None:
    monkeypatch.setenv("WENDANG_MODEL_NAME", "m")
    with serving([reply]) as server:
        monkeypatch.setenv("WENDANG_MODEL_BASE_URL", server.url)
        _, checks = cli.json("doctor")
    assert not checks[-1]["ok"] and found in checks[-1]["found"] and checks[-1]["hint"]


def test_a_model_words_the_answer_and_a_failing_one_is_done_without(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WENDANG_MODEL_NAME", "m")
    monkeypatch.setenv("WENDANG_MODEL_RETRIES", "0")
    question = "古浪县政协配备了多少名联络员？"
    with serving([Reply(("古浪县政协配备联络员", "30名 [1]。"))]) as server:
        monkeypatch.setenv("WENDANG_MODEL_BASE_URL", server.url)
        answer = cli.json("ask", question)[1][0]
        assert (answer["composed_by"], answer["text"]) == ("model:m", "古浪县政协配备联络员30名 [1]。")
    with serving([Reply(status=500)]) as server:
        monkeypatch.setenv("WENDANG_MODEL_BASE_URL", server.url)
        status, (answer,) = cli.json("ask", question)
    assert status == 0
    assert answer["composed_by"] == "extract" and "30名" in answer["text"]
