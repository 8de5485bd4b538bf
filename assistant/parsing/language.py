"""The language of a message, and the message plainly."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from assistant.parsing.numbered import with_sessions
from assistant.parsing.plain import load_plain
from assistant.parsing.soundalike import Soundalikes
from assistant.records import Language

_HAN = re.compile("[\u4e00-\u9fff]")
_LATIN = re.compile("[A-Za-z]{2,}")
_MARKS = re.compile("[，,。；;：:、！!？?]")
_BETWEEN = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")
_RUN = 3  # characters between two spaces, on average, from which on they part words
_LETTER = 24  # characters from which on a message is a letter, and no keywords
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


def in_words(text: str) -> str:
    """Return a Chinese text whose spaces stand between words; without them where they are scattered."""
    runs = text.split()
    return text if len("".join(runs)) >= _RUN * len(runs) else "".join(runs)


def parted(text: str) -> str:
    """Return a long Chinese message without marks but with spaces with commas in their place.

    A few words with spaces between them are keywords, and stay as they are.
    """
    written = len(text) > _LETTER and not _MARKS.search(text.strip()[:-1])
    return _BETWEEN.sub("，", in_words(text).strip()) if written else text


def is_courtesy(text: str) -> bool:
    """Say whether a message greets, thanks or agrees, and asks nothing."""
    language = language_of(text)
    return load_plain()[language].is_courtesy(unspaced(text, language))


class Plainer:
    """Say messages plainly and with the terms of the domain spelt right.

    Args:
        words: the terms and names.
        known: says whether a name that is none of them is right as it is written.
    """

    def __init__(self, words: Iterable[str], known: Callable[[str], bool] = lambda said: False) -> None:
        self._soundalikes = Soundalikes(words, known)

    def say(self, text: str) -> str:
        """Return a message plainly; a Chinese one without white space."""
        language = language_of(text)
        text = parted(text) if language == "zh" else with_sessions(text)
        plain = load_plain()[language].say(unspaced(text, language))
        return self._soundalikes.mended(plain) or text
