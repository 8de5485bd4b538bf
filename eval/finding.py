"""Sets of questions whose articles are known: does search find them by words, by vectors and fused?

R@1      share of questions with a right article first.
R@k      share of the right articles (of k, where there are more) among the first k; mean over questions.
MRR@10   mean of 1 / rank of the first right article, 0 where none is among the first ten.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.cases import Case, load_cases
from eval.metrics import mean
from eval.sources import Sources
from index.errors import DataError
from index.records import Hit
from index.search import Archive

WAYS = ("lexical", "vector", "fused")
_DEPTH, _ALONE = 20, 50
_CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True, slots=True)
class Sought:
    """A question, and the keys of the articles that it is about."""

    id: str
    question: str
    gold: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """What one way of searching found for each question of a set: keys of articles, best first."""

    rankings: tuple[tuple[str, ...], ...]
    gold: tuple[frozenset[str], ...]

    def recall(self, k: int) -> float:
        """Return R@k; R@1 is the share of questions with a right article first."""
        pairs = zip(self.rankings, self.gold, strict=True)
        return mean([len(gold.intersection(ranking[:k])) / min(k, len(gold)) for ranking, gold in pairs])

    @property
    def mrr(self) -> float:
        """MRR@10."""
        return mean([_reciprocal(r, g) for r, g in zip(self.rankings, self.gold, strict=True)])

    def summary(self) -> dict[str, float]:
        """Return the figures for a report."""
        figures = {f"R@{k}": self.recall(k) for k in (1, 5, 10)} | {"MRR@10": self.mrr}
        return {name: round(value, 4) for name, value in figures.items()}


def _reciprocal(ranking: Sequence[str], gold: frozenset[str]) -> float:
    return next((1 / rank for rank, key in enumerate(ranking[:10], 1) if key in gold), 0.0)


Key = Callable[[Hit], str]


def by_source(hit: Hit) -> str:
    """Return the key of an article that is a whole source: a paragraph of CMRC, a ready article."""
    return hit.source


def by_number(archive: Archive, files: Iterable[Path]) -> Key:
    """Return how articles of pages are named: FILE#n, as the gold does."""
    sources = Sources(files)

    def key(hit: Hit) -> str:
        source = sources.canonical(hit.source)
        return source if ".jsonl#" in source else f"{source}#{archive.article(hit.article_id).n}"

    return key


def find(
    archive: Archive, sought: Sequence[Sought], key: Key, ways: Iterable[str] = WAYS
) -> dict[str, Found]:
    """Search for every question in each way.

    Args:
        archive: holds the articles.
        sought: the questions.
        key: names the article of a hit as the gold does.
        ways: which ways.
    """
    gold = tuple(item.gold for item in sought)
    return {way: Found(tuple(_ranking(archive, item, key, way) for item in sought), gold) for way in ways}


def _ranking(archive: Archive, item: Sought, key: Key, way: str) -> tuple[str, ...]:
    hits = (
        archive.search(item.question, _DEPTH)
        if way == "fused"
        else archive.by_channel(item.question, "lexical" if way == "lexical" else "vector", _ALONE)
    )
    return tuple(dict.fromkeys(map(key, hits)))


def never_hurts(found: dict[str, Found], slack: float = 1e-9) -> bool:
    """Say whether what is fused is at least as good as the better of its parts, by R@10 and by MRR@10."""
    parts = [found[way] for way in WAYS[:2]]
    recall = found["fused"].recall(10) + slack >= max(part.recall(10) for part in parts)
    return recall and found["fused"].mrr + slack >= max(part.mrr for part in parts)


# Question sets


def chinese_cases(path: Path) -> list[Sought]:
    """Return the Chinese questions of a file of cases that name their articles and stand alone."""
    return [Sought(c.id, c.question, _gold(c)) for c in _alone(path) if c.lang == "zh"]


def english_samples() -> tuple[list[Sought], list[Sought]]:
    """Return the English questions over the sample archive and their Chinese twins."""
    rows = list(_rows(_CASES / "english.jsonl"))
    gold = [frozenset(f"{page}#{n}" for page, n in row["gold"]) for row in rows]
    told = list(zip(rows, gold, strict=True))
    return (
        [Sought(row["id"], row["question"], keys) for row, keys in told],
        [Sought(row["id"], row["twin"], keys) for row, keys in told],
    )


def english_twins(path: Path) -> tuple[list[Sought], list[Sought]]:
    """Return the questions of a file of cases in English and in Chinese, by our own translations of them.

    Args:
        path: the cases; `cases/english-dev.jsonl` holds the other language of each by its id.
    """
    other = {row["id"]: row for row in _rows(_CASES / "english-dev.jsonl")}
    english: list[Sought] = []
    chinese: list[Sought] = []
    for case in load_cases(path):
        row, keys = other.get(case.id, {}), _gold(case)
        if row and keys:
            english.append(Sought(case.id, row.get("question", case.question), keys))
            chinese.append(Sought(case.id, row.get("twin", case.question), keys))
    return english, chinese


def _alone(path: Path) -> Iterator[Case]:
    return (case for case in load_cases(path) if _gold(case) and not case.history)


def _gold(case: Case) -> frozenset[str]:
    return frozenset(f"{page}#{n}" for page, n in case.evidence_articles)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            yield json.loads(line)
        except ValueError as error:
            raise DataError(f"line {n} is no JSON: {error}", subject=str(path)) from error
