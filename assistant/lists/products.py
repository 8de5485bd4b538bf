"""How much it is in all, where a sentence tells how many there are and how much each gets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.listing import Draft
from assistant.lists.arithmetic import comparable, printed, shown
from assistant.lists.workings import Number, numbers_of, worked_out
from assistant.parsing.arithmeticrules import load_arithmetic
from assistant.records import Question
from assistant.sentences.candidates import Candidate, Scorer
from assistant.wording import number
from index.mentions.quantities import find_quantities
from index.mentions.units import units

_PEOPLE = ("人", "名", "位", "户")
_MONEY = re.compile("经费|资金|钱|补助|补贴|万?元")
_BEST = 8
_TEN_THOUSAND = 10_000
_LEAST = 0.4  # coverage of a sentence that may tell of what is asked about


class Multiplier:
    """Answer with a sum of equal shares that no sentence prints."""

    def __init__(self, scorer: Scorer) -> None:
        self.scorer = scorer
        self.rules = load_arithmetic()

    def product(self, question: Question) -> Draft | None:
        """Return how many times how much; None where none is asked for, or told."""
        if not question.total and not self.rules.product.wanted(question):
            return None
        best = [c for c in self.scorer.candidates(question)[:_BEST] if c.coverage >= _LEAST]
        for candidate in best:
            told = list(numbers_of(candidate))
            for share in told:
                each = self.rules.product.words["each"].search(share.before)
                if each is None or not _wanted(question, share):
                    continue
                among = [n for n in told if n.mention.end <= share.mention.start and _of(n, each["per"])]
                among = among or _elsewhere(question, share, each["per"], best)
                among = among or _said(question, share, each["per"], best)
                if len(among) == 1:
                    return _draft(question, among[0], share)
        return None


def _elsewhere(question: Question, share: Number, per: str, best: Sequence[Candidate]) -> list[Number]:
    """Return what other sentences of the report count of those that get a share, where that is one number."""
    report = share.candidate.article.article_id
    others = [c for c in best if c is not share.candidate and c.article.article_id == report]
    names = [name for group in question.groups for name in group]
    found = [
        n
        for c in others
        for n in numbers_of(c)
        if (n.label and any(n.label.endswith(name) or name.endswith(n.label) for name in names))
        and (_of(n, per) or n.mention.unit == "个")
    ]
    return found if len(found) == 1 and share.mention.unit in question.units else []


def _said(question: Question, share: Number, per: str, best: Sequence[Candidate]) -> list[Number]:
    """Return a number that the question itself says of those that get a share, where a report prints it."""
    asked = {m.value for m in find_quantities(question.text) if m.value and m.value > 1}
    found = [n for c in best for n in numbers_of(c) if n is not share and n.mention.value in asked]
    fitting = [n for n in found if _of(n, per) or (n.mention.unit == "个" and per not in _PEOPLE)]
    money = comparable(share.mention)[1] == "元" and _MONEY.search(question.text) is not None
    return fitting[:1] if money or share.mention.unit in question.units else []


def _wanted(question: Question, share: Number) -> bool:
    """Say whether a share is of what is asked for."""
    return not question.units or share.mention.unit in question.units


def _of(number: Number, per: str) -> bool:
    """Say whether a number counts those of which each gets a share."""
    mention = number.mention
    known = units().units.get(mention.unit)
    if known is None or known.kind not in ("thing", "people") or (mention.value or 0.0) <= 1.0:
        return False
    behind = number.candidate.article.text.startswith(per, mention.end)
    return behind or number.label.endswith(per) or mention.unit == per


def _draft(question: Question, among: Number, share: Number) -> Draft:
    value = comparable(share.mention)[0] * (among.mention.value or 0.0)
    told = f"{shown(among.mention)}×{shown(share.mention)}"
    figure = printed(value, share.mention)
    scaled = round(value / _TEN_THOUSAND, 2)
    if share.mention.unit == "元" and value >= _TEN_THOUSAND and scaled * _TEN_THOUSAND == value:
        figure = f"{number(scaled)}万元"
    return worked_out(question, "list.worked_out", figure, told, (among, share))
