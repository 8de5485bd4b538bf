"""Whether what seems to answer is of another number in a series: another session, another batch."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.records import Question
from assistant.sentences.candidates import Candidate
from index.words import compact, solid

_NUMERAL = "[一二两三四五六七八九十百0-9]+"
_SESSION = re.compile(f"(?P<number>{_NUMERAL}届{_NUMERAL}次)(?P<of>)")
_PART = re.compile(f"(?P<number>第{_NUMERAL}|首)(?P<of>批|期|轮|季度|场|站)")
_KINDS = ("when", "who", "number", "where")


def of_another(question: Question, shown: Sequence[Candidate]) -> bool:
    """Say whether every figure, person or date that may answer is of another number than the one asked about.

    Args:
        question: the question.
        shown: the best sentences, best first.
    """
    if question.kind not in _KINDS or question.context:
        return False
    said = compact(question.text)
    focused = [solid(candidate.text) for candidate in shown if candidate.focus]
    best = shown[0].article
    report = _numbers(_SESSION, solid(f"{best.title}。{best.text}")).get("", set())
    named = _numbers(_SESSION, said).get("", set())
    if named and not named & report and _differs({"": named}, _numbers(_SESSION, solid(shown[0].text))):
        return True
    for series in (_SESSION, _PART):
        asked = _numbers(series, said)
        if asked and focused and all(_differs(asked, _numbers(series, text)) for text in focused):
            return True
    return False


def _numbers(series: re.Pattern[str], text: str) -> dict[str, set[str]]:
    """Return the numbers that a text names, by what they count."""
    found: dict[str, set[str]] = {}
    for match in series.finditer(text):
        number = "第一" if match["number"] == "首" else match["number"]
        found.setdefault(match["of"], set()).add(number)
    return found


def _differs(asked: dict[str, set[str]], told: dict[str, set[str]]) -> bool:
    return any(told.get(of) and not numbers & told[of] for of, numbers in asked.items())
