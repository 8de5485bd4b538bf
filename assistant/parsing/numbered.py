"""Write numbered sessions of an English question as the paper does: 十一届一次会议."""

from __future__ import annotations

import re

from index.english import numeral, read_rules

_ORDINAL = r"(?:(?P<{0}n>\d{{1,2}})(?:st|nd|rd|th)|(?P<{0}w>[a-z]+(?:th|st|nd|rd)))"
# A place may stand between a committee's number and its name: the 11th Zhuanglang CPPCC.
_SESSION = re.compile(
    rf"(?:\bthe )?\b{_ORDINAL.format('s')} (?:plenary |annual )?(?:session|plenary|meeting) of the "
    rf"{_ORDINAL.format('c')} "
    r"(?P<body>(?:[\w'’-]+ ){0,4}?(?:cppcc|people'?s political consultative conference))\b",
    re.IGNORECASE,
)


def with_sessions(text: str) -> str:
    """Return an English question with its numbered sessions in Chinese; all else stays as it is."""
    return _SESSION.sub(_written, text)


def _written(match: re.Match[str]) -> str:
    session, committee = _number(match, "s"), _number(match, "c")
    if not session or not committee:
        return match.group()
    return f"{numeral(committee)}届{numeral(session)}次会议 of the {match['body']}"


def _number(match: re.Match[str], which: str) -> int:
    said = match[f"{which}w"]
    return int(match[f"{which}n"]) if said is None else read_rules().numbers.get(said.lower(), 0)
