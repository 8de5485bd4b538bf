"""Signs of markup and ornaments on a line of text: bold, quoted, a rule between two articles."""

from __future__ import annotations

from index.segmenter.layout import plain
from index.segmenter.pageline import PageLine

_EMPHASIS = ("***", "**", "__", "*", "_", "~~")
_OPENS = frozenset(">*_~")
_RULE = frozenset("-—–―─━=_*＊﹡＝~～·•◆◇■□●○★☆※#▲▼|｜:")
_SHORTEST_RULE = 3
_SHORT_RULE = frozenset("_*=~|｜※")  # of which one or two are a rule as well


def unmarked(item: PageLine) -> None:
    """Take signs that set a whole line bold or quoted off its text.

    Args:
        item: a line whose text is its plain form; what is taken off is counted in `skip` and `drop`.
    """
    text = item.text
    if text[0] not in _OPENS:
        return
    inner, behind = text.lstrip(">"), 0
    for sign in _EMPHASIS:
        if inner.startswith(sign) and inner.endswith(sign) and len(inner) > 2 * len(sign):
            inner, behind = inner[len(sign) : -len(sign)], len(sign)
            break
    if not inner or inner == text:
        return
    printed = item.line.text
    item.text, item.skip = inner, _length(printed, len(text) - behind - len(inner))
    if behind:
        item.drop = _length(printed[::-1], behind)


def _length(printed: str, characters: int) -> int:
    """Return the length of the beginning of a printed line that holds so many plain characters."""
    for position, character in enumerate(printed):
        if not characters:
            return position
        characters -= bool(plain(character))
    return len(printed)


def bare(printed: str) -> str:
    """Return a printed headline without the signs that set it as a headline or bold."""
    text = printed.lstrip("#> \t\u3000").strip()
    for sign in _EMPHASIS:
        if text.startswith(sign) and text.endswith(sign) and len(text) > 2 * len(sign):
            return text[len(sign) : -len(sign)].strip()
    return text


def is_rule(text: str) -> bool:
    """Say whether a plain line is nothing but an ornament: signs and no letter."""
    if text[0] not in _RULE:
        return False
    return _RULE.issuperset(text) and (len(text) >= _SHORTEST_RULE or text[0] in _SHORT_RULE)
