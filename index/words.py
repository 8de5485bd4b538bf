"""Words of a text: the one tokeniser, for documents and questions alike.

Everything that is compared in a search goes through `normalise` first, so that full-width and half-width
forms, capitals, and traditional and simplified characters (`index.simplified`) meet.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, cached_property, lru_cache
from importlib import import_module
from operator import add
from pathlib import Path
from typing import Protocol

from index.simplified import simplify

# Raised with every change of `normalise`, `pairs` or the tokeniser that gives a text other words.
_NORMAL_FORM = 1

CJK = r"々〇\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
"""Characters, for an expression, of scripts written without spaces: each is a unit of its own."""
_RUN = re.compile(rf"(?:[{CJK}\s]+|[^\W_]+|(?<=[0-9])\.(?=[0-9]))+")
_UNIT = re.compile(rf"[{CJK}]|[0-9]+(?:\.[0-9]+)+|[^\W_{CJK}]+")
_SPELLED = re.compile(rf"[^\W_{CJK}](?:[^\W_{CJK}]|\s|(?<=[0-9])\.(?=[0-9]))*+")
_CJK_RUN = re.compile(rf"[{CJK}]+")
_CJK_UNIT = re.compile(rf"[{CJK}]")
_SOLID = re.compile(r"[^\W_]")
# What nearly every printed text holds: once it is replaced, most texts are normal and need no more work.
_COMMON = tuple((c, unicodedata.normalize("NFKC", c)) for c in "，：；（）！？％～…℃\u00a0\u3000")
_COMMON_SINGLE = tuple((printed, plain) for printed, plain in _COMMON if len(plain) == 1)
_LONGER = {printed: plain.lower() for printed, plain in _COMMON if len(plain) > 1}


class Tokeniser(Protocol):
    """Cut text into the words that the lexical index holds.

    Attributes:
        name: what the manifest of an archive calls it.
        version: changes whenever the same text may give other words.
    """

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    def words(self, text: str) -> list[str]:
        """Return the words of a text in order, normalised, without punctuation and white space."""
        ...


class JiebaTokeniser:
    """Cut text by jieba's search mode, in which a long word is followed into the words that it holds.

    The dictionary is loaded with the first text, not with the module (about 0.16 s).
    """

    name = "rjieba-search"

    @cached_property
    def version(self) -> str:
        # Imported here: it costs a cold process more than the rest of this module.
        from importlib.metadata import version

        return f"{version('rjieba')}+opencc-{version('opencc-python-reimplemented')}+{_NORMAL_FORM}"

    def words(self, text: str) -> list[str]:
        """Return the words of a text in order.

        Args:
            text: any text, simplified or traditional, Chinese or English.

        Returns:
            Normalised words; stop words are kept, what holds no letter, digit or character is dropped.
        """
        cut = import_module("rjieba").cut_for_search
        return [word for word in cut(normalise(text)) if word.isalnum() or _solid(word)]


@lru_cache(maxsize=4096)
def _solid(word: str) -> bool:
    """Say whether a word holds a letter, digit or character; those that do not are few, and everywhere."""
    return _SOLID.search(word) is not None


@lru_cache(maxsize=64)
def normalise(text: str) -> str:
    """Return the form of a text in which it is compared: NFKC, lower case, simplified characters.

    For searching only. The length may change ("㎡" → "m2", "…" → "..."), so offsets in the result say
    nothing about the text; where they must, use `fold`.
    """
    if text.isascii():
        return text.lower()
    for printed, plain in _COMMON:
        text = text.replace(printed, plain)
    return simplify(unicodedata.normalize("NFKC", text).lower())


def fold(text: str) -> str:
    """Return a text normalised character by character, so that every offset stays what it was.

    It equals `normalise(text)` wherever that keeps each character's width; a character whose normal form
    is longer or shorter ("㎡", "…", a letter followed by a combining accent) stands as it is.
    """
    if text.isascii():
        return text.lower()
    folded = text.lower()
    for printed, plain in _COMMON_SINGLE:
        folded = folded.replace(printed, plain)
    usual = folded
    for longer in _LONGER:
        usual = usual.replace(longer, "")
    if len(folded) != len(text) or not unicodedata.is_normalized("NFKC", usual):
        folded = text.translate(_single_forms())
    return simplify(folded)


def spread(folded: str) -> str:
    """Return the normal form of a text that was folded: with those characters, too, that make several."""
    for printed, plain in _LONGER.items():
        folded = folded.replace(printed, plain)
    # Of all that is folded this alone is not in lower case yet: it makes two characters.
    normal = "İ" not in folded and unicodedata.is_normalized("NFKC", folded)
    return folded if normal else normalise(folded)


def compact(text: str) -> str:
    """Return a text normalised and without white space, as literal matches compare it."""
    return "".join(normalise(text).split())


def solid(text: str) -> str:
    """Return a text folded and without white space, as words are looked for that a line may break."""
    return fold("".join(text.split()))


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Return `fold` of the text of an article, remembered: a question asks for it several times."""
    return fold(text)


def pairs(text: str) -> list[str]:
    """Return the overlapping two-unit shingles of a text, for matching without knowing the words.

    A unit is one Chinese character, or one run of Latin letters and digits. Punctuation ends a stretch,
    white space does not. Runs of letters and digits are given alone as well, and so is a character that
    stands alone in its stretch, so that no text is without tokens.

    Returns:
        Shingles of `normalise(text)` in order: "18个乡 镇" → ["18", "18个", "个乡", "乡镇"].
    """
    tokens: list[str] = []
    for run in _RUN.findall(normalise(text)):
        if len(run) > 1 and _CJK_RUN.fullmatch(run):
            tokens += map(add, run, run[1:])
            continue
        units = _UNIT.findall(run)
        for i, unit in enumerate(units):
            if len(units) == 1 or not _is_cjk(unit):
                tokens.append(unit)
            if i + 1 < len(units):
                tokens.append(unit + units[i + 1])
    return tokens


def spelled_pairs(normal: str) -> set[str]:
    """Return those of the pairs of a text in its normal form that hold letters of an alphabet, or digits."""
    tokens: set[str] = set()
    for match in _SPELLED.finditer(normal):
        spelled = match.group()
        # Mostly one word or number.
        units = [spelled] if spelled.isalnum() else _UNIT.findall(spelled)
        tokens.update(units)
        start, end = match.span()
        while start and normal[start - 1].isspace():
            start -= 1
        if start and _is_cjk(normal[start - 1]):
            units.insert(0, normal[start - 1])
        if end < len(normal) and _is_cjk(normal[end]):
            units.append(normal[end])
        tokens.update(map(add, units, units[1:]))
    return tokens


def _is_cjk(unit: str) -> bool:
    # The common characters by their place: asking the pattern takes longer.
    return "\u4e00" <= unit < "\ua000" or _CJK_UNIT.match(unit) is not None


def needed_pairs(needle: str) -> list[str]:
    """Return the shingles that `pairs` gives for every text in which the needle stands literally.

    Only pairs of two Chinese characters are certain: at the edge of a needle, "8个" may stand inside
    "18个". Literally means after `normalise`, with white space removed.

    Returns:
        Distinct shingles in order; empty where the needle makes none certain.
    """
    certain = (p for p in pairs(needle) if len(p) == 2 and len(_CJK_UNIT.findall(p)) == 2)
    return list(dict.fromkeys(certain))


@cache
def stop_words() -> frozenset[str]:
    """Return the Chinese and English words that a question can lose without losing its subject."""
    lines = (Path(__file__).parent / "data" / "stopwords.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(normalise(word) for line in lines for word in line.partition("#")[0].split())


class _SingleForms(dict[int, int]):
    """A translation table that works out a character's one-character normal form at first need."""

    def __missing__(self, code: int) -> int:
        form = unicodedata.normalize("NFKC", chr(code)).lower()
        self[code] = ord(form) if len(form) == 1 else code
        return self[code]


@cache
def _single_forms() -> _SingleForms:
    return _SingleForms()
