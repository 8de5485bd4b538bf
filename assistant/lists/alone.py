"""Say whether a word stands in a sentence for itself, and not by chance inside or across others."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.lists.looking import Group
from index.mentions.wordlists import tagger

_SHORT = 2  # characters of a name that may stand across the border of two words by chance
_AROUND = 5  # characters before and behind by which the words are told apart
_NEVER = (
    ("委员", "(?!会)"),
    ("会议", "(?!成员|室|厅|桌)"),
    ("培训", "(?!机构|学校|中心)"),
    ("教育", "(?!引导|整顿|实践活动)"),
    # The functions of such bodies, named in one breath, are nothing done (政治协商、民主监督、参政议政职能).
    ("政治协商", "(?!、民主监督)"),
    ("民主监督", "(?!、参政议政)"),
)  # what goes on behind a name that is part of something else
# What stands before such a name: campaigns to educate members are no schooling.
_NEVER_BEHIND = (("教育", ("主题", "学习", "警示", "宣传", "党史", "廉政", "思想", "党性", "党纪", "纪律")),)
_REMEMBERED = 1 << 13


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
    found = _alone(name).finditer(text)
    if len(name) != _SHORT or name.isascii():
        return any(found)
    return any(not _across(*_near(text, m.start())) for m in found)


def _near(text: str, at: int) -> tuple[str, int]:
    """Return what stands around a name, and where in it the border between its two characters lies."""
    start = max(0, at - _AROUND)
    return text[start : at + _SHORT + _AROUND], at + 1 - start


@lru_cache(maxsize=1024)
def _alone(name: str) -> re.Pattern[str]:
    """Return a pattern of a name that is no part of a longer one."""
    after = next((never for ending, never in _NEVER if name.endswith(ending)), "")
    behind = next((words for ending, words in _NEVER_BEHIND if name == ending), ())
    before = "".join(f"(?<!{word})" for word in ("副", *behind))
    return re.compile(f"{before}{re.escape(name)}{after}")


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
