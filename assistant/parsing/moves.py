"""Say a follow-up in full that only tells what is to be different from the question before it."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from assistant.parsing.ellipsis import Exchange
from assistant.parsing.rules import in_both, load_question_rules
from assistant.parsing.shortnames import find_short
from assistant.parsing.subject import blank
from assistant.records import Language
from index.packaged import load_packaged
from index.terms import Term, Terms

Found = tuple[int, int, Term | None]
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_POST = 3  # characters of a post, at most
_TEXTS = ("details", "lack", "number")
_LEVELS = {"prefecture": "prefectures", "county": "counties", "city": "prefectures", "district": "counties"}


@dataclass(frozen=True, slots=True)
class Moves:
    """The compiled rules of one language; the comments of `data/following.toml` say what each is for."""

    wrapped: re.Pattern[str]
    unmeant: re.Pattern[str]
    more: re.Pattern[str]
    again: re.Pattern[str]
    lacking: re.Pattern[str]
    doing: re.Pattern[str]
    tally: re.Pattern[str]
    listed: re.Pattern[str]
    level: re.Pattern[str]
    rows: re.Pattern[str]
    year_before: re.Pattern[str]
    year_after: re.Pattern[str]
    same_part: re.Pattern[str]
    former: re.Pattern[str]
    latter: re.Pattern[str]
    row: re.Pattern[str]
    back: re.Pattern[str]
    extent: re.Pattern[str]
    beside: re.Pattern[str]
    details: str
    lack: str
    number: str

    def bare(self, text: str) -> str:
        """Return a follow-up without what only says that it corrects the question before."""
        rest = text.strip()
        while (found := self.wrapped.match(rest.lower())) and rest[found.end() :].strip():
            rest = rest[found.end() :].strip()
        if rest == text.strip():
            return text
        rest = rest[: found.start()] if (found := self.unmeant.search(rest.lower())) else rest
        return rest.removeprefix("是") or rest

    def repeated(self, before: str, text: str) -> str | None:
        """Return the question before as a follow-up wants it asked again; None where it wants no such."""
        said = text.lower()
        if self.more.search(said):
            return before if before.startswith(self.details) else self.details + before
        if self.again.search(said):
            return before
        if self.lacking.search(said):
            found = self.doing.search(before.lower())
            return before[: found.start()] + self._without(found, before) if found else None
        if self.tally.search(said):
            found = self.listed.search(before.lower())
            return self._counted(found, before) if found else None
        level = self.level.search(said)
        rows = self.rows.search(before.lower()) if level else None
        if level is None or rows is None:
            return None
        new = _level(level)
        return before[: rows.end("asked")] + new + before[rows.end() :]

    def _counted(self, found: re.Match[str], before: str) -> str:
        """Return a question for rows as one how many they are."""
        return before[: found.start()] + self.number + before[found.end() :]

    def _without(self, found: re.Match[str], before: str) -> str:
        """Return the rest of a question from a doing on, which is said not to be there."""
        had = found.group().strip() in ("有", "have", "has", "had") or self.lack.isascii()
        done = "" if had else re.sub("^都|[了过有]+$", "", found.group())
        return self.lack + done + before[found.end() :]

    def pointed(self, before: str, text: str, places: Sequence[str]) -> str:
        """Return a follow-up with its pointers (前者, 上一年) as the names and years of the question before.

        Args:
            before: the question before, in full.
            text: the follow-up.
            places: the places that the question before names, as it does.
        """
        if len(places) == 2:
            text = self.former.sub(places[0], text)
            text = self.latter.sub(places[1], text)
        years = {int(year) for year in _YEAR.findall(before)}
        if len(years) != 1:
            return text
        year = years.pop()
        others = ((self.same_part, None), (self.year_before, year - 1), (self.year_after, year + 1))
        for pattern, other in others:
            if pattern.search(text.lower()):
                return pattern.sub(_said(before, year, other, self.lack.isascii()), text.lower())
        return text


def _level(found: re.Match[str]) -> str:
    """Return the level that a follow-up names (group "level", or "only" where it leaves out the others)."""
    named = found.groupdict()
    said = str(named["level"] or named.get("only"))
    return _LEVELS.get(said, said)


def _said(before: str, year: int, other: int | None, english: bool) -> str:
    """Return another year as a question says it; None stands for the same part of the year before."""
    if other is not None:
        return str(other) if english else f"{other}年"
    part = re.search(rf"{year}年?(?:的)?(?:[上下]半年|第?[一二三四1-4]季度|\d{{1,2}}月(?:份)?)?", before)
    return (part.group() if part else str(year)).replace(str(year), str(year - 1))


def exchanged(
    before: str, text: str, terms: Terms, language: Language, common: Container[str]
) -> Exchange | None:
    """Return how a follow-up puts another thing in the place of one before; None where it names none.

    Args:
        before: the question before, in full and folded, its places and times blanked out.
        text: the follow-up, folded likewise.
        terms: the domain's terms.
        language: the language of both.
        common: words that say nothing of a subject.
    """
    own = _terms(text, terms, language, common)
    theirs = [(a, b, term) for a, b, term in _terms(before, terms, language, common) if term is not None]
    new = own[0][2] if len(own) == 1 else None
    if new is None or not theirs:
        return None
    start, end, _ = own[0]
    fitting = [found for found in theirs if found[2].topic == new.topic] or theirs
    if len(fitting) > 1:
        fitting = [found for found in fitting if before[found[1] - 1] == text[end - 1]] or fitting
    first, last, _ = fitting[-1]
    return Exchange((start, end), (first, last), _whole(text[start:end], before[first:last]))


def _whole(said: str, other: str) -> str:
    """Return a post as it is to be said in the place of another: 副主席 after 政协主席 is 政协副主席."""
    head = other[:-2]
    alike = len(said) <= _POST and len(head) > 1 and other.endswith(said[-2:])
    return head + said if alike and not said.startswith(head) else said


def _terms(text: str, terms: Terms, language: Language, common: Container[str]) -> list[Found]:
    found: list[Found] = []
    if language == "en":
        found += [(a, b, terms.get(words[0])) for a, b, words in terms.find_english(text)]
    else:
        found += [(a, b, term) for a, b, term in terms.find(text) if term.topic != "action"]
        rest = blank(text, [(a, b) for a, b, _ in found])
        found = sorted([*found, *find_short(rest, terms, load_question_rules().things)], key=lambda f: f[0])
    return [(a, b, term) for a, b, term in found if text[a:b] not in common]


def _moves(raw: dict[str, Any]) -> Moves:
    patterns = {f.name: re.compile(raw[f.name]) for f in fields(Moves) if f.name not in _TEXTS}
    return Moves(**patterns, details=raw["details"], lack=raw["lack"], number=raw["number"])


def _both(raw: dict[str, Any]) -> dict[Language, Moves]:
    return in_both(raw, _moves)


@cache
def load_moves() -> dict[Language, Moves]:
    """Read and compile the packaged rules of going on.

    Raises:
        DataError: a rule is missing or is no regular expression.
    """
    return load_packaged("assistant", "following.toml", _both, "a rule of going on is wrong")
