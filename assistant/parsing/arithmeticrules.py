"""The rules of numbers that follow from printed ones, read from `data/arithmetic.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.records import Language, Question
from index.packaged import load_packaged

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Sum:
    """One way in which a number follows from others; `words` are searched in the archive's sentences."""

    asked: dict[Language, re.Pattern[str]]
    words: dict[str, re.Pattern[str]]

    def wanted(self, question: Question) -> re.Match[str] | None:
        """Return where a question asks for it; None where it does not."""
        return next(iter(self.every(question)), None)

    def every(self, question: Question) -> list[re.Match[str]]:
        """Return every place where a question asks for it, in order."""
        text = question.text.lower()
        said = _SPACE.sub("", text) if question.language == "zh" else text
        return list(self.asked[question.language].finditer(said))


@dataclass(frozen=True, slots=True)
class ArithmeticRules:
    """The compiled rules; the comments of the file say what each is for."""

    left: Sum
    than: Sum
    plan: Sum
    before: Sum
    after: Sum
    raised: Sum
    grown: Sum
    average: Sum
    extreme: Sum
    share: Sum
    product: Sum
    lasting: Sum
    sorts: Sum
    done: tuple[str, ...]
    periods: dict[str, str]
    rates: tuple[tuple[str, ...], ...]
    money: re.Pattern[str]


def _sum(raw: dict[str, Any]) -> Sum:
    words = {name: re.compile(pattern) for name, pattern in raw.items() if isinstance(pattern, str)}
    return Sum({"zh": words.pop("zh"), "en": words.pop("en")}, words)


def _rules(raw: dict[str, Any]) -> ArithmeticRules:
    return ArithmeticRules(
        left=_sum(raw["left"]),
        than=_sum(raw["than"]),
        plan=_sum(raw["plan"]),
        before=_sum(raw["before"]),
        after=_sum(raw["after"]),
        raised=_sum(raw["raised"]),
        grown=_sum(raw["grown"]),
        average=_sum(raw["average"]),
        extreme=_sum(raw["extreme"]),
        share=_sum(raw["share"]),
        product=_sum(raw["product"]),
        lasting=_sum(raw["lasting"]),
        sorts=_sum(raw["sorts"]),
        done=tuple(raw["left"]["done"]),
        rates=tuple(tuple(group) for group in raw["share"]["rates"]),
        periods=dict(raw["average"]["periods"]),
        money=re.compile(raw["average"]["money"]),
    )


@cache
def load_arithmetic() -> ArithmeticRules:
    """Read and compile the packaged rules.

    Raises:
        DataError: a rule is missing or is no regular expression.
    """
    return load_packaged("assistant", "arithmetic.toml", _rules, "a rule of arithmetic is wrong")
