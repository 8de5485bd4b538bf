"""List the newest or the oldest reports of the archive, or of a place or time in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.listing import Draft
from assistant.lists.chronicle import in_time
from assistant.lists.looking import limits
from assistant.lists.reports import Reports
from assistant.parsing.numerals import small
from assistant.records import Language, Question
from index.packaged import load_packaged
from index.records import Article
from index.search import Archive

_MOST = 20  # reports that are listed at most


@dataclass(frozen=True, slots=True)
class _Rules:
    """How it is asked: `n` how many, `old` matched where the oldest are meant."""

    asked: dict[Language, re.Pattern[str]]
    old: re.Pattern[str]


class Newest:
    """Answer which reports are the newest or the oldest.

    Args:
        archive: the open archive.
        reports: makes the rows.
    """

    def __init__(self, archive: Archive, reports: Reports) -> None:
        self.archive = archive
        self.reports = reports

    def wanted(self, question: Question) -> bool:
        """Say whether nothing but the order of the reports is asked for."""
        return self._asked(question) is not None

    def answer(self, question: Question) -> Draft | None:
        """Return one row per report, as many as asked for, else those of the first or last day."""
        asked = self._asked(question)
        heads = [h for h in self.archive.heads(limits(question)) if h.issue_date and in_time(question, h)]
        if asked is None or not heads:
            return None
        old = _load().old.search(asked.group()) is not None
        heads.sort(key=_day, reverse=not old)
        said = next((n for n in asked.groups() if n), "")
        number = small(said) if said else 0
        same = [head for head in heads if _day(head) == _day(heads[0])]
        return self.reports.of(question, (heads[:number] if number else same)[:_MOST])

    def _asked(self, question: Question) -> re.Match[str] | None:
        chinese = question.language == "zh"
        said = "".join(question.text.split()) if chinese else question.text.lower().strip()
        return _load().asked[question.language].search(said)


def _day(article: Article) -> str:
    return article.issue_date or ""


@cache
def _load() -> _Rules:
    return load_packaged("assistant", "imprint.toml", _compiled, "a rule of [newest] is wrong")


def _compiled(raw: dict[str, Any]) -> _Rules:
    languages: tuple[Language, ...] = ("zh", "en")
    rules = raw["newest"]
    return _Rules({language: re.compile(rules[language]) for language in languages}, re.compile(rules["old"]))
