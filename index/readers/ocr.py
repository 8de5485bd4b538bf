"""Recognition of printed text on pictures; the one place that knows rapidocr (optional extra `ocr`)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import UnreadableInput
from index.readers.rows import CLOSING, Piece
from index.segmenter.layout import width

COMMAND = "pip install 'wendang[ocr]'"
"""What makes scans readable."""
_SMALLEST_SIDE = 16
_NARROWEST = 40
_FIRST_LOOK = 1600
"""Longest side, in pixels, of the picture on which lines are looked for; letters are read at full size."""
_LONGEST_SIDE = 4800
_SMALLEST_LINE = 14.0
"""Height of a line on that picture, in pixels, below which it is looked at larger."""
_GOOD_LINE = 18.0
_LEAST_SURE = 0.5
_GAP = 0.9
"""White space, in heights of a line, at which a line is cut in pieces that may be of two columns."""
_TELLING = 4.5
"""Characters of a line that is long enough to tell the size of its letters by its length."""
_INK = 0.55
"""Share of the range from the darkest to the brightest of a line, below which it is ink."""

_Grey = NDArray[np.uint8]
_Quad = NDArray[np.float32]


def installed() -> bool:
    """Say whether text on pictures can be recognised here."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


def recognise(picture: _Grey, name: str) -> list[Piece]:
    """Recognise the printed lines of a page.

    Args:
        picture: the page, (height, width), 0 black; letters at least 12 pixels high.
        name: the file's name, for the error.

    Returns:
        What stands on it, in no order; lengths in pixels. A page that was scanned a little askew is
        straightened.

    Raises:
        UnreadableInput: the recognition failed.
    """
    if min(picture.shape) < _SMALLEST_SIDE or max(picture.shape) > _NARROWEST * min(picture.shape):
        return []
    try:
        return _recognise(picture)
    except Exception as error:  # the engine and its runtime raise errors of many kinds
        what = f"the recognition of its text failed: {type(error).__name__}"
        raise UnreadableInput(what, subject=name, hint="save the picture anew as PNG") from error


def _recognise(picture: _Grey) -> list[Piece]:
    engine = _engine()
    coloured = np.ascontiguousarray(np.repeat(picture[:, :, None], 3, axis=2))
    quads = [part for quad in _lines(engine, coloured) for part in _parts(picture, quad)]
    if not quads:
        return []
    read = engine.recognize_txt(engine.crop_text_regions(coloured, quads))
    found = zip(read.txts, read.scores, _straightened(quads), strict=True)
    pieces = [_piece(text, float(score), quad) for text, score, quad in found if text.strip()]
    return _sized([piece for piece in pieces if piece.confidence >= _LEAST_SURE])


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical"})


def _lines(engine: Any, picture: NDArray[np.uint8]) -> list[_Quad]:
    """Find lines: four corners each, clockwise from the top left."""
    quads = _look(engine, picture, _FIRST_LOOK)
    shrunk = min(1.0, _FIRST_LOOK / max(picture.shape))
    seen = shrunk * float(np.median([_height(quad) for quad in quads])) if quads else 0.0
    if shrunk == 1.0 or seen >= _SMALLEST_LINE:
        return quads
    larger = _GOOD_LINE / seen if seen else 2.0
    return _look(engine, picture, min(_LONGEST_SIDE, round(_FIRST_LOOK * larger)))


def _look(engine: Any, picture: NDArray[np.uint8], longest: int) -> list[_Quad]:
    engine.max_side_len = longest
    found = engine(picture, use_det=True, use_cls=False, use_rec=False)
    return [] if found.boxes is None else [np.asarray(box, dtype=np.float32) for box in found.boxes]


def _height(quad: _Quad) -> float:
    return float(np.linalg.norm(quad[3] - quad[0]) + np.linalg.norm(quad[2] - quad[1])) / 2


def _parts(picture: _Grey, quad: _Quad) -> Iterator[_Quad]:
    """Cut a line at its wide white gaps: the detection sometimes joins neighbouring columns."""
    height, length = _height(quad), float(np.linalg.norm(quad[1] - quad[0]))
    if height < 4 or length < 4 * height:
        yield quad
        return
    edges = [0.0, *_gaps(_inked(picture, quad), _GAP * height), length]
    along = (quad[1] - quad[0]) / length, (quad[2] - quad[3]) / length
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        top = (quad[0] + along[0] * start, quad[0] + along[0] * end)
        low = (quad[3] + along[1] * end, quad[3] + along[1] * start)
        yield np.array([*top, *low], dtype=np.float32)


def _inked(picture: _Grey, quad: _Quad) -> NDArray[np.bool_]:
    """Tell for each pixel along a line whether there is ink across it."""
    length = int(np.linalg.norm(quad[1] - quad[0]))
    steps = np.linspace(0.0, 1.0, length)[:, None]
    upper, lower = quad[0] + (quad[1] - quad[0]) * steps, quad[3] + (quad[2] - quad[3]) * steps
    # The margins above and below may hold parts of other lines.
    depths = np.linspace(0.15, 0.85, max(4, int(_height(quad))))[None, :, None]
    points = np.rint(upper[:, None, :] + (lower - upper)[:, None, :] * depths).astype(int)
    rows = points[..., 1].clip(0, picture.shape[0] - 1)
    columns = points[..., 0].clip(0, picture.shape[1] - 1)
    sample = picture[rows, columns].astype(float)
    dark, bright = np.percentile(sample, 2), np.percentile(sample, 95)
    return np.asarray((sample < dark + _INK * (bright - dark)).sum(axis=1) >= 1)


def _gaps(inked: NDArray[np.bool_], least: float) -> list[float]:
    """Return where the wide gaps inside a line begin and end."""
    marks = np.flatnonzero(inked)
    return [float(at) for one, other in pairwise(marks) if other - one > least for at in (one + 1, other)]


def _straightened(quads: Sequence[_Quad]) -> list[_Quad]:
    """Turn all lines by the angle at which the long ones stand."""
    tilts = [
        math.atan2(quad[1][1] - quad[0][1], quad[1][0] - quad[0][0])
        for quad in quads
        if np.linalg.norm(quad[1] - quad[0]) > 5 * _height(quad)
    ]
    tilt = float(np.median(tilts)) if tilts else 0.0
    if abs(tilt) < 0.001 or abs(tilt) > 0.2:
        return list(quads)
    turn = np.array([[math.cos(tilt), -math.sin(tilt)], [math.sin(tilt), math.cos(tilt)]])
    return [(quad @ turn).astype(np.float32) for quad in quads]


def _sized(pieces: list[Piece]) -> list[Piece]:
    """Give pieces their font size: what one character takes up of a line that is long enough to tell.

    The boxes of the detection are too uneven in height to tell a small headline from the body.
    """
    told = [_advance(piece) for piece in pieces]
    both = list(zip(told, pieces, strict=True))
    usual = median([size / piece.size for size, piece in both if size] or [1.0])
    body = median([size for size in told if size] or [piece.size for piece in pieces] or [1.0])
    return [replace(piece, size=size or _rough(piece.size * usual, body)) for size, piece in both]


def _rough(height: float, body: float) -> float:
    """Return a size told from the height of a box: only a large difference from the body counts."""
    return body if abs(height - body) < 0.4 * body else height


def _advance(piece: Piece) -> float:
    """Return what a full-width character takes up along a piece, 0 where it is too short to tell."""
    characters = width(piece.text) - (0.5 if piece.text[-1] in CLOSING else 0.0)
    along = max(piece.x1 - piece.x0, piece.bottom - piece.top)
    size = along / characters if characters >= _TELLING else 0.0
    return size if 0.5 * piece.size < size < 2 * piece.size else 0.0


def _piece(text: str, score: float, quad: _Quad) -> Piece:
    x0, top, x1, bottom = map(float, (*quad.min(axis=0), *quad.max(axis=0)))
    size = min(_height(quad), float(np.linalg.norm(quad[1] - quad[0])))
    return Piece(text.strip(), x0, top, x1, bottom, size, confidence=score)
