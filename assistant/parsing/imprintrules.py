"""How reports are asked for by the way in which they are printed; `data/imprint.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from assistant.records import Language
from index.packaged import load_packaged

Rows = Literal["people", "places", "reports"]
_NUMBERS = {"两": 2, "二": 2, "2": 2, "two": 2, "三": 3, "3": 3, "three": 3, "四": 4, "4": 4, "four": 4}
_Two = dict[Language, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the reports asked for have to be like.

    Attributes:
        rows: what one row is for.
        several: how many have to have signed, 0 for any number above one, None where it does not matter.
        photo: True for photo reports only.
        opening: words of which one has to be the first of the report, empty where any will do.
        unsigned: True where nobody may have signed.
        said: the words of the question that ask for it.
    """

    rows: Rows
    several: int | None
    photo: bool
    opening: tuple[str, ...]
    unsigned: bool
    said: str


@dataclass(frozen=True, slots=True)
class ImprintRules:
    """The compiled rules."""

    reports: _Two
    joint: _Two
    photo: _Two
    by: _Two
    opening: _Two
    said: dict[str, tuple[str, ...]]
    before: re.Pattern[str]
    unsigned: _Two
    rows: tuple[tuple[Rows, _Two], ...]

    def asked(self, text: str, language: Language) -> Imprint | None:
        """Return what a question asks of how reports are printed; None where it asks nothing of the kind.

        Args:
            text: the question.
            language: its language.
        """
        said = "".join(text.split()) if language == "zh" else text.lower()
        if not self.reports[language].search(said):
            return None
        joint, opening = self.joint[language].search(said), self.opening[language].search(said)
        photo = bool(self.photo[language].search(said) and self.by[language].search(said))
        unsigned = self.unsigned[language].search(said) is not None
        if not (joint or opening or photo or unsigned):
            return None
        word = _first(opening) if opening else ""
        first = self.said.get(word, (word,)) if word else ()
        several = _NUMBERS.get(_first(joint), 0) if joint else None
        # A photo report, which often has no head, is told by who took it.
        rows = self.rows_of(text, language)
        rows = "people" if photo and rows == "reports" else rows
        signs = (self.joint, self.opening, self.photo, self.unsigned, self.reports)
        words = " ".join(found.group() for sign in signs for found in sign[language].finditer(said))
        return Imprint(rows, several, photo, first, unsigned, words)

    def rows_of(self, text: str, language: Language) -> Rows:
        """Return what the rows of a question for reports are."""
        said = "".join(text.split()) if language == "zh" else text.lower()
        return next((rows for rows, patterns in self.rows if patterns[language].search(said)), "reports")

    def opens(self, text: str, words: tuple[str, ...]) -> bool:
        """Say whether a report opens with one of some words, behind its dateline."""
        found = self.before.match(text)
        return text.startswith(words, found.end() if found else 0)


def _first(found: re.Match[str]) -> str:
    """Return what the first of the groups of a match holds, "" where none does."""
    return next((said for said in found.groups() if said), "")


@cache
def load_imprint_rules() -> ImprintRules:
    """Read and compile the packaged rules.

    Raises:
        DataError: a rule is missing or is no regular expression.
    """
    return load_packaged("assistant", "imprint.toml", _compiled, "a rule of how reports are printed is wrong")


def _compiled(raw: dict[str, Any]) -> ImprintRules:
    photo, opening = raw["photo"], raw["opening"]
    return ImprintRules(
        reports=_two(raw["reports"]),
        joint=_two(raw["joint"]),
        photo=_two(photo),
        by=_two({"zh": photo["zh_by"], "en": photo["en_by"]}),
        opening=_two(opening),
        said={word: tuple(forms) for word, forms in opening["said"].items()},
        before=re.compile(opening["before"]),
        unsigned=_two(raw["unsigned"]),
        rows=tuple((entry["of"], _two(entry)) for entry in raw["rows"]),
    )


def _two(raw: dict[str, str]) -> _Two:
    return {"zh": re.compile(raw["zh"]), "en": re.compile(raw["en"])}
