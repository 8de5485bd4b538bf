"""Text files: encodings, lines, and what is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import EmptyInput, UnreadableInput
from index.readers import encodings
from index.readers.text import read, split_lines

SIMPLIFIED = (
    "本报讯（记者 安宁）8月6日，县政协召开主席会议，听取委员工作站建设情况汇报。\n与会委员提出意见建议。\n"
)
TRADITIONAL = "本報訊　八月六日，縣政協召開主席會議，聽取委員工作站建設情況匯報。\n與會委員提出意見建議。\n"


def page_of(tmp_path: Path, data: bytes, name: str = "page.txt") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("text", "written", "found"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8-sig"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (TRADITIONAL, "big5", "big5hkscs"),
        (TRADITIONAL, "utf-8", "utf-8"),
        ("Plain ASCII, 24 units.\n", "ascii", "utf-8"),
        ("Plain ASCII, 24 units.\n", "utf-16-le", "utf-16-le"),
    ],
)
def test_encodings_are_told_apart(tmp_path: Path, text: str, written: str, found: str) -> None:
    page = read(page_of(tmp_path, text.encode(written)))
    assert page.encoding == found
    assert [line.text for line in page.lines] == text.splitlines()


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["委员工作站", "县政协召开会议", "榆中县建立委员工作室"])
def test_a_few_characters_are_enough(encoding: str, text: str) -> None:
    assert encodings.decode(text.encode(encoding), "x.txt").text == text


def test_a_declared_encoding_is_tried_first_and_gb2312_means_gb18030() -> None:
    text = "委员朱镕㐀参加会议"  # 镕 is in GBK, 㐀 in GB18030, neither in GB 2312
    assert encodings.decode(text.encode("gb18030"), "x", "gb2312").text == text
    assert encodings.decode(SIMPLIFIED.encode(), "x", "gbk").encoding == "utf-8"
    assert encodings.decode(SIMPLIFIED.encode(), "x", "no-such-codec").encoding == "utf-8"
    assert encodings.decode(SIMPLIFIED.encode(), "x", "base64").encoding == "utf-8"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\x00\x01\x02\x03" * 50, "binary"),
        (b"abc\x00def", "binary"),
        (b"\x01\x02\x03\x04\x05 text", "binary"),
        (b"\xff\xfe\x00\xd8", "damaged"),
        ("县政协".encode() + b"\xff\xff\xff" + "会议".encode(), "byte 9"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        read(page_of(tmp_path, data))
    assert reason in caught.value.what
    assert caught.value.subject == "page.txt"
    assert caught.value.hint


def test_random_bytes_are_refused(tmp_path: Path) -> None:
    for number in range(20):
        with pytest.raises(UnreadableInput):
            read(page_of(tmp_path, os.urandom(4096), f"{number}.txt"))


def test_text_that_lost_its_characters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="lost"):
        read(page_of(tmp_path, ("\ufffd\ufffd会议" * 20).encode()))


def test_a_file_that_was_cut_within_a_character_is_read(tmp_path: Path) -> None:
    page = read(page_of(tmp_path, "县政协召开会议".encode()[:-1]))
    assert page.lines[0].text == "县政协召开会"


@pytest.mark.parametrize("text", ["", "\n\n \n", "\ufeff", "……——\n", "\u3000\u3000\n"])
def test_a_file_without_text_is_empty(tmp_path: Path, text: str) -> None:
    with pytest.raises(EmptyInput):
        read(page_of(tmp_path, text.encode()))


def test_lines_are_numbered_as_editors_do(tmp_path: Path) -> None:
    page = read(page_of(tmp_path, "一\r\n\r\n二\x0c三\u2028四\n　　五\n\n".encode()))
    assert [(line.number, line.text) for line in page.lines] == [
        (1, "一"),
        (2, ""),
        (3, "二 三\u2028四"),
        (4, "　　五"),
        (5, ""),
    ]


def test_carriage_returns_alone_are_line_breaks() -> None:
    assert split_lines("一\r二\r") == ["一", "二"]


def test_markdown_headings_keep_their_marks(tmp_path: Path) -> None:
    page = read(page_of(tmp_path, "## 调研\n正文。\n#话题#\n   ### 小标题\n".encode(), "page.md"))
    assert [(line.role, line.text) for line in page.lines] == [
        ("heading", "## 调研"),
        ("", "正文。"),
        ("", "#话题#"),
        ("heading", "   ### 小标题"),
    ]


def test_a_page_knows_its_file(tmp_path: Path) -> None:
    path = page_of(tmp_path, SIMPLIFIED.encode())
    page = read(path)
    assert (page.source, page.path, page.format) == ("page.txt", str(path.resolve()), "text")
    assert len(page.digest) == 64
    assert page.issue_date is None and page.number is None and page.paper == ""


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00\r\f\v"), max_size=200))
def test_lines_joined_give_the_text(text: str) -> None:
    lines = split_lines(text)
    assert "\n".join(lines) == text.removesuffix("\n")


@given(st.text(alphabet=[chr(c) for c in range(0x4E00, 0x4F00)] + list("，。\nab1"), min_size=1, max_size=80))
def test_whatever_utf8_holds_is_read_back(text: str) -> None:
    assert encodings.decode(text.encode(), "x").text == text
