"""The gold: questions with their required items, and articles with their boundaries, read from JSON lines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from index.errors import DataError

T = TypeVar("T")

# Why a question cannot be answered: nothing is said of it; the place or the time is not covered; what it
# takes for granted is not so; the archive tells of something like it.
SORTS = ("nothing_said", "no_coverage_place", "no_coverage_time", "false_premise", "near_miss")


@dataclass(frozen=True, slots=True)
class Case:
    """One question of an evaluation set.

    Attributes:
        type: list, count, compare, number, who, when, where, what, summary, time_filtered, followup
            or unanswerable.
        answer: items that are all required; empty for a question that cannot be answered.
        optional: items that are neither required nor wrong.
        aliases: accepted forms of an item; one that begins with "re:" is a regular expression.
        trap: typical wrong answers.
        abstain: True where the right answer is to say that the archive does not tell.
        evidence: sentences that hold the answer, white space removed.
        evidence_articles: (page, n) of the article of each piece of evidence.
        history: the user's earlier turns, oldest first.
        split: "dev" (looked at while building) or "test" (held out); empty in the owner's own sets.
    """

    id: str
    question: str
    lang: str
    type: str
    answer: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    trap: tuple[str, ...] = ()
    abstain: bool = False
    evidence: tuple[str, ...] = ()
    evidence_articles: tuple[tuple[str, int], ...] = ()
    history: tuple[str, ...] = ()
    note: str = ""
    tags: tuple[str, ...] = ()
    split: str = ""

    @property
    def listing(self) -> bool:
        """Say whether the rows of the answer are scored: a list, or a time-filtered exhaustive question."""
        return self.type == "list" or (self.type == "time_filtered" and "exhaustive" in self.tags)

    @property
    def sort(self) -> str:
        """Return why a question cannot be answered: one of SORTS; empty where it can, or nobody said why."""
        return next((tag for tag in self.tags if self.abstain and tag in SORTS), "")

    def forms(self, item: str) -> tuple[str, ...]:
        """Return an item with its accepted forms."""
        return (item, *self.aliases.get(item, ()))


@dataclass(frozen=True, slots=True)
class ArticleGold:
    """One article of a page, with the ends of its body.

    Attributes:
        page: the file's name.
        n: 1-based order on the page.
        first_ns: the body's first characters, white space removed.
        last_ns: the body's last characters, white space removed.
        headlines: every headline that is right; empty where the page prints none.
        event_date: ISO date or range, of whatever precision is known.
    """

    page: str
    n: int
    first_ns: str
    last_ns: str
    headlines: tuple[str, ...] = ()
    place: str | None = None
    event_date: str | None = None
    kind: str = "news"


def _case(row: dict[str, Any]) -> Case:
    return Case(
        id=str(row["id"]),
        question=row["question"],
        lang=row.get("lang", "zh"),
        type=row["type"],
        answer=tuple(row["answer"]),
        optional=tuple(row.get("optional", ())),
        aliases={item: tuple(forms) for item, forms in row.get("aliases", {}).items()},
        values=row.get("values", {}),
        trap=tuple(row.get("trap", ())),
        abstain=row.get("expect") == "abstain",
        evidence=tuple(row.get("evidence", ())),
        evidence_articles=tuple((page, int(n)) for page, n in row.get("evidence_articles", ())),
        history=tuple(row.get("history", ())),
        note=row.get("note", ""),
        tags=tuple(row.get("tags", ())),
        split=row.get("split", ""),
    )


def _article(row: dict[str, Any]) -> ArticleGold:
    head = row.get("headline")
    return ArticleGold(
        page=row["page"],
        n=int(row["n"]),
        first_ns=row["first_ns"],
        last_ns=row["last_ns"],
        headlines=(head, *row.get("headline_alt", ())) if head else (),
        place=row.get("place"),
        event_date=row.get("event_date"),
        kind=row.get("kind", "news"),
    )


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        what = f"the cases cannot be read: {error}"
        raise DataError(what, subject=str(path), hint="name a .jsonl file") from error
    return ((n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip())


def _load(path: Path, make: Callable[[dict[str, Any]], T]) -> list[T]:
    loaded: list[T] = []
    for n, line in _lines(path):
        try:
            loaded.append(make(json.loads(line)))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise DataError(
                f"line {n} is not a case: {error!r}", subject=str(path), hint="one JSON object a line"
            ) from error
    if not loaded:
        raise DataError("there is no case in it", subject=str(path), hint="one JSON object a line")
    return loaded


def load_cases(path: Path) -> list[Case]:
    """Read the questions of a `.jsonl` file, in order.

    Raises:
        DataError: the file cannot be read, a line lacks a field, or there is no line.
    """
    return _load(path, _case)


def load_articles(path: Path) -> list[ArticleGold]:
    """Read the articles of a `.jsonl` file, in order.

    Raises:
        DataError: the file cannot be read, a line lacks a field, or there is no line.
    """
    return _load(path, _article)
