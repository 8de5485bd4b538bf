"""What asking words and answering sentences look like, read from `data/clues.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from index.packaged import load_packaged

KINDS = ("number", "when", "who", "where", "why", "name", "how", "what")
_UNIT = re.compile("(?:多少|几)(?P<unit>[\u4e00-\u9fff]{1,2})")
_DIGIT = "0-9０-９一二三四五六七八九十百千万亿两"
_NUMERAL = f"[{_DIGIT}][.,{_DIGIT}]*(?:余|多|几)?(?:万|亿|千|百)?(?:多|余)?"


@dataclass(frozen=True, slots=True)
class Clues:
    """The compiled rules.

    Attributes:
        asking: finds the asking word, with what it asks for as the group `noun`.
        asked: finds the words of asking that no answer repeats.
        idle: matches words of asking that are looked for in no report.
        endings: finds the ending of a verb without which it is looked for too.
        bodies: finds that a body is asked for, though the question asks who.
        report, authored: finds that a question means a report; that a sentence names the author of a work.
        kinds: (kind, pattern) in the order in which they are tried.
        firsts: (question, sentence): what a sentence says that goes before others for such a question.
        evidence: how what answers a question of a kind looks.
        holder: by language, what finds the post whose holder is asked for, as the group `post`.
        posts: beginning of an English post → the Chinese word with which the post ends.
        units: unit as people ask for it → how reports write it.
        measures: the first characters of units.
    """

    asking: re.Pattern[str]
    asked: re.Pattern[str]
    idle: re.Pattern[str]
    endings: re.Pattern[str]
    bodies: re.Pattern[str]
    report: re.Pattern[str]
    authored: re.Pattern[str]
    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    firsts: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    evidence: dict[str, re.Pattern[str]]
    holder: dict[str, re.Pattern[str]]
    posts: dict[str, str]
    units: dict[str, str]
    measures: str

    def kind(self, understood: str, question: str) -> str:
        """Return the sort of evidence that answers a question, by its words, else by its understood kind."""
        for kind, pattern in self.kinds:
            if pattern.search(question):
                return kind
        return understood if understood in self.evidence else "what"

    def said(self, question: str) -> re.Pattern[str] | None:
        """Return what a sentence says that answers such a question before others; None where any will do.

        Args:
            question: as it was asked.
        """
        return next((text for asked, text in self.firsts if asked.search(question.lower())), None)

    def unit(self, question: str, otherwise: bool = False) -> re.Pattern[str] | None:
        """Return how a number in the unit asked for is written; None where no unit is asked for.

        Args:
            question: in Chinese, without white space.
            otherwise: True where other words for a unit count too (块 is 元, 几个 may be 几名).
        """
        found = _UNIT.search(question)
        if not found:
            return None
        first = found["unit"][0]
        if first not in self.measures:
            return None
        if found["unit"] == "个月":
            return re.compile(f"{_NUMERAL}个月")
        written = self.units.get(first, first) if otherwise else first
        return re.compile(f"{_NUMERAL}(?:{found['unit']}|{written})")


@cache
def load_clues() -> Clues:
    """Read and compile the packaged rules.

    Raises:
        DataError: the file is malformed.
    """
    return load_packaged("assistant", "clues.toml", _clues, "a clue is wrong")


def _clues(raw: dict[str, Any]) -> Clues:
    return Clues(
        asking=re.compile(raw["asking"]),
        asked=re.compile(raw["asked"]),
        idle=re.compile(raw["idle"]),
        endings=re.compile(raw["endings"]),
        bodies=re.compile(raw["bodies"]),
        report=re.compile(raw["report"]),
        authored=re.compile(raw["authored"]),
        kinds=tuple((rule["kind"], re.compile(rule["question"])) for rule in raw["kinds"]),
        firsts=tuple((re.compile(rule["question"]), re.compile(rule["sentence"])) for rule in raw["firsts"]),
        evidence={kind: re.compile(raw["evidence"][kind]) for kind in KINDS},
        holder={language: re.compile(raw["holder"][language]) for language in ("zh", "en")},
        posts=dict(raw["posts"]),
        units=dict(raw["units"]),
        measures=str(raw["measures"]),
    )
