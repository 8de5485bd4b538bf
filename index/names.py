"""Where a person's name ends: Chinese names by family name, names of minorities by their characters."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from index.errors import DataError
from index.phrases import tagger
from index.units import alternatives

Strength = Literal[0, 1, 2]

_DATA = Path(__file__).parent / "data"
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_DOTTED = re.compile("[\u4e00-\u9fff]{1,8}(?:[·•‧・][\u4e00-\u9fff]{1,8}?)*[·•‧・]([\u4e00-\u9fff]{1,8})")
_SPACED = re.compile("[ \u3000]{1,2}([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
_PREDICATE = frozenset(["v", "vd", "vn", "d", "ad", "p", "l"])
_NOT_A_NAME = frozenset(["p", "c", "d", "r", "m", "q", "f", "u", "uj", "ul"])


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words around names: posts.toml and surnames.txt; see there what each list is for."""

    surnames: frozenset[str]
    compound: frozenset[str]
    posts: frozenset[str]
    bylines: tuple[str, ...]
    followers: re.Pattern[str]
    followers_single: frozenset[str]
    titles_after: tuple[str, ...]
    not_names: frozenset[str]
    transliteration: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the lexicon, loaded once.

    Raises:
        DataError: a list is missing.
    """
    data = tomllib.loads((_DATA / "posts.toml").read_text(encoding="utf-8"))
    lines = (_DATA / "surnames.txt").read_text(encoding="utf-8").splitlines()
    surnames = {word for line in lines for word in line.partition("#")[0].split()}
    try:
        return Lexicon(
            surnames=frozenset(name for name in surnames if len(name) == 1),
            compound=frozenset(name for name in surnames if len(name) == 2),
            posts=frozenset(data["posts"]),
            bylines=tuple(data["bylines"]),
            followers=re.compile(alternatives([word for word in data["followers"] if len(word) > 1])),
            followers_single=frozenset(word for word in data["followers"] if len(word) == 1),
            titles_after=tuple(data["titles_after"]),
            not_names=frozenset(data["not_names"]),
            transliteration=frozenset(data["transliteration"]),
        )
    except KeyError as error:
        raise DataError(f"the list {error} is missing", subject="posts.toml", hint="restore it") from error


def name_at(text: str, start: int, *, weakest: Strength = 2) -> int | None:
    """Return where the person's name that begins at an offset ends.

    Args:
        text: the whole text.
        start: the offset after a post, where a name would begin.
        weakest: how sure the end must be: 2, punctuation or a word of the list of followers stands after it;
            1, a verb of the dictionary does.

    Returns:
        The end, or None where no name begins there.
    """
    known = lexicon()
    if any(text[start : start + size] in known.not_names for size in (2, 3, 4)):
        return None
    if (end := _dotted(text, start)) is not None:
        return end
    if text[start : start + 2] in known.compound:
        sizes: tuple[int, ...] = (3, 4)
    elif text[start : start + 1] in known.surnames:
        if (spaced := _SPACED.match(text, start + 1)) and _strength(text, spaced.end()) == 2:
            return spaced.end()
        sizes = (3, 2)
    else:
        return _transliterated(text, start)
    return _best(text, start, sizes, weakest) or _transliterated(text, start)


def _best(text: str, start: int, sizes: tuple[int, ...], weakest: Strength) -> int | None:
    usable = [size for size in sizes if _is_name(text[start : start + size], size)]
    if not usable or _begins_as_word(text, start):
        return None
    strength = {size: _strength(text, start + size) for size in usable}
    if strength.get(3) == strength.get(2) == 2 and _is_function(text, start + 2):
        return start + 2
    for wanted in (2, 1):
        for size in usable:
            if (
                wanted >= weakest
                and strength[size] == wanted
                and (wanted == 2 or _tagged_name(text, start, size))
            ):
                return start + size
    return None


def _is_name(candidate: str, size: int) -> bool:
    if len(candidate) != size or not _HAN.fullmatch(candidate):
        return False
    posts = lexicon().posts
    return not any(candidate[i:j] in posts for i in range(size) for j in range(i + 2, size + 1))


def _strength(text: str, end: int) -> Strength:
    """Return how sure it is that a name ends here."""
    follows = text[end : end + 8]
    if not follows or not _HAN.match(follows):
        return 2
    known = lexicon()
    if known.followers.match(follows):
        return 2
    word, tag = tagger()(follows)[0]
    if word in known.followers_single:
        return 2
    return 1 if len(word) > 1 and tag in _PREDICATE else 0


def _is_function(text: str, at: int) -> bool:
    """Say whether the third character is a word that follows names rather than the last of a name."""
    return text[at] in lexicon().followers_single and text[at] not in "和同向为"


def _begins_as_word(text: str, start: int) -> bool:
    """Say whether the family name is a function word here (局长向市民介绍)."""
    word, tag = tagger()(text[start : start + 6])[0]
    if len(word) == 1:
        return tag in _NOT_A_NAME and tag != "d" and tag != "q"
    return len(word) > 3 and not tag.startswith("nr")


def _tagged_name(text: str, start: int, size: int) -> bool:
    word, tag = tagger()(text[start : start + size + 4])[0]
    return tag.startswith("nr") and word == text[start : start + size]


def _dotted(text: str, start: int) -> int | None:
    match = _DOTTED.match(text, start)
    if match is None:
        return None
    ends = range(match.start(1) + 1, match.end(1) + 1)
    # The shortest sure end: a longer one would swallow the verb (买买提·艾力说，).
    return next((end for end in ends if _strength(text, end) == 2), None)


def _transliterated(text: str, start: int) -> int | None:
    letters = lexicon().transliteration
    longest = start
    while longest < min(start + 6, len(text)) and text[longest] in letters:
        longest += 1
    for end in range(longest, start + 2, -1):
        if _strength(text, end) == 2:
            return end
    return None
