"""Print laid out sheets as PDF with a real font, its text as text."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

from eval.pagemaker.sheets import Printed, Sheet
from eval.pagemaker.words import Chance
from index.errors import DataError

FONT = Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc")
_NAME = "wqy-microhei"


@cache
def _register_font() -> str:
    """Make the font known to reportlab.

    Raises:
        DataError: the font is not installed.
    """
    metrics, fonts = import_module("reportlab.pdfbase.pdfmetrics"), import_module("reportlab.pdfbase.ttfonts")
    if not FONT.is_file():
        raise DataError(
            "the font for made pages is missing", subject=str(FONT), hint="install fonts-wqy-microhei"
        )
    metrics.registerFont(fonts.TTFont(_NAME, str(FONT), subfontIndex=0))
    return _NAME


def print_pdf(sheet: Sheet, chance: Chance) -> bytes:
    """Return a PDF document of one page.

    The order in which lines are drawn is that of the articles, or by rows across all columns, as
    different programs write it.

    Args:
        sheet: the sheet.
        chance: the source of everything chosen.
    """
    name = _register_font()
    buffer = BytesIO()
    canvas: Any = import_module("reportlab.pdfgen.canvas").Canvas(
        buffer, pagesize=(sheet.width, sheet.height), invariant=True
    )
    for x, top, wide, tall in sheet.pictures:
        canvas.setFillGray(0.8)
        canvas.rect(x, sheet.height - top - tall, wide, tall, stroke=0, fill=1)
    canvas.setFillGray(0)
    for line in _order(sheet, chance):
        canvas.setFont(name, line.size)
        canvas.drawString(line.x, sheet.height - line.top - line.size, line.text)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _order(sheet: Sheet, chance: Chance) -> list[Printed]:
    if chance.maybe(0.4):
        return sorted(sheet.lines, key=lambda line: (round(line.top), line.x))
    return list(sheet.lines)
