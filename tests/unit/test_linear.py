"""The time that reading, segmentation and mentions take grows with the size of a page, and not faster."""

from __future__ import annotations

import json
from pathlib import Path
from time import process_time

import pytest

from index.articles import complete, segment
from index.errors import InputRefused
from index.mentions import annotate
from index.passages import split_passages
from index.readers import read
from index.records import Page, ReadyArticle
from tests.pages import gazetteer

REPORT = "本报海棠讯（记者 丁一）8月6日，海棠县政协组织委员视察河道，提出建议16条。会议强调，要把事办好。\n"
UNITS = {
    "reports": REPORT,
    "one line": REPORT.strip(),
    "short lines": "视察\n",
    "headlines": "海棠县政协召开主席会议\n",
    "several headlines": "海棠县政协：\n把事办好\n——视察侧记\n\n",
    "heads and bodies": "岷县政协召开会议\n近日，岷县政协召开会议，听取情况汇报。\n",
    "open brackets": "（",
    "brackets": "（视察）",
    "lines of brackets": "（接一版）\n",
    "quotation marks": "“视察”",
    "open titles": "《视察",
    "turns": "问：怎么办？\n丁一：把事办好。\n",
    "figures": "12345",
    "figures with commas": "1,234",
    "Chinese figures": "二十三",
    "dates": "2024年8月6日至7日",
    "days": "6日、",
    "places": "榆中县、",
    "short places": "天水和",
    "people": "县政协主席王某某、",
    "quantities": "18个乡镇、",
    "spaces": "视 察 ",
    "white space": " \u3000\t",
    "invisible": "\u200b视",
    "bullets": "●视察\n",
    "captions": "▲委员在视察。\n",
    "writers": "通讯员 李四 摄\n",
    "mastheads": "2024年8月9日 星期五 第二版\n",
    "crumbs": "首页 > 正文\n",
    "sentence marks": "。！？",
    "full stops": "a.",
    "semicolons": "一是视察；",
    "latin": "and ",
    "stray and": "视察 and 协商",
    "hashes": "# ",
    "dots": "买买提·",
}
SIZE = 16_000
MOST = 9.0
"""Times that four times as much may take: four where time is linear, sixteen where it is quadratic."""
ENOUGH = 0.12
"""Seconds below which nothing is told about growth."""


def _through(path: Path) -> None:
    try:
        items = list(read(path))
    except InputRefused:  # refused in time is as good as read
        return
    for item in items:
        if isinstance(item, Page):
            articles = segment(item, gazetteer())
        else:
            assert isinstance(item, ReadyArticle)
            articles = [complete(item, gazetteer())]
        for article in articles:
            annotate(article, gazetteer())
            split_passages(article)


def _seconds(path: Path) -> float:
    begun = process_time()
    _through(path)
    return process_time() - begun


def _text(unit: str, size: int) -> bytes:
    return ("视察。\n" + unit * (size // len(unit.encode()))).encode()


def _html(unit: str, size: int) -> bytes:
    body = _text(unit, size).decode().replace("\n", "</p>\n<p>")
    return f"<html><head><title>视察</title></head><body><p>{body}</p></body></html>".encode()


def _nested(unit: str, size: int) -> bytes:
    return b"<html><body><p>" + _text(unit, size) + b"</p></body></html>"


def _ready(unit: str, size: int) -> bytes:
    return json.dumps({"text": "视察。" + _text(unit, size).decode(), "date": "2024-08-09"}).encode()


def assert_linear(folder: Path, name: str, make: object, unit: str) -> None:
    assert callable(make)
    small, large = folder / f"small{name}", folder / f"large{name}"
    small.write_bytes(make(unit, SIZE))
    large.write_bytes(make(unit, 4 * SIZE))
    _through(small)
    once = _seconds(large)
    if once < ENOUGH:
        return
    short = min(_seconds(small) for _ in range(2))
    long = min(once, _seconds(large)) if once > MOST * short else once
    assert long <= MOST * short + ENOUGH, f"{SIZE} bytes took {short:.2f} s, four times as many {long:.2f} s"


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_text(tmp_path: Path, unit: str) -> None:
    assert_linear(tmp_path, ".txt", _text, unit)


@pytest.mark.parametrize("name", ["reports", "one line", "headlines", "turns", "spaces", "brackets"])
def test_web_pages(tmp_path: Path, name: str) -> None:
    assert_linear(tmp_path, ".html", _html, UNITS[name])


@pytest.mark.parametrize(
    "unit", ["<b>视", "<td>察", "<div>视</div>", "<!-- a -->", "&amp;", "<br>", "<p>视<i>察</p>"]
)
def test_markup(tmp_path: Path, unit: str) -> None:
    assert_linear(tmp_path, ".html", _nested, unit)


@pytest.mark.parametrize(
    "name", ["reports", "one line", "figures", "places", "open brackets", "sentence marks"]
)
def test_ready_articles(tmp_path: Path, name: str) -> None:
    assert_linear(tmp_path, ".jsonl", _ready, UNITS[name])


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-16"])
def test_other_encodings(tmp_path: Path, encoding: str) -> None:
    def encoded(unit: str, size: int) -> bytes:
        return _text(unit, size).decode().encode(encoding, "ignore")

    assert_linear(tmp_path, ".txt", encoded, "會議要求，把事辦好。\n" if encoding == "big5" else REPORT)
