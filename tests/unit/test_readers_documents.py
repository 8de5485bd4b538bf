"""Readers of documents: PDF in columns, Word, ZIP, archive.toml; and what they refuse."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import InputRefused
from index.readers import read
from index.records import Page, ReadyArticle, Refused
from tests.press import Press, Sheet, block, flowing, font_file, masthead, stories

_NO_FONT = "no Chinese TrueType font is installed (Debian: fonts-wqy-microhei)"


def pages(path: Path) -> list[Page]:
    return [item for item in read(path) if isinstance(item, Page)]


def lines(page: Page) -> list[str]:
    return [line.text.strip() for line in page.lines if line.text.strip()]


@pytest.fixture
def font() -> None:
    if font_file() is None:
        if os.environ.get("CI"):
            pytest.fail(_NO_FONT)
        pytest.skip(_NO_FONT)


@pytest.mark.usefixtures("font")
@pytest.mark.parametrize("count", [2, 3, 4])
@pytest.mark.parametrize("by_rows", [False, True])
def test_columns_of_a_pdf_are_read_one_after_the_other(tmp_path: Path, count: int, by_rows: bool) -> None:
    press, sheet = Press(tmp_path / "page.pdf"), Sheet()
    top = masthead(press, sheet, 2)
    flowing(press, sheet, stories(30, seed=count, paragraphs=2), top, count)
    press.finish_page(by_rows=by_rows)
    press.save()
    (page,) = pages(tmp_path / "page.pdf")
    assert page.format == "pdf"
    read_lines = lines(page)
    right = sum(a == b for a, b in zip(read_lines, sheet.lines, strict=False))
    assert right / len(sheet.lines) >= 0.97
    heads = {line.text.strip() for line in page.lines if line.role == "heading"}
    assert len(heads & set(sheet.headlines)) >= 0.9 * len(set(sheet.headlines))


@pytest.mark.usefixtures("font")
def test_a_headline_over_its_columns_is_read_before_them(tmp_path: Path) -> None:
    press, sheet = Press(tmp_path / "block.pdf"), Sheet()
    top = masthead(press, sheet, 1)
    for story in stories(2, seed=5):
        top = block(press, sheet, story, 40, 560, top, 3) + 20
    press.finish_page()
    press.save()
    (page,) = pages(tmp_path / "block.pdf")
    assert lines(page) == [line.strip() for line in sheet.lines]
    assert all(line.box is not None for line in page.lines if line.text.strip())


@pytest.mark.usefixtures("font")
def test_every_sheet_of_a_pdf_is_a_page_with_a_path_of_its_own(tmp_path: Path) -> None:
    press = Press(tmp_path / "issue.pdf")
    for number in (1, 2, 3):
        sheet = Sheet()
        flowing(press, sheet, stories(2, seed=number), masthead(press, sheet, number), 2)
        press.finish_page()
    press.save()
    found = pages(tmp_path / "issue.pdf")
    assert [page.sheet for page in found] == [1, 2, 3]
    assert len({page.path for page in found}) == 3 and {page.source for page in found} == {"issue.pdf"}


def test_a_word_document_keeps_order_and_headings(tmp_path: Path) -> None:
    document = Document()
    document.add_heading("海棠县政协召开协商会", level=1)
    document.add_paragraph("本报海棠讯 3月4日，海棠县政协召开协商会，听取六个部门的意见。")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "提案", "46件"
    document.add_paragraph("会议由一名副主席主持。")
    document.save(str(tmp_path / "page.docx"))
    (page,) = pages(tmp_path / "page.docx")
    told = lines(page)
    assert told[0] == "海棠县政协召开协商会" and page.lines[0].role in ("heading", "title")
    assert told[1].startswith("本报海棠讯") and told[-1] == "会议由一名副主席主持。"
    assert any("46件" in line for line in told[2:-1])


def test_members_of_a_zip_are_read_like_files(tmp_path: Path) -> None:
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w") as packed:
        packed.writestr("deep.txt", "本报讯 这是里层的一页。")
    with zipfile.ZipFile(tmp_path / "issue.zip", "w") as packed:
        packed.writestr("2024/a.txt", "本报讯 这是第一页。")
        packed.writestr("2024/b.jsonl", '{"text": "这是一篇现成的稿子。"}\n')
        packed.writestr("../../escape.txt", "本报讯 名字想跑到外面去。")
        packed.write(inner, "inner.zip")
    items = list(read(tmp_path / "issue.zip"))
    told = [i.source for i in items if isinstance(i, Page)]
    assert "a.txt" in told and any(isinstance(i, ReadyArticle) for i in items)
    assert not (tmp_path.parent / "escape.txt").exists() and not (tmp_path / "escape.txt").exists()
    assert all("issue.zip!" in i.path for i in items if isinstance(i, Page))


def test_a_zip_bomb_is_refused_with_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        packed.writestr("big.txt", "零" * 60_000_000)
    try:
        items = list(read(path))
    except InputRefused as error:
        assert "bomb.zip" in str(error)
    else:
        assert items and all(isinstance(item, Refused) and item.reason for item in items)


def test_archive_toml_tells_paper_date_and_page(tmp_path: Path) -> None:
    (tmp_path / "archive.toml").write_text(
        'paper = "海棠政协报"\nfile_names = ["{year}{month}{day}_{page}"]\n'
        '[dates]\n"扫描.txt" = "2021-05"\n[pages]\n"扫描.txt" = "4"\n',
        encoding="utf-8",
    )
    for name in ("20230406_02.txt", "扫描.txt"):
        (tmp_path / name).write_text("本报海棠讯 近日，海棠县政协组织视察。", encoding="utf-8")
    (named,) = pages(tmp_path / "20230406_02.txt")
    assert (named.paper, named.number) == ("海棠政协报", "2")
    assert named.issue_date == "2023-04-06"
    (scan,) = pages(tmp_path / "扫描.txt")
    assert (scan.issue_date, scan.number, scan.date_from) == ("2021-05", "4", "sidecar")


@pytest.mark.parametrize("name", ["page.pdf", "page.docx", "page.zip", "scan.png"])
@pytest.mark.parametrize("data", [b"", b"nonsense", b"%PDF-1.7\n%%EOF", b"PK\x03\x04broken", b"\x89PNG\r\n"])
def test_damaged_documents_are_refused_by_name(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    try:
        items = list(read(path))
    except InputRefused as error:
        assert name in str(error)
    else:
        assert all(isinstance(item, Refused) and item.reason for item in items)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1), flip=st.binary(min_size=1, max_size=8))
def test_no_mutation_of_a_word_document_crashes_the_reader(tmp_path: Path, at: float, flip: bytes) -> None:
    document = Document()
    document.add_paragraph("本报海棠讯 3月4日，海棠县政协召开协商会。")
    path = tmp_path / "mutated.docx"
    document.save(str(path))
    data = bytearray(path.read_bytes())
    start = int(at * (len(data) - len(flip)))
    data[start : start + len(flip)] = flip
    path.write_bytes(bytes(data))
    try:
        assert all(isinstance(item, Page | Refused) for item in read(path))
    except InputRefused as error:
        assert "mutated.docx" in str(error)
