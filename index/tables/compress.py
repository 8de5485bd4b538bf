"""Long texts of an archive as few bytes: GB 18030, then deflate with a dictionary of what is common.

An article is too short to teach deflate the language; the dictionaries (`data/phrases-3.zdict`,
`data/notes-3.zdict`) know the phrases of newspapers, and what our own notes look like, from the start. An
archive cannot be read with others: new ones take new names, and a step in the migrations. Raw deflate
(RFC 1951) and a checksum of the content: zlib's own frame is longer, and takes as long to read as the text.
"""

from __future__ import annotations

import zlib
from functools import cache
from pathlib import Path

_LEVEL = 9
_RAW = -15
_MEMORY = 7
"""Of deflate, 1 to 9: with 9, its state takes longer to copy than an article to pack, for not a byte less."""
_SHORT = 1_500
_SHORT_WINDOW, _SHORT_MEMORY = -12, 5
"""Notes of so many bytes at most, with their dictionary, fit a window of 4 KB: the same bytes come of it, and
a state of a sixth of the size is copied."""
_CRC = 4
"""Bytes of the checksum behind the packed content."""
PHRASES, NOTES = "phrases-3.zdict", "notes-3.zdict"
"""Files in index/data; `eval/train/phrases.py` makes them."""


def pack_text(text: str) -> bytes:
    """Return a text in about 0.37 of its bytes in UTF-8; GB 18030 holds all of Unicode."""
    return _pack(text.encode("gb18030"), _primed(PHRASES))


def unpack_text(packed: bytes) -> str:
    """Return a packed text.

    Raises:
        ValueError: the bytes are not what was packed.
    """
    return _unpack(packed, PHRASES).decode("gb18030")


def pack_notes(content: bytes) -> bytes:
    """Return what is noted of an article (`index.tables.notes`) in fewer bytes."""
    short = len(content) <= _SHORT
    return _pack(content, _primed(NOTES, _SHORT_WINDOW, _SHORT_MEMORY) if short else _primed(NOTES))


def unpack_notes(packed: bytes) -> bytes:
    """Return packed notes.

    Raises:
        ValueError: the bytes are not what was packed.
    """
    return _unpack(packed, NOTES)


def _pack(content: bytes, primed: zlib._Compress) -> bytes:
    packer = primed.copy()
    packed = packer.compress(content) + packer.flush()
    return packed + zlib.crc32(content).to_bytes(_CRC, "little")


def _unpack(packed: bytes, name: str) -> bytes:
    unpacker = zlib.decompressobj(_RAW, zdict=_dictionary(name))
    try:
        content = unpacker.decompress(packed)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    # What deflate leaves over is the checksum.
    if not unpacker.eof or unpacker.unused_data != zlib.crc32(content).to_bytes(_CRC, "little"):
        raise ValueError("what was packed is damaged or not complete")
    return content


@cache
def _primed(name: str, window: int = _RAW, memory: int = _MEMORY) -> zlib._Compress:
    # Reading the dictionary takes longer than packing an article: it is done once, and copied.
    return zlib.compressobj(_LEVEL, zlib.DEFLATED, window, memory, zdict=_dictionary(name))


@cache
def _dictionary(name: str) -> bytes:
    return (Path(__file__).parents[1] / "data" / name).read_bytes()
