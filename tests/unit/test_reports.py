"""Answers as files: no cell is a formula, every mark a footnote, nothing lost."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from assistant.records import Answer, Citation
from assistant.reports.markdown import answer_text, conversation, source_line
from assistant.reports.tables import csv_bytes, markdown_table
from assistant.reports.word import word_bytes

CITED = Citation(
    1, "a1", "样报.txt", "灯亮了", "样报", "2031-05-06", "2", ((3, 3), (5, 6)), "县里装了四十盏路灯。"
)
ANSWER = Answer(
    "装了多少路灯？", "zh", "number", "answered", "**四十盏**。[1]\n\n- 另见 [7]", citations=(CITED,)
)
CELLS = st.lists(st.text(max_size=12), min_size=2, max_size=2)


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_excel_is_told_the_encoding() -> None:
    assert csv_bytes(["名称"], [["榆中县"]]) == "\ufeff名称\r\n榆中县\r\n".encode()


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", "  =1", "\u3000@a"])
def test_a_formula_becomes_text(cell: str) -> None:
    assert rows_of(csv_bytes(["a"], [[cell]]))[1] == ["'" + cell]


@pytest.mark.parametrize("cell", ["-3", "+12.5", "-1,200", "24个", "", "2024-08"])
def test_a_number_stays_one(cell: str) -> None:
    assert rows_of(csv_bytes(["a", "b"], [[cell, "x"]]))[1] == [cell, "x"]


@given(st.lists(CELLS, max_size=4))
def test_a_spreadsheet_reads_back_what_was_written(rows: list[list[str]]) -> None:
    read = rows_of(csv_bytes(["a", "b"], rows))
    assert [[cell.removeprefix("'") for cell in row] for row in read[1:]] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]


@given(st.lists(CELLS, max_size=4))
def test_a_markdown_table_has_one_line_per_row(rows: list[list[str]]) -> None:
    lines = markdown_table(["甲", "乙"], rows).splitlines()
    assert len(lines) == len(rows) + 2
    assert all(line.replace("\\\\", "").replace("\\|", "").count("|") == 3 for line in lines)


def test_markdown_holds_question_answer_and_sources() -> None:
    text = conversation([ANSWER], "记录")
    assert text.startswith("# 记录\n\n## 装了多少路灯？\n\n**四十盏**。[1]")
    assert "- [1] 《灯亮了》，样报，2031-05-06，第2版，样报.txt:3、5–6\n  > 县里装了四十盏路灯。" in text
    assert answer_text(Answer("问", "zh", "what", "not_found", "没有。")) == "## 问\n\n没有。"


def footnotes(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/footnotes.xml"))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return {note.get(f"{w}id"): "".join(note.itertext()).strip() for note in root}


def references(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return [mark.get(f"{w}id") for mark in root.iter(f"{w}footnoteReference")]


def test_every_mark_of_a_citation_is_a_footnote_in_word() -> None:
    data = word_bytes([ANSWER, ANSWER], "记录")
    assert references(data) == ["1", "2"]
    assert footnotes(data)["1"] == f"{source_line(CITED)}：“{CITED.quote}”"
    paragraphs = Document(io.BytesIO(data)).paragraphs
    assert [p.text for p in paragraphs[:3]] == ["记录", "装了多少路灯？", "四十盏。"]
    assert paragraphs[2].runs[1].bold
    assert any("[7]" in p.text for p in paragraphs)


def test_a_table_in_word_has_its_footnotes_in_the_cells() -> None:
    data = word_bytes([ANSWER], "表", [["名称", "出处"], ["榆中县", "[1]"]])
    (table,) = Document(io.BytesIO(data)).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["名称", "出处"], ["榆中县", ""]]
    assert references(data) == ["1"]


def test_what_xml_forbids_does_not_break_the_document() -> None:
    data = word_bytes([Answer("问\x00题", "zh", "what", "answered", "控制\x08符\ufffe")], "x\x0b")
    assert "控制符" in [p.text for p in Document(io.BytesIO(data)).paragraphs]
