"""The language of a message, and the message plainly."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.parsing.plain import load_plain
from assistant.parsing.soundalike import Soundalikes
from assistant.records import Language

_HAN = re.compile("[\u4e00-\u9fff]")
_LATIN = re.compile("[A-Za-z]{2,}")
_SPACE = re.compile(r"\s+")
_WIDE = {wide: wide - 0xFEE0 for a, z in ("０９", "ＡＺ", "ａｚ") for wide in range(ord(a), ord(z) + 1)}


def language_of(text: str) -> Language:
    """Return the language: English where there are half as many Latin words as Chinese characters.

    A word says more than a character, and an English question may name Chinese things in characters.
    """
    han, words = len(_HAN.findall(text)), len(_LATIN.findall(text))
    return "en" if words > han or (words >= 3 and 2 * words >= han) else "zh"


def unspaced(text: str, language: Language) -> str:
    """Return a text as it is read: a Chinese one without white space, digits and letters of usual width."""
    return text if language == "en" else _SPACE.sub("", text).translate(_WIDE)


def is_courtesy(text: str) -> bool:
    """Say whether a message greets, thanks or agrees, and asks nothing."""
    language = language_of(text)
    return load_plain()[language].is_courtesy(unspaced(text, language))


class Plainer:
    """Say messages plainly and with the terms of the domain spelt right.

    Args:
        words: the terms.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._soundalikes = Soundalikes(words)

    def say(self, text: str) -> str:
        """Return a message plainly; a Chinese one without white space."""
        language = language_of(text)
        plain = load_plain()[language].say(unspaced(text, language))
        return self._soundalikes.mended(plain) or text
