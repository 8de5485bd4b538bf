"""Questions that an archive does not answer, made of questions that it does: for learning when to refuse."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from assistant.chat import Assistant
from assistant.records import Question
from eval.cases import Case
from index.words import fold

_TEMPLATES = Path(__file__).parents[1] / "data" / "unanswerable.toml"
_EACH = 2  # questions made of one by asking something else
_SEED = 7


def unmade(bench: Assistant, cases: Sequence[Case]) -> Iterator[str]:
    """Yield questions without an answer: something else is asked of a subject, or the same of another place.

    Args:
        bench: reads questions, and tells what the archive's reports of a place say.
        cases: questions with an answer, about one place each.
    """
    random, told = Random(_SEED), _reports(bench)
    rows = tomllib.loads(_TEMPLATES.read_text(encoding="utf-8"))["asked"]
    for case in cases:
        question = bench.reader.read(case.question, case.history)
        if case.abstain or len(question.places) != 1 or not told.get(question.places[0]):
            continue
        code = question.places[0]
        place = bench.reader.gazetteer.get(code)
        subjects = [p[0] for p in question.pieces if len(p[0]) > 1 and any(n in told[code] for n in p)]
        if place is None or not subjects:
            continue
        for row in random.sample(rows, _EACH):
            if not re.search(row["told"], told[code]):
                yield row["zh"].format(place=place.name, subject=random.choice(subjects))
        other = _elsewhere(question, code, told, random)
        name = other and bench.reader.gazetteer.get(other)
        if name and place.name in case.question and not case.history:
            yield case.question.replace(place.name, name.name)


def _reports(bench: Assistant) -> dict[str, str]:
    """Return the folded texts of the reports of each place."""
    told: dict[str, str] = {}
    for article in bench.archive.articles():
        if article.place_code:
            told[article.place_code] = told.get(article.place_code, "") + fold(article.title + article.text)
    return told


def _elsewhere(question: Question, code: str, told: dict[str, str], random: Random) -> str:
    """Return a place whose reports lack half of the question's words; "" where chance finds none."""
    for other in random.sample(sorted(told), min(3, len(told))):
        lost = [p for p in question.pieces if not any(name in told[other] for name in p)]
        if other[:4] != code[:4] and lost and 2 * len(lost) >= len(question.pieces):
            return other
    return ""
