"""Scanned pages (.png, .jpg, .tif) → Page, one per picture in the file; needs the extra `ocr`."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from index.errors import EmptyInput, UnreadableInput, UnsupportedInput
from index.readers import files, ocr
from index.readers.sheets import holds_text, page_of, recognised
from index.records import Page

FORMATS = ("PNG", "JPEG", "TIFF")
MAX_PIXELS = 85_000_000
"""A broadsheet at 400 dots per inch has 61 million."""
MAX_PICTURES = 200
_ENOUGH_PIXELS = 36_000_000
# What Pillow raises on damaged files; it has no error of its own for that.
_DAMAGED = (OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError, IndexError, MemoryError)
_TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def read(path: Path) -> Iterator[Page]:
    """Read a scan.

    Args:
        path: a PNG, JPEG or TIFF file; a TIFF may hold several pages.

    Yields:
        Each page that shows text, its lines numbered in reading order, boxes in pixels.

    Raises:
        UnsupportedInput: the extra that recognises text is not installed.
        UnreadableInput: the file is damaged, no picture, or too large.
        EmptyInput: no text is to be seen on it.
    """
    files.check_size(path)
    if not ocr.installed():
        what = "this is a picture of a page, and nothing is installed that recognises its text"
        raise UnsupportedInput(what, subject=path.name, hint=f"install it: {ocr.COMMAND}")
    digest = files.digest(path)
    count = _count(path)
    found = False
    for number in range(1, count + 1):
        lines = recognised(*_picture(path, number - 1), path.name)
        if holds_text(lines):
            found = True
            yield page_of(path, digest, "image", lines, number, count)
    if not found:
        hint = "scan it with 200 dots per inch or more, or take it out"
        raise EmptyInput("no text is to be seen on it", subject=path.name, hint=hint)


def _count(path: Path) -> int:
    with _open(path) as image:
        try:
            count = int(getattr(image, "n_frames", 1))
        except _DAMAGED as error:
            raise _damaged(path, error) from error
    if count > MAX_PICTURES:
        what = f"the file holds {count} pictures; {MAX_PICTURES} are read at most"
        raise UnreadableInput(what, subject=path.name, hint="split it")
    return count


def _picture(path: Path, frame: int) -> tuple[NDArray[np.uint8], float]:
    """Return one picture as (height, width), 0 black, and what one of its pixels measures in the file's."""
    with _open(path) as image:
        try:
            image.seek(frame)
            _check_pixels(image, path)
            upright = ImageOps.exif_transpose(image)
            # A fine scan is read no better at its full size, only slower.
            factor = 2 if upright.width * upright.height > _ENOUGH_PIXELS else 1
            return np.array(_grey(upright).reduce(factor), dtype=np.uint8), float(factor)
        except _DAMAGED as error:
            raise _damaged(path, error) from error


def _grey(image: Image.Image) -> Image.Image:
    """Return a picture in shades of grey, on white where it is transparent."""
    if image.mode.startswith(("I", "F")):
        values = np.asarray(image, dtype=np.float64)
        low, high = float(values.min()), float(values.max())
        return Image.fromarray(((values - low) * (255 / max(high - low, 1.0))).astype(np.uint8))
    if "A" in image.getbands() or "transparency" in image.info:
        clear = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("L")
    return image.convert("L")


def _open(path: Path) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(path, formats=FORMATS)
    except _TOO_LARGE as error:
        raise _too_large(path) from error
    except UnidentifiedImageError as error:
        what = "this is no PNG, JPEG or TIFF picture"
        raise UnreadableInput(what, subject=path.name, hint="save it anew as PNG") from error
    except _DAMAGED as error:
        raise _damaged(path, error) from error
    _check_pixels(image, path)
    return image


def _check_pixels(image: Image.Image, path: Path) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise _too_large(path)


def _too_large(path: Path) -> UnreadableInput:
    what = f"the picture has over {MAX_PIXELS // 1_000_000} million pixels"
    return UnreadableInput(what, subject=path.name, hint="scan the page with 300 dots per inch")


def _damaged(path: Path, error: BaseException) -> UnreadableInput:
    what = f"the picture is damaged: {error or type(error).__name__}"
    return UnreadableInput(what, subject=path.name, hint="take a fresh copy of the file")
