"""Bytes → text: which encoding a Chinese text file is in, proved by strict decoding and plausibility.

UTF-8 proves itself: a text of another encoding almost never decodes as UTF-8. GB18030, Big5 and UTF-16
without a byte order mark decode one another's bytes into rare characters, so among those that decode
strictly the one with the largest share of common Chinese characters wins.
"""

from __future__ import annotations

import codecs
import logging
import re
from collections import Counter
from dataclasses import dataclass

from index.errors import UnreadableInput

_log = logging.getLogger(__name__)

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "gzip data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"{\\rtf", "an RTF document"),
)
_LEGACY = ("gb18030", "big5hkscs")
_SAMPLE = 200_000
_PLAUSIBLE = 0.6
# Control characters but those that text files hold: tabs, breaks of lines and pages, the end mark of DOS.
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x84\x86-\x9f]")
_HINT = "readable are UTF-8, UTF-16, GB18030 (GBK, GB2312) and Big5; save the text as UTF-8"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the name of the encoding it was decoded from."""

    text: str
    encoding: str


def decode(data: bytes, name: str, declared: str = "") -> Decoded:
    """Decode a text file.

    Args:
        data: the whole file.
        name: the file's name, for the error.
        declared: the encoding that the file itself declares, tried before the others.

    Returns:
        The text without byte order mark, and the encoding by its Python name.

    Raises:
        UnreadableInput: the file is binary, damaged, or in an encoding that is not known here.
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise UnreadableInput(f"this is {kind}, not a text", subject=name, hint=_HINT)
    decoded = (
        _by_mark(data, name) or _by_declaration(data, declared) or _by_proof(data, name) or _by_likeness(data)
    )
    if decoded is None:
        raise UnreadableInput(_why_not(data), subject=name, hint=_HINT)
    _check_text(decoded.text, name)
    return decoded


def _by_mark(data: bytes, name: str) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError as error:
                what = (
                    f"damaged at byte {error.start}: the file begins as {encoding} but does not go on as it"
                )
                raise UnreadableInput(what, subject=name, hint=_HINT) from error
            return Decoded(text.lstrip("\ufeff"), encoding)
    return None


def _by_declaration(data: bytes, declared: str) -> Decoded | None:
    encoding = declared.strip().lower()
    # GB2312 is what nearly every GBK and GB18030 page declares; GB18030 holds both.
    encoding = "gb18030" if encoding in ("gb2312", "gbk", "gb_2312-80", "x-gbk") else encoding
    encoding = "big5hkscs" if encoding == "big5" else encoding
    if not encoding or _lookup(encoding) is None:
        return None
    text = _strict(data, encoding)
    return Decoded(text, encoding) if text is not None and plausibility(text) >= _PLAUSIBLE else None


def _lookup(encoding: str) -> codecs.CodecInfo | None:
    try:
        info = codecs.lookup(encoding)
    except LookupError:
        return None
    return info if getattr(info, "_is_text_encoding", True) else None


def _by_proof(data: bytes, name: str) -> Decoded | None:
    text = _strict(data, "utf-8")
    if text is None:
        text = _strict(_without_cut_character(data), "utf-8")
        if text:
            _log.warning("%s: the file ends within a character, which was left out", name)
    return Decoded(text, "utf-8") if text is not None and "\x00" not in text else None


def _without_cut_character(data: bytes) -> bytes:
    decoder = codecs.getincrementaldecoder("utf-8")("ignore")
    decoder.decode(data)
    pending = decoder.getstate()[0]
    return data[: len(data) - len(pending)] if pending else data


def _by_likeness(data: bytes) -> Decoded | None:
    wide = ("utf-16-le", "utf-16-be") if len(data) % 2 == 0 else ()
    candidates = wide if b"\x00" in data else (*_LEGACY, *wide)
    read = [(encoding, _strict(data, encoding)) for encoding in candidates]
    scored = [(plausibility(text), Decoded(text, encoding)) for encoding, text in read if text is not None]
    likeness, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best if likeness >= _PLAUSIBLE else None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def plausibility(text: str) -> float:
    """Tell how much a text looks like Chinese (or plain ASCII) prose, from 0 to 1.

    The share of common characters (level 1 of GB 2312 or of Big5, and CJK punctuation) among those
    that are not ASCII; 1 for a text of ASCII only, 0 for one with a NUL.

    Args:
        text: a text as decoded.
    """
    sample = text[:_SAMPLE]
    if "\x00" in sample:
        return 0.0
    foreign = {character: n for character, n in Counter(sample).items() if character > "\x7f"}
    if not foreign:
        return 1.0
    common = sum(n for character, n in foreign.items() if _is_common(character))
    return common / sum(foreign.values())


def _is_common(character: str) -> bool:
    if "\u4e00" <= character <= "\u9fff":
        simplified = character.encode("gb2312", "ignore")
        traditional = character.encode("big5", "ignore")
        return simplified[:1] < b"\xd8" if simplified else b"" < traditional[:1] < b"\xc9"
    return (
        "\u2000" <= character <= "\u30ff"
        or "\uff00" <= character <= "\uffef"
        or character in "\u00a0\u00b7\ufeff"
    )


def _check_text(text: str, name: str) -> None:
    sample = text[:_SAMPLE]
    if "\x00" in text or len(_CONTROL.findall(sample)) > len(sample) / 100:
        raise UnreadableInput("this is a binary file, not a text", subject=name, hint=_HINT)
    lost = text.count("\ufffd")
    if lost > len(text) / 20:
        what = f"{lost} characters were lost when this file was last converted"
        raise UnreadableInput(what, subject=name, hint="take the original file")


def _why_not(data: bytes) -> str:
    if b"\x00" in data:
        return "this is a binary file, not a text"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return (
            f"the bytes are in no known text encoding; as UTF-8 they break at byte {error.start}, line {line}"
        )
    return "the bytes are in no known text encoding"
