"""Let a language model say of which places the reports found tell what is asked.

The rules find whatever may be a row; whether a sentence means what the question means is what a model
judges better. It only picks numbers: names, figures and quotations stay those of the archive, and what it
passes over is named below the list. Where it gives no usable answer, the rules' rows stand.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import prompts
from assistant.generate import LanguageModel, first_object, tokens
from assistant.lists.evidence import Evidence, Matches
from assistant.lists.rows import Pile, piles
from assistant.parsing.shown import explain
from assistant.records import Question
from index.errors import ModelError
from index.places import Gazetteer

_log = logging.getLogger(__name__)
_SHOWN = 3  # sentences of a place that a model is shown
_SPARE = 300  # tokens kept free for what stands around the material
_UNDERSTOOD = ("subject", "activities", "times", "bound", "excluded", "signs")


@dataclass(frozen=True, slots=True)
class Choice:
    """What is left of some evidence after a model has looked at it.

    Attributes:
        matches: the evidence of the places that it chose.
        passed: the best evidence of each place that it passed over.
    """

    matches: Matches
    passed: tuple[tuple[str, Evidence], ...] = ()


class Chooser:
    """Ask a model which places the evidence makes rows of.

    Args:
        model: the language model.
        gazetteer: the place names.
        room: tokens for rules, question and material together.
        most: places at most that it is asked about for one question; lists of more stay as they are.
    """

    def __init__(self, model: LanguageModel, gazetteer: Gazetteer, room: int, most: int) -> None:
        self.model = model
        self.gazetteer = gazetteer
        self.room = room
        self.most = most

    def chosen(
        self, question: Question, matches: Matches, rows: Iterable[str], more: Sequence[Evidence]
    ) -> Choice:
        """Return the evidence as far as a model takes it to tell what is asked.

        Args:
            question: as understood.
            matches: what the rules found.
            rows: codes of the places that are rows by the rules.
            more: evidence for further places, each for one, the likeliest first; the rules do not list them.

        Returns:
            The evidence as it was where the model cannot be asked, gives no usable answer, or finds nothing
            in what holds every word of the question.
        """
        listed = set(rows)
        found = [pile for pile in piles(matches.evidence, self.gazetteer) if pile.code in listed]
        further = piles(more[: max(0, self.most - len(found))], self.gazetteer)
        if not (found or further) or len(found) > self.most:
            return Choice(matches)
        yes = self._asked(question, [*found, *further])
        strict = bool(found) and not (matches.dropped or matches.reworded.issuperset(listed))
        if yes is None or (strict and not yes):
            return Choice(matches)
        passed = tuple((pile.code, _best(pile)) for pile in found if pile.code not in yes)
        added = [e for e in more if yes.issuperset(a.code for a in e.acting)]
        return Choice(_left(matches, {code for code, _ in passed}, added), passed)

    def _asked(self, question: Question, found: Sequence[Pile]) -> set[str] | None:
        """Return the codes that the model picks; None where one of its answers is of no use."""
        rules = prompts.load("choose_rules", question.language)
        understood = {key: value for key, value in explain(question).items() if key in _UNDERSTOOD}
        said = json.dumps(understood, ensure_ascii=False)
        room = self.room - tokens(rules + question.text + said) - _SPARE
        yes: set[str] = set()
        for lines in _batches([_record(n, pile) for n, pile in enumerate(found, 1)], room):
            user = prompts.render(
                "choose_rows",
                question.language,
                question=question.text,
                understood=said,
                material="\n".join(lines),
            )
            try:
                picked = _numbers(self.model.complete(rules, user), len(found))
            except (ModelError, ValueError) as error:
                _log.warning("the model's choice of rows is not used: %s", error)
                return None
            yes |= {found[n - 1].code for n in picked}
        return yes


def _best(pile: Pile) -> Evidence:
    return next(iter((*pile.best_first(), *pile.withheld)))


def _left(matches: Matches, passed: set[str], added: Sequence[Evidence]) -> Matches:
    """Return evidence without some places, and with more for others."""
    kept = []
    for item in matches.evidence:
        acting = tuple(a for a in item.acting if a.code not in passed)
        kept += [replace(item, acting=acting)] if acting else []
    evidence = [*kept, *added]
    reports = {e.article.article_id for e in evidence}
    coverage = replace(matches.coverage, matched=len(reports), sentences=len(evidence))
    reworded = (matches.reworded | {a.code for e in added for a in e.acting}) - passed
    return replace(matches, evidence=evidence, coverage=coverage, reworded=reworded)


def _record(n: int, pile: Pile) -> str:
    """Return a place with the sentences that speak best for it as a line of JSON."""
    first: dict[str, Evidence] = {}
    for item in (*pile.best_first(), *pile.withheld):
        first.setdefault(item.text, item)
    told = [_told(item) for item in list(first.values())[:_SHOWN]]
    return json.dumps({"n": n, "place": pile.name, "told": told}, ensure_ascii=False)


def _told(item: Evidence) -> dict[str, str]:
    """Return a sentence with the one before it, to which its pronouns point, and the head of its report."""
    article = item.article
    earlier = [s for s in item.annotation.sentences if s.end <= item.sentence.start][-1:]
    before = "".join(article.text[s.start : s.end] for s in earlier).strip()
    head = {"headline": article.title, "date": article.issue_date}
    told = {**head, "before": before, "text": item.text.strip()}
    return {key: value for key, value in told.items() if value}


def _batches(lines: Sequence[str], room: int) -> list[list[str]]:
    """Return the lines in as few parts as the room of tokens allows, at least one line in each."""
    parts: list[list[str]] = []
    left = 0
    for line in lines:
        left -= tokens(line)
        if not parts or left < 0:
            parts.append([])
            left = room - tokens(line)
        parts[-1].append(line)
    return parts


def _numbers(told: str, most: int) -> list[int]:
    """Return the numbers that a model's answer picks.

    Raises:
        ValueError: it picks none in the form asked for, or one that is not there.
    """
    picked = first_object(told).get("yes")
    if not isinstance(picked, list) or not all(type(n) is int and 0 < n <= most for n in picked):
        raise ValueError("it is no choice among the numbers given")
    return picked
