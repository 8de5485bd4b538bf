"""Take away the marks of a line whose quotes share nothing with it."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.citations import MARK
from assistant.facts import squeezed
from assistant.records import Answer, Citation, Row

_RUN = 4  # characters that a statement or question and a quote share, in one piece
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_DATE = re.compile(
    r"\d{4}-\d\d(?:-\d\d)?|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?|\d{4}年|(?<!\d)(?:19|20)\d\d(?!\d)"
)
_NAME = re.compile("[\u4e00-\u9fff]{2,9}?(?:自治县|自治州|县|区|市|州|省|镇|乡)")
_TITLE = re.compile("《([^《》]+)》")


def fitted(answer: Answer) -> Answer:
    """Return an answer without the marks that share nothing with their line where another mark does.

    A row of a table may rest on several sentences of one report, some of which only stand beside what it
    tells. What no mark points to any more is no source of the answer; the others are numbered anew.
    """
    cited = {citation.n: citation for citation in answer.citations}
    lines, rows, idle = [], answer.rows, set[int]()
    for line in answer.text.split("\n"):
        found = _idle(line, answer.question, cited)
        lines.append(_without(line, found))
        if found:
            idle |= found
            rows = tuple(_relieved(row, found) if row.name and row.name in line else row for row in rows)
    if not idle:
        return answer
    kept = replace(answer, text="\n".join(lines), rows=rows)
    return _renumbered(kept, idle - _pointed(kept))


def only_cited(answer: Answer) -> Answer:
    """Return an answer without the citations to which neither a mark nor a row points.

    Args:
        answer: with all that may be cited; what is left is numbered anew.
    """
    return _renumbered(answer, {citation.n for citation in answer.citations} - _pointed(answer))


def _pointed(answer: Answer) -> set[int]:
    marks = {int(mark) for mark in MARK.findall(answer.text)}
    return marks | {n for row in answer.rows for n in row.citations}


def _without(line: str, marks: set[int]) -> str:
    return MARK.sub(lambda m: "" if int(m[1]) in marks else m[0], line) if marks else line


def _relieved(row: Row, marks: set[int]) -> Row:
    return replace(row, citations=tuple(n for n in row.citations if n not in marks))


def _idle(line: str, question: str, cited: dict[int, Citation]) -> set[int]:
    """Return the marks of a line that share nothing with it; none where none shares anything."""
    numbers = [n for n in dict.fromkeys(int(mark) for mark in MARK.findall(line)) if n in cited]
    if len(numbers) < 2:
        return set()
    said = squeezed(MARK.sub("", line).replace("*", ""))
    idle = {n for n in numbers if not shares(said, squeezed(question), cited[n])}
    return idle if len(idle) < len(numbers) else set()


def shares(said: str, question: str, citation: Citation) -> bool:
    """Say whether a quote shares something with a statement or, a run of characters, with the question.

    Args:
        said, question: folded, without white space.
        citation: the quote; its report may be what the statement names.
    """
    quote = squeezed(citation.quote)
    if citation.headline and squeezed(citation.headline) in _TITLE.findall(said):
        return True
    said = _DATE.sub(" ", said)
    if set(_FIGURE.findall(said)) & set(_FIGURE.findall(_DATE.sub(" ", quote))):
        return True
    if any(name in quote for name in _NAME.findall(said)):
        return True
    return any(text[i : i + _RUN] in quote for text in (said, question) for i in range(len(text) - _RUN + 1))


def _renumbered(answer: Answer, lost: set[int]) -> Answer:
    """Return an answer without some of its citations, the others numbered one after the other."""
    kept = [citation for citation in answer.citations if citation.n not in lost]
    number = {citation.n: n for n, citation in enumerate(kept, 1)}
    text = MARK.sub(lambda m: f"[{number[int(m[1])]}]" if int(m[1]) in number else m[0], answer.text)
    rows = tuple(
        replace(r, citations=tuple(number[n] for n in r.citations if n in number)) for r in answer.rows
    )
    citations = tuple(replace(citation, n=number[citation.n]) for citation in kept)
    return replace(answer, text=text, rows=rows, citations=citations)
