"""Say whether a word stands in a sentence for itself, and not by chance inside or across others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from assistant.lists.looking import Group
from index.mentions.wordlists import tagger
from index.packaged import load_packaged

_SHORT = 2  # characters of a name that may stand across the border of two words by chance
_AROUND = 5  # characters before and behind by which the words are told apart
_REMEMBERED = 1 << 13


@dataclass(frozen=True, slots=True)
class _Part:
    """When a word is part of something else; the comments of `data/alone.toml` say what each field is for."""

    ending: str
    whole: bool
    before: tuple[str, ...]
    behind: tuple[str, ...]


def itself(text: str, group: Group) -> bool:
    """Say whether a name of a group stands in a sentence for itself.

    副主席 is no 主席, 委员会 no 委员, and 集中学习 tells of no 中学.

    Args:
        text: the sentence, folded.
        group: names, folded; where none of them stands in the text as it is, nothing speaks against it.
    """
    told = [name for name in group if name in text]
    return not told or any(_stands(text, name) for name in told)


def _stands(text: str, name: str) -> bool:
    alone = _alone(name)
    if len(name) != _SHORT or name.isascii():
        return alone.search(text) is not None
    return any(not _across(*_near(text, m.start())) for m in alone.finditer(text))


def _near(text: str, at: int) -> tuple[str, int]:
    """Return what stands around a name, and where in it the border between its two characters lies."""
    start = max(0, at - _AROUND)
    return text[start : at + _SHORT + _AROUND], at + 1 - start


@lru_cache(maxsize=1024)
def _alone(name: str) -> re.Pattern[str]:
    """Return a pattern of a name that is no part of a longer one."""
    parts = [part for part in _parts() if (name == part.ending if part.whole else name.endswith(part.ending))]
    behind = "|".join(re.escape(word) for part in parts for word in part.behind)
    before = "".join(f"(?<!{re.escape(word)})" for part in parts for word in part.before)
    return re.compile(f"(?<!副){before}{re.escape(name)}" + (f"(?!{behind})" if behind else ""))


@lru_cache(maxsize=_REMEMBERED)
def _across(near: str, border: int) -> bool:
    """Say whether longer words end and begin at a border (新修|路灯), or halves of one (集中学习).

    Args:
        near: a stretch of text, which need not begin and end where words do.
        border: an offset in it.
    """
    at, before = 0, ""
    for word, _ in tagger()(near):
        if at >= border:
            return at == border and len(before) > 1 and len(word) > 1
        at, before = at + len(word), word
        if at > border:
            return len(word) == 2 * _SHORT and at - border == _SHORT
    return False


@lru_cache(maxsize=256)
def spelled(names: Group) -> re.Pattern[str]:
    """Return a pattern for the names, the longest first, with or without white space printed inside."""
    longest_first = sorted(names, key=lambda n: -len(n))
    return re.compile("|".join(r"\s*".join(map(re.escape, n)) for n in longest_first))


def _read(raw: dict[str, Any]) -> tuple[_Part, ...]:
    return tuple(
        _Part(word["ending"], word["whole"], tuple(word["before"]), tuple(word["behind"]))
        for word in raw["word"]
    )


@cache
def _parts() -> tuple[_Part, ...]:
    return load_packaged("assistant", "alone.toml", _read, "a word that may be part of others is wrong")
