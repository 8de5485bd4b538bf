"""Whether a word, a number or a bracket goes on from one line to the next."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module

_CONTEXT = 4
_SPLITS = ((1, 1), (2, 1), (1, 2), (2, 2))
_UNITS = frozenset("%％万亿千百元个名人件次户项条届亩吨部所座棵台套篇位米斤岁月日年")
_BRACKETS = (("（", "）"), ("(", ")"), ("《", "》"))


@cache
def _jieba() -> tuple[Callable[[str], bool], Callable[[str, bool], list[str]]]:
    module = import_module("rjieba")
    return module.has_word, module.cut


def torn(above: str, below: str) -> bool:
    """Say whether a word, a number or a bracket begins in one line and ends in the next.

    Args:
        above: the plain form of a line, not empty.
        below: that of the next one, not empty.
    """
    return _in_bracket(above, below) or _in_number(above, below) or _in_word(above, below)


def _in_number(above: str, below: str) -> bool:
    """Say whether a line ends in a figure to which the next brings further ones, or the unit."""
    return above[-1].isdigit() and (below[0] in _UNITS or (below[0].isdigit() and len(above) > _CONTEXT))


def _in_bracket(above: str, below: str) -> bool:
    for opening, closing in _BRACKETS:
        opened = above.rfind(opening)
        if opened >= 0 and opened > above.rfind(closing):
            closed, reopened = below.find(closing), below.find(opening)
            if closed >= 0 and (reopened < 0 or closed < reopened):
                return True
    return False


def _in_word(above: str, below: str) -> bool:
    has_word, cut = _jieba()
    if not above[-1].isalpha():
        return False
    for before, after in _SPLITS:
        if has_word(above[-before:] + below[:after]):
            break
    else:
        return False
    seam, position = len(above[-_CONTEXT:]), 0
    for word in cut(above[-_CONTEXT:] + below[:_CONTEXT], False):
        position += len(word)
        if position >= seam:
            return position > seam
    return False
