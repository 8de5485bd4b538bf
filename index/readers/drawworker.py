"""One page of a PDF file or a scan → a JPEG picture, as a program of its own.

A file that crashes its library or eats the memory takes nothing with it. It imports nothing of this project.
On standard output: a line of JSON with "width" and "height" of the page in the units of its lines' boxes
(points; pixels on a scan), then the picture.
"""

from __future__ import annotations

import io
import json
import sys

import pypdfium2 as pdfium
from PIL import Image, ImageOps

_MEMORY = 3 * 2**30
_QUALITY = 82


def main(path: str, sheet: int, pixels: int) -> None:
    """Write the picture of a page to standard output.

    Args:
        path: the file.
        sheet: 1-based page of the file.
        pixels: width of the picture.
    """
    _limit_memory()
    drawn, width, height = (_pdf if path.lower().endswith(".pdf") else _scan)(path, sheet, pixels)
    out = io.BytesIO()
    drawn.convert("RGB").save(out, "JPEG", quality=_QUALITY, optimize=True)
    sys.stdout.buffer.write(json.dumps({"width": width, "height": height}).encode() + b"\n" + out.getvalue())


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _pdf(path: str, sheet: int, pixels: int) -> tuple[Image.Image, float, float]:
    page = pdfium.PdfDocument(path)[sheet - 1]
    width, height = page.get_size()
    bitmap = page.render(scale=min(pixels / width, 4 * pixels / height), may_draw_forms=False)
    return bitmap.to_pil(), width, height


def _scan(path: str, sheet: int, pixels: int) -> tuple[Image.Image, float, float]:
    with Image.open(path, formats=("PNG", "JPEG", "TIFF")) as image:
        image.seek(sheet - 1)
        upright = ImageOps.exif_transpose(image)
        size = upright.size
        upright.thumbnail((pixels, 4 * pixels))
        return upright.copy(), float(size[0]), float(size[1])


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
