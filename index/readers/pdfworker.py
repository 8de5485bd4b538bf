"""The one place that knows pdfium: a PDF file → characters with boxes and pictures of pages.


Runs as a program of its own (see `index.readers.pdfpages`), so that a file that crashes pdfium, eats the
memory or never ends takes nothing with it. It imports nothing of this project. On standard output it
writes records: a line of JSON with "kind" and "bytes", then so many bytes.

    document    "pages"
    page        "sheet", "width", "height", "glyphs"; then the code point of each character (uint32), then
                its numbers (float32): x0, top, x1, bottom, baseline and size, in points from the top left
    picture     "sheet", "width", "height", "dpi"; one byte per pixel, grey
    bad         "sheet", "why"
    end

A file that cannot be opened gives one record "refused" with "why" ("password", "damaged", "empty").
"""

from __future__ import annotations

import ctypes
import json
import math
import sys
from array import array
from collections import Counter
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MAX_GLYPHS = 250_000
"""Characters of one page; a full broadsheet has about 12,000."""
MAX_PIXELS = 40_000_000
MAX_SIDE_POINTS = 20_000
FEW_GLYPHS = 30
"""A page with fewer characters than this, covered by a picture, is a scan."""
UNMAPPED_SHARE = 0.3
_FIRST_WIDE = 0x2E80
_MEMORY = 3 * 2**30
_FORM = 5  # FPDF_PAGEOBJ_FORM
_IMAGE = 3  # FPDF_PAGEOBJ_IMAGE


def main(path: str, first: int, dpi: int) -> None:
    """Write the records of a file to standard output.

    Args:
        path: the PDF file.
        first: 1-based page to begin with.
        dpi: resolution at which pages without text are drawn; 0 to leave them out.
    """
    _limit_memory()
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError:
        code = raw.FPDF_GetLastError()
        why = {raw.FPDF_ERR_PASSWORD: "password", raw.FPDF_ERR_SECURITY: "password"}
        return _put({"kind": "refused", "why": why.get(code, "damaged")})
    if not len(document):
        return _put({"kind": "refused", "why": "empty"})
    _put({"kind": "document", "pages": len(document)})
    for sheet in range(first, len(document) + 1):
        try:
            _put_page(document, sheet, dpi)
        except (pdfium.PdfiumError, MemoryError, ValueError, OverflowError) as error:
            _put({"kind": "bad", "sheet": sheet, "why": f"the page is damaged ({type(error).__name__})"})
    return _put({"kind": "end"})


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _put(header: dict[str, object], payload: bytes = b"") -> None:
    out = sys.stdout.buffer
    out.write(json.dumps(header | {"bytes": len(payload)}).encode() + b"\n")
    out.write(payload)
    out.flush()


def _put_page(document: Any, sheet: int, dpi: int) -> None:
    page = document[sheet - 1]
    width, height = page.get_size()
    if not (0 < width <= MAX_SIDE_POINTS and 0 < height <= MAX_SIDE_POINTS):
        what = f"the page measures {width / 72:.0f} by {height / 72:.0f} inches, which no sheet of paper does"
        return _put({"kind": "bad", "sheet": sheet, "why": what})
    text = page.get_textpage()
    count = raw.FPDFText_CountChars(text)
    if count > MAX_GLYPHS:
        what = f"the page has {count} characters; {MAX_GLYPHS} are read at most"
        return _put({"kind": "bad", "sheet": sheet, "why": what})
    codes, numbers = _Glyphs(page, text, width, height).read(max(count, 0))
    shown = sum(code > 32 and code != 0x3000 for code in codes)
    unmapped = sum(code == 0xFFFD for code in codes)
    if _is_picture(page, shown) or unmapped > UNMAPPED_SHARE * max(shown, 1):
        return _put_picture(page, sheet, dpi, "picture" if not unmapped else "unmapped")
    header = {"kind": "page", "sheet": sheet, "width": width, "height": height, "glyphs": len(codes)}
    return _put(header, codes.tobytes() + numbers.tobytes())


def _is_picture(page: Any, shown: int) -> bool:
    """Say whether what a page shows is not in its text: a scan, or letters drawn as outlines."""
    if shown >= FEW_GLYPHS:
        return False
    objects = list(page.get_objects(max_depth=3))
    if not shown:
        return bool(objects)
    left, bottom, right, top = page.get_bbox()
    covered = 0.0
    for item in objects:
        if item.type == _IMAGE:
            x0, y0, x1, y1 = item.get_bounds()
            covered += max(0.0, min(x1, right) - max(x0, left)) * max(0.0, min(y1, top) - max(y0, bottom))
    return bool(covered >= 0.5 * (right - left) * (top - bottom))


def _put_picture(page: Any, sheet: int, dpi: int, why: str) -> None:
    width, height = page.get_size()
    if not dpi:
        return _put({"kind": "picture", "sheet": sheet, "width": 0, "height": 0, "dpi": 0, "why": why})
    scale = min(dpi / 72, math.sqrt(MAX_PIXELS / (width * height)))
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    rows = memoryview(bitmap.buffer).cast("B")
    starts = range(0, bitmap.height * bitmap.stride, bitmap.stride)
    packed = b"".join(rows[start : start + bitmap.width] for start in starts)
    size = {"width": bitmap.width, "height": bitmap.height, "dpi": scale * 72}
    return _put({"kind": "picture", "sheet": sheet, "why": why} | size, packed)


class _Glyphs:
    """Read the characters of one page, turned so that most of them stand upright."""

    def __init__(self, page: Any, text: Any, width: float, height: float) -> None:
        self.text = text
        self.affine = _to_top_left(page, width, height)
        self.extent = (width, height)
        self.rect = raw.FS_RECTF()
        self.matrix = raw.FS_MATRIX()
        self.x, self.y = ctypes.c_double(), ctypes.c_double()

    def read(self, count: int) -> tuple[array[int], array[float]]:
        """Return the code points and, for each, six numbers."""
        turn = self._turn(count)
        codes, numbers = array("I"), array("f")
        high = 0
        for i in range(count):
            if raw.FPDFText_IsGenerated(self.text, i) == 1:
                continue
            code = raw.FPDFText_GetUnicode(self.text, i)
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
            high = 0
            scale, angle = self._scale(i)
            if min(abs(angle - quarter * math.pi / 2) for quarter in range(5)) > 0.2:
                continue  # a watermark across the page
            size = raw.FPDFText_GetFontSize(self.text, i) * scale
            box = self._box(i, turn, size, wide=code >= _FIRST_WIDE and angle < 0.1)
            if box is not None:
                codes.append(_known(code, raw.FPDFText_HasUnicodeMapError(self.text, i) == 1))
                numbers.extend((*box, size))
        return codes, numbers

    def _scale(self, i: int) -> tuple[float, float]:
        raw.FPDFText_GetMatrix(self.text, i, self.matrix)
        m = self.matrix
        ax, ay = self.affine[0] * m.a + self.affine[1] * m.b, self.affine[3] * m.a + self.affine[4] * m.b
        return math.sqrt(abs(m.a * m.d - m.b * m.c)) or 1.0, math.atan2(ay, ax) % (2 * math.pi)

    def _turn(self, count: int) -> int:
        """Return by how many quarters most characters are turned clockwise."""
        step = max(1, count // 500)
        turns = Counter(round(self._scale(i)[1] / (math.pi / 2)) % 4 for i in range(0, count, step))
        return turns.most_common(1)[0][0] if turns else 0

    def _box(self, i: int, turn: int, size: float, wide: bool) -> tuple[float, ...] | None:
        """Return x0, top, x1, bottom and baseline from the top left, None where there is no box."""
        r = self.rect
        if not raw.FPDFText_GetLooseCharBox(self.text, i, r):
            return None
        raw.FPDFText_GetCharOrigin(self.text, i, self.x, self.y)
        x, y = self.x.value, self.y.value
        edges = r.left, r.top, r.right, r.bottom
        if wide and abs(r.top - r.bottom) < 0.98 * size:
            # The font has no metrics, and this is the ink: a full-width character fills its square.
            edges = x, y + 0.88 * size, x + size, y - 0.12 * size
        (xa, ya), (xb, yb) = self._place(edges[0], edges[1], turn), self._place(edges[2], edges[3], turn)
        box = min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb), self._place(x, y, turn)[1]
        return box if all(map(math.isfinite, box)) else None

    def _place(self, x: float, y: float, turn: int) -> tuple[float, float]:
        a, b, c, d, e, f = self.affine
        px, py = a * x + b * y + c, d * x + e * y + f
        width, height = self.extent
        return ((px, py), (py, width - px), (width - px, height - py), (height - py, px))[turn]


def _known(code: int, unmapped: bool) -> int:
    """Return a code point that is a character; U+FFFD for one that the font does not name."""
    private = 0xE000 <= code <= 0xF8FF or code >= 0xF0000
    return 0xFFFD if unmapped or private or code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000 else code


def _to_top_left(page: Any, width: float, height: float) -> tuple[float, ...]:
    """Return the affine map (a, b, c, d, e, f) from page coordinates to points from the top left."""
    fine = 64  # pdfium answers in whole device units
    found = []
    for x, y in ((0.0, 0.0), (1000.0, 0.0), (0.0, 1000.0)):
        dx, dy = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, round(width * fine), round(height * fine), 0, x, y, dx, dy)
        found.append((dx.value / fine, dy.value / fine))
    (cx, cy), (xx, xy), (yx, yy) = found
    return (xx - cx) / 1000, (yx - cx) / 1000, cx, (xy - cy) / 1000, (yy - cy) / 1000, cy


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
