"""Pages as printed: the picture of a page, and where on it a quotation stands."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from PIL import Image

from index.articles import segment
from index.errors import UnreadableInput
from index.facsimile import Box, boxes, can_draw, draw, lines_of, sheet_of
from index.readers import read
from index.records import Article, Page
from tests.archives import gazetteer
from tests.browser.archive import PRINTED, print_page
from tests.press import font_file

_NO_FONT = "no Chinese TrueType font is installed (Debian: fonts-wqy-microhei)"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Print a page."""
    if font_file() is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(_NO_FONT)
    path = tmp_path_factory.mktemp("facsimile") / "20240809_02.pdf"
    print_page(path)
    return path


@pytest.fixture(scope="module")
def article(printed: Path) -> Article:
    """Return the first article of the printed page."""
    page = next(item for item in read(printed) if isinstance(item, Page))
    return segment(page, gazetteer())[0]


def framed(article: Article, path: Path, words: str) -> list[Box]:
    start = article.text.index(words)
    return boxes(article, [(start, start + len(words))], str(path))


def test_a_path_names_its_sheet() -> None:
    assert sheet_of("/papers/may.pdf#3") == (Path("/papers/may.pdf"), 3)
    assert sheet_of("/papers/may#a.pdf") == (Path("/papers/may#a.pdf"), 1)


def test_only_pages_that_are_there_can_be_drawn(printed: Path) -> None:
    assert can_draw(str(printed))
    assert can_draw(f"{printed}#1")
    assert not can_draw(str(printed.with_suffix(".txt")))
    assert not can_draw(str(printed.with_name("gone.pdf")))
    assert not can_draw(None)


def test_a_page_is_drawn_in_the_width_asked_for(printed: Path) -> None:
    drawing = draw(str(printed), pixels=400)
    assert (drawing.width, drawing.height) == (600.0, 850.0)
    picture = Image.open(io.BytesIO(drawing.jpeg))
    assert abs(picture.width - 400) <= 1 and abs(picture.height - 567) <= 1


def test_a_scan_is_drawn_too_never_larger_than_it_is(tmp_path: Path) -> None:
    Image.new("L", (300, 200), 255).save(tmp_path / "scan.png")
    drawing = draw(str(tmp_path / "scan.png"))
    assert (drawing.width, drawing.height) == (300.0, 200.0)
    assert Image.open(io.BytesIO(drawing.jpeg)).size == (300, 200)


def test_a_damaged_file_is_an_error_with_advice(tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(UnreadableInput) as caught:
        draw(str(tmp_path / "bad.pdf"))
    assert caught.value.hint


def test_a_quotation_is_framed_on_the_lines_on_which_it_stands(article: Article, printed: Path) -> None:
    words = "8月6日，徽县政协组织委员视察古桥修缮工地"
    found = framed(article, printed, words)
    assert [box[1] for box in found] == sorted({box[1] for box in found}) and len(found) == 3
    # The page has margins of 40 points and three columns; the first paragraph stands in the first.
    assert all(38 <= box[0] < box[2] <= 210 for box in found)
    assert found[0][0] > 150 and all(box[0] < 42 for box in found[1:])


def test_a_quotation_in_another_column_is_framed_there(article: Article, printed: Path) -> None:
    (box,) = framed(article, printed, "桥头的石狮子")
    assert box[0] > 215 and PRINTED.paragraphs[1].startswith("桥头的石狮子")


def test_a_file_that_is_no_page_has_no_lines(tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"nothing")
    assert lines_of(str(tmp_path / "bad.pdf"), 0.0) == {}
