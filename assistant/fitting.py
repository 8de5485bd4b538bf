"""Take away the marks of a line whose quotes share nothing with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
    lines, rows, idle, resting = [], list(answer.rows), set[int](), _resting(answer.rows)
    for line in answer.text.split("\n"):
        found = _idle(line, answer.question, cited)
        lines.append(_without(line, found))
        idle |= found
        for at in {at for n in found for at in resting.get(n, ())}:
            if rows[at].name and rows[at].name in line:
                rows[at] = _relieved(rows[at], found)
    if not idle:
        return answer
    kept = replace(answer, text="\n".join(lines), rows=tuple(rows))
    return _renumbered(kept, idle - _pointed(kept))


def _resting(rows: Sequence[Row]) -> dict[int, list[int]]:
    """Return which rows rest on each citation, by their places."""
    found: dict[int, list[int]] = {}
    for at, row in enumerate(rows):
        for n in row.citations:
            found.setdefault(n, []).append(at)
    return found


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
    said = _Said(squeezed(MARK.sub("", line).replace("*", "")), squeezed(question))
    idle = {n for n in numbers if not said.shared(cited[n])}
    return idle if len(idle) < len(numbers) else set()


class _Said:
    """What a line says, as its quotes are compared with it.

    Args:
        said, question: the line and the question, folded, without white space.
    """

    def __init__(self, said: str, question: str) -> None:
        bare = _DATE.sub(" ", said)
        self._titles, self._names = frozenset(_TITLE.findall(said)), frozenset(_NAME.findall(bare))
        self._figures = frozenset(_FIGURE.findall(bare))
        self._runs = {text[i : i + _RUN] for text in (bare, question) for i in range(len(text) - _RUN + 1)}

    def shared(self, citation: Citation) -> bool:
        """Say whether a quote shares something with the line or, a run of characters, with the question.

        Args:
            citation: the quote; its report may be what the line names.
        """
        quote = squeezed(citation.quote)
        if self._titles and citation.headline and squeezed(citation.headline) in self._titles:
            return True
        if any(text in quote for text in (*self._names, *self._runs)):
            return True
        return bool(self._figures and self._figures & set(_FIGURE.findall(_DATE.sub(" ", quote))))


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
