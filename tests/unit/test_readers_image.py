"""Scans are recognised where the extra is installed; what is no picture of text is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from eval.likeness import read_share
from index.articles import segment
from index.errors import EmptyInput, UnreadableInput, UnsupportedInput
from index.readers import image, ocr, read
from index.records import Page
from tests.pages import gazetteer
from tests.press import font_file

HEADLINE = "海棠县政协视察河道治理"
BODY = (
    "本报海棠讯（记者丁一）八月六日，海棠县政协组织委",
    "员视察河道治理工作，先后走访三个乡镇十二个村。委",
    "员们提出意见建议十六条，县水务局当场作出答复。",
)
_CI = bool(os.environ.get("CI"))
needs_font = pytest.mark.skipif(font_file() is None and not _CI, reason="no Chinese font is installed")
needs_ocr = pytest.mark.skipif(not ocr.installed() and not _CI, reason=f"needs {ocr.COMMAND}")


def scan(askew: float = 0.0) -> Image.Image:
    """Return a picture of a report, as a scanner gives it."""
    picture = Image.new("L", (900, 420), 250)
    draw = ImageDraw.Draw(picture)
    draw.text((60, 40), HEADLINE, font=ImageFont.truetype(str(font_file()), 48), fill=20)
    for row, line in enumerate(BODY):
        draw.text((60, 150 + 50 * row), line, font=ImageFont.truetype(str(font_file()), 30), fill=20)
    return picture.rotate(askew, Image.Resampling.BICUBIC, fillcolor=250)


def pages(path: Path) -> list[Page]:
    return [item for item in read(path) if isinstance(item, Page)]


@needs_font
@needs_ocr
@pytest.mark.parametrize(("suffix", "askew"), [("png", 0.0), ("jpg", 0.8)])
def test_a_scan_is_recognised(tmp_path: Path, suffix: str, askew: float) -> None:
    path = tmp_path / f"20240809_02.{suffix}"
    scan(askew).save(path)
    (page,) = pages(path)
    assert read_share("".join(line.text for line in page.lines), [HEADLINE, *BODY]) >= 0.95
    for line in page.lines:
        if line.text:
            assert 0.5 <= line.confidence <= 1.0 and line.box is not None
            assert 0 <= line.box[0] < line.box[2] <= 900 and 0 <= line.box[1] < line.box[3] <= 420
    (article,) = segment(page, gazetteer())
    assert article.headline == HEADLINE and article.issue_date == "2024-08-09"


@needs_font
@needs_ocr
def test_a_tiff_of_two_pages_gives_two(tmp_path: Path) -> None:
    path = tmp_path / "issue.tif"
    scan().save(path, save_all=True, append_images=[scan()], compression="tiff_deflate")
    found = pages(path)
    assert [page.sheet for page in found] == [1, 2] and len({page.path for page in found}) == 2


@needs_ocr
def test_a_picture_without_text_is_told_apart(tmp_path: Path) -> None:
    Image.new("RGB", (300, 200), "white").save(tmp_path / "blank.png")
    with pytest.raises(EmptyInput, match="no text"):
        list(read(tmp_path / "blank.png"))


def test_without_the_extra_a_scan_is_refused_with_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("L", (300, 200), 255).save(tmp_path / "scan.png")
    monkeypatch.setattr(ocr, "installed", lambda: False)
    with pytest.raises(UnsupportedInput) as told:
        list(read(tmp_path / "scan.png"))
    assert told.value.subject == "scan.png" and ocr.COMMAND in str(told.value)


def test_a_picture_of_too_many_pixels_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Image.new("L", (300, 200), 255).save(tmp_path / "large.png")
    monkeypatch.setattr(ocr, "installed", lambda: True)
    monkeypatch.setattr(image, "MAX_PIXELS", 50_000)
    with pytest.raises(UnreadableInput, match="pixels"):
        list(read(tmp_path / "large.png"))


def test_a_damaged_picture_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "half.png"
    Image.effect_noise((300, 200), 50).save(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    monkeypatch.setattr(ocr, "installed", lambda: True)
    with pytest.raises(UnreadableInput, match="damaged") as told:
        list(read(path))
    assert told.value.subject == "half.png"
