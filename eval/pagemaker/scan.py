"""Print laid out sheets as a picture, as a scanner sees them: grey, noisy, a little askew."""

from __future__ import annotations

from io import BytesIO

from eval.pagemaker.pdf import FONT
from eval.pagemaker.sheets import Sheet
from eval.pagemaker.words import Chance
from index.errors import DataError

_DPI = 150
_PAPER, _INK = 244, 30


def print_scan(sheet: Sheet, chance: Chance) -> bytes:
    """Return a PNG picture of a sheet.

    Args:
        sheet: the sheet.
        chance: the source of everything chosen.

    Raises:
        DataError: the font is not installed.
    """
    from PIL import Image, ImageChops, ImageDraw, ImageFont

    if not FONT.is_file():
        raise DataError(
            "the font for made pages is missing", subject=str(FONT), hint="install fonts-wqy-microhei"
        )
    scale = _DPI / 72
    size = (round(sheet.width * scale), round(sheet.height * scale))
    image = Image.new("L", size, _PAPER)
    draw = ImageDraw.Draw(image)
    for x, top, wide, tall in sheet.pictures:
        draw.rectangle((x * scale, top * scale, (x + wide) * scale, (top + tall) * scale), fill=170)
    for line in sheet.lines:
        font = ImageFont.truetype(str(FONT), round(line.size * scale), index=0)
        draw.text((line.x * scale, line.top * scale), line.text, fill=_INK, font=font)
    image = image.rotate(chance.rng.uniform(-0.3, 0.3), resample=Image.Resampling.BILINEAR, fillcolor=_PAPER)
    noise = Image.frombytes("L", size, chance.rng.randbytes(size[0] * size[1])).point(lambda v: v // 16)
    buffer = BytesIO()
    ImageChops.subtract(image, noise).save(buffer, "PNG")
    return buffer.getvalue()
