"""Ready articles: good lines are read, bad lines are named, and none stops the others."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from index.errors import EmptyInput, UnreadableInput
from index.readers.ready import read
from index.records import ReadyArticle, Refused


def put(tmp_path: Path, lines: list[str], name: str = "a.jsonl") -> Path:
    path = tmp_path / name
    data = "\n".join(lines).encode()
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    return path


def one(tmp_path: Path, **fields: object) -> ReadyArticle | Refused:
    (result,) = read(put(tmp_path, [json.dumps(fields)]))
    return result


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_articles_and_refusals_come_in_order(tmp_path: Path, name: str) -> None:
    good = {"id": 7, "headline": "标题", "date": "2024-08-06", "place": "榆中县", "text": "正文一。"}
    lines = [
        json.dumps(good),
        "{broken",
        "",
        json.dumps({"headline": "x"}),
        "[1]",
        json.dumps({"text": "正文二。"}),
    ]
    found = list(read(put(tmp_path, lines, name)))
    first = found[0]
    assert isinstance(first, ReadyArticle)
    assert (first.source, first.headline, first.date, first.place, first.text) == (
        "7",
        "标题",
        "2024-08-06",
        "榆中县",
        "正文一。",
    )
    assert [r.source for r in found if isinstance(r, Refused)] == [f"{name}#2", f"{name}#4", f"{name}#5"]
    last = found[-1]
    assert isinstance(last, ReadyArticle)
    assert (last.source, last.line, last.headline) == (f"{name}#6", 6, None)


@pytest.mark.parametrize(
    ("given", "iso"),
    [
        ("2024", "2024"),
        ("2024-8", "2024-08"),
        ("2024/8/9", "2024-08-09"),
        ("2024年8月9日", "2024-08-09"),
        ("2024年8月", "2024-08"),
        ("2024年", "2024"),
        ("2024-08-09T10:00:00", "2024-08-09"),
        (2024, "2024"),
        ("", None),
        (None, None),
    ],
)
def test_dates_are_brought_to_iso(tmp_path: Path, given: object, iso: str | None) -> None:
    article = one(tmp_path, text="正文。", date=given)
    assert isinstance(article, ReadyArticle)
    assert article.date == iso


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "正文。", "date": "上周"},
        {"text": "正文。", "date": "2024-02-30"},
        {"text": "正文。", "date": "2024-13"},
        {"text": "正文。", "headline": ["x"]},
        {"text": 5},
        {"text": "……"},
        {"text": "半\ud83d个"},
    ],
)
def test_what_cannot_be_an_article_is_refused(tmp_path: Path, fields: dict[str, object]) -> None:
    result = one(tmp_path, **fields)
    assert isinstance(result, Refused)
    assert result.source == "a.jsonl#1" and result.reason


def test_lines_in_other_encodings_and_of_garbage(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        '{"text": "县政协召开会议。"}\n'.encode("gb18030") + b"\xff\xff\xff\n" + b'{"text": "ok"}'
    )
    first, second, third = read(path)
    assert isinstance(first, ReadyArticle) and first.text == "县政协召开会议。"
    assert isinstance(second, Refused)
    assert isinstance(third, ReadyArticle)


def test_an_over_long_line_is_refused_and_the_next_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.readers.ready.MAX_LINE_BYTES", 40)
    path = put(tmp_path, [json.dumps({"text": "x" * 200}), '{"text": "ok"}'])
    first, second = read(path)
    assert isinstance(first, Refused) and first.source.endswith("#1")
    assert isinstance(second, ReadyArticle) and second.line == 2


def test_a_line_nested_too_deeply_is_refused(tmp_path: Path) -> None:
    (result,) = read(put(tmp_path, ["[" * 200_000]))
    assert isinstance(result, Refused)


def test_an_empty_file_and_a_damaged_one_are_refused(tmp_path: Path) -> None:
    with pytest.raises(EmptyInput):
        list(read(put(tmp_path, ["", " "])))
    damaged = tmp_path / "b.jsonl.gz"
    damaged.write_bytes(b"no gzip at all")
    with pytest.raises(UnreadableInput):
        list(read(damaged))


def test_a_cut_gzip_file_gives_what_stands_before_the_cut(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"第{n}篇，" + "事" * (n % 50)}) for n in range(20_000)]
    path = put(tmp_path, lines, "cut.jsonl.gz")
    path.write_bytes(path.read_bytes()[:-2000])
    found = list(read(path))
    assert isinstance(found[0], ReadyArticle)
    assert isinstance(found[-1], Refused) and "damaged" in found[-1].reason
