"""PDF documents that are encrypted, turned, slow, made to do harm, or partly scans."""

from __future__ import annotations

import os
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.errors import InputRefused, UnreadableInput
from index.readers import files, ocr, pdfpages, read
from index.records import Page, Refused
from index.search import Archive
from tests.archives import PairEncoder, build_archive, tokeniser
from tests.press import Press, font_file

TEXT = ("本报海棠讯（记者 丁一）近日，海棠县政协组织", "委员视察河道，提出意见建议六条。")
pytestmark = pytest.mark.skipif(
    font_file() is None and not os.environ.get("CI"),
    reason="no Chinese TrueType font is installed (Debian: fonts-wqy-microhei)",
)


def document(path: Path, draw: Callable[[Any], object] | None = None, **given: Any) -> Path:
    """Write a document of one page with two lines of text."""
    press = Press(path)
    if given:
        from reportlab.pdfgen.canvas import Canvas

        press.canvas = Canvas(str(path), pagesize=(600, 850), **given)
    if draw is None:
        for row, line in enumerate(TEXT):
            press.put(60, 100 + 15 * row, line)
    else:
        press.canvas.setFont("press", 9)
        draw(press.canvas)
    press.finish_page()
    press.save()
    return path


def shown(path: Path) -> list[str]:
    return [line.text.strip() for page in read(path) if isinstance(page, Page) for line in page.lines]


def encrypted(user: str) -> Any:
    from reportlab.lib.pdfencrypt import StandardEncryption

    return StandardEncryption(user, ownerPassword="owner", strength=128)


def test_an_encrypted_document_is_refused_by_name(tmp_path: Path) -> None:
    path = document(tmp_path / "锁.pdf", encrypt=encrypted("secret"))
    with pytest.raises(UnreadableInput, match="encrypted") as told:
        list(read(path))
    assert told.value.subject == "锁.pdf" and "password" in str(told.value.hint)


def test_a_document_that_anybody_may_open_is_read(tmp_path: Path) -> None:
    assert shown(document(tmp_path / "开.pdf", encrypt=encrypted(""))) == list(TEXT)


def upright(canvas: Any) -> None:
    for row, line in enumerate(TEXT):
        canvas.drawString(60, 700 - 15 * row, line)


def standing(canvas: Any) -> None:
    """Draw what is upright once the page is turned by 90 degrees."""
    canvas.translate(100, 60)
    canvas.rotate(90)
    for row, line in enumerate(TEXT):
        canvas.drawString(0, -15 * row, line)


@pytest.mark.parametrize(("angle", "draw"), [(0, upright), (180, upright), (90, standing)])
def test_pages_that_are_turned_are_read(tmp_path: Path, angle: int, draw: Callable[[Any], None]) -> None:
    def turned(canvas: Any) -> None:
        canvas.setPageRotation(angle)
        draw(canvas)

    path = document(tmp_path / "turned.pdf", turned)
    assert sorted(shown(path)) == sorted(TEXT)
    (page,) = [page for page in read(path) if isinstance(page, Page)]
    assert all(line.box is not None and line.box[0] >= 0 for line in page.lines if line.text)


def test_a_page_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = document(tmp_path / "slow.pdf")
    monkeypatch.setattr(pdfpages, "SHEET_SECONDS", 0.0)
    with pytest.raises(InputRefused) as told:
        list(read(path))
    assert told.value.subject == "slow.pdf"


def test_a_document_of_too_many_pages_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = document(tmp_path / "long.pdf", lambda canvas: (canvas.showPage(), canvas.showPage()))
    monkeypatch.setattr(pdfpages, "MAX_SHEETS", 2)
    with pytest.raises(UnreadableInput, match="3 pages; 2 are read at most"):
        list(read(path))


def raw_document(content: bytes, box: str = "0 0 600 850") -> bytes:
    """Return a document of one page with this packed content."""
    packed = zlib.compress(content, 9)
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources << /Font << /F1 "
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>" % box.encode(),
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(data)
    data += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places)
    return data + b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


@pytest.mark.parametrize(
    ("content", "box", "told"),
    [
        (b"BT /F1 4 Tf " + b"(aaaaaaaaaaaaaaaa) Tj " * 20_000 + b"ET", "0 0 600 850", "characters"),
        (b"BT /F1 4 Tf (a) Tj ET", "0 0 9000000 9000000", "inches"),
        (b"q 1 0 0 1 0 0 cm " * 3_000_000, "0 0 600 850", None),
    ],
)
def test_a_document_made_to_do_harm_is_refused_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, box: str, told: str | None
) -> None:
    monkeypatch.setattr(pdfpages, "SHEET_SECONDS", 8.0)
    path = tmp_path / "bomb.pdf"
    path.write_bytes(raw_document(content, box))
    assert path.stat().st_size < len(content) / 20 + 2000
    begun = time.monotonic()
    with pytest.raises(InputRefused, match=told) as error:
        list(read(path))
    assert error.value.subject == "bomb.pdf" and time.monotonic() - begun < 60


@pytest.mark.parametrize("name", ["a.pdf", "a.txt", "a.html", "a.docx", "a.png", "a.zip", "a.tif"])
def test_a_file_of_200_megabytes_is_refused_at_once(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(200 * 2**20)
    begun = time.process_time()
    with pytest.raises(UnreadableInput, match="200 MB") as error:
        list(read(path))
    assert error.value.subject == name and error.value.hint
    assert time.process_time() - begun < 1.0
    assert files.MAX_BYTES < 200 * 2**20


def partly_a_scan(path: Path) -> Path:
    """Write a document of a page with text and one that is a picture of text."""
    press = Press(path)
    for row, line in enumerate(TEXT):
        press.put(60, 100 + 15 * row, line)
    press.finish_page()
    picture = press.canvas
    picture.saveState()
    shape = picture.beginPath()
    shape.rect(60, 400, 300, 200)
    picture.drawPath(shape, fill=1)
    picture.restoreState()
    press.finish_page()
    press.save()
    return path


def test_without_the_extra_a_scan_among_pages_is_named_with_what_would_make_it_readable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "installed", lambda: False)
    page, refused = read(partly_a_scan(tmp_path / "issue.pdf"))
    assert isinstance(page, Page) and page.sheet == 1
    assert isinstance(refused, Refused) and refused.source == "issue.pdf#2" and ocr.COMMAND in refused.reason


def test_a_document_read_in_part_is_read_again_once_the_extra_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    partly_a_scan(pages / "issue.pdf")
    monkeypatch.setattr(ocr, "installed", lambda: False)
    first = build_archive(tmp_path / "index", pages)
    assert first.added == 1 and [refused.source for refused in first.refused] == ["issue.pdf#2"]
    again = build_archive(tmp_path / "index", pages)
    assert again.unchanged == 1 and again.read == 0
    monkeypatch.setattr(ocr, "installed", lambda: True)
    monkeypatch.setattr(ocr, "recognise", lambda picture, name: [])
    later = build_archive(tmp_path / "index", pages)
    assert later.read == 1 and not later.refused
    with Archive.open(tmp_path / "index", encoder=PairEncoder(), tokeniser=tokeniser()) as archive:
        assert len(list(archive.articles())) == 1
