"""Completeness at scale: plant known facts among other articles and ask for the lists.

Every fact says that a county has a thing (a committee workstation, say) in one of many wordings;
other reports say that a thing is planned, or not there, or speak of something else. The list must
hold every county told and no other. The wordings are data, `cases/planted.toml`.
"""

from __future__ import annotations

import gzip
import json
import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.records import Answer
from eval.bench import open_bench
from eval.metrics import Scores, scores_from_counts
from eval.runs import Asks
from index.places import Gazetteer, Place

_WORDINGS = Path(__file__).parent / "cases" / "planted.toml"
_PLANTED = "planted-"  # how the sources of planted reports begin
_NAMES = ("程望舒", "陆知远", "苏见微", "叶清和", "顾长庚", "宋怀瑾", "唐之焕", "韩书田", "蒋未央", "沈若水")


@dataclass(frozen=True, slots=True)
class Planted:
    """One planted report.

    Attributes:
        told: True where it says that the place has the thing.
        figure: the number that the row must show, None where the report tells none.
    """

    thing: str
    place: str
    told: bool
    figure: int | None
    article: dict[str, str]


@dataclass(slots=True)
class ThingResult:
    """How well the list over one thing was answered.

    Attributes:
        missing: places told that are no row.
        outside: rows that rest on a planted report which does not say so.
        beside: rows that rest on other articles alone; real news speaks of some of the things too.
    """

    thing: str
    scores: Scores
    missing: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    figures_right: int = 0
    figures: int = 0
    milliseconds: float = 0.0


def wordings(path: Path = _WORDINGS) -> dict[str, Any]:
    """Read the wordings."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def plant(count: int, seed: int, gazetteer: Gazetteer) -> list[Planted]:
    """Make planted reports.

    Args:
        count: how many, over all things; about two in three tell that the place has the thing.
        seed: of the random choice of counties, wordings, figures and dates.
        gazetteer: the counties of its home province are used.
    """
    chance, data = random.Random(seed), wordings()
    counties = [p for p in gazetteer.under(gazetteer.home + "0000") if p.level == "county"]
    planted: list[Planted] = []
    things = data["things"]
    for i, thing in enumerate(things):
        share = count // len(things) + (i < count % len(things))
        chosen = chance.sample(counties, min(share, len(counties)))
        planted += [_report(thing, place, data, chance) for place in chosen]
    return planted


def _report(thing: str, place: Place, data: dict[str, Any], chance: random.Random) -> Planted:
    told = chance.random() < 0.68
    wording = chance.choice(data["told" if told else "untold"])
    values = {
        "n": chance.randint(5, 24),
        "m": chance.randint(2, 9),
        "k": chance.randint(11, 240),
        "year": chance.randint(2020, 2022),
        "month": chance.randint(1, 12),
        "day": chance.randint(1, 26),
    }
    figures = {"": None, "k": values["k"], "n": values["n"], "n+m": values["n"] + values["m"]}
    leader = chance.choice(_NAMES)
    names = {"place": place.name, "short": place.short, "thing": thing, "leader": leader, "other": ""}
    text = wording["text"].format(**values, **names, day2=values["day"] + 1)
    date = f"{chance.randint(2023, 2024)}-{values['month']:02d}-28"
    article = {"headline": "", "date": date, "text": text}
    return Planted(thing, place.name, told, figures[wording.get("figure", "")], article)


def write(planted: Sequence[Planted], path: Path) -> None:
    """Write the reports as ready articles, one a line."""
    with path.open("w", encoding="utf-8") as file:
        for i, report in enumerate(planted):
            line = {"id": f"{_PLANTED}{i}", **report.article}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def news(corpus: Path, limit: int | None) -> Iterator[dict[str, str]]:
    """Yield articles of a corpus with one article a line, as ready articles."""
    opened = gzip.open if corpus.suffix == ".gz" else open
    with opened(corpus, "rt", encoding="utf-8") as file:
        for i, line in enumerate(file):
            if limit is not None and i >= limit:
                return
            if line.strip():
                yield {"id": f"news-{i}", "text": line.strip()}


def judge(thing: str, planted: Sequence[Planted], answer: Answer) -> ThingResult:
    """Compare the rows of a list with what was planted."""
    told = {p.place: p for p in planted if p.thing == thing and p.told}
    sources = {c.n: c.source for c in answer.citations}
    own = {c for c in sources if sources[c].startswith(_PLANTED)}
    rows = {row.name: row for row in answer.rows}
    beside = {name for name, row in rows.items() if row.citations and not own & set(row.citations)}
    beside -= set(told)
    right = [name for name in rows if name in told]
    result = ThingResult(thing, scores_from_counts(len(right), len(rows) - len(beside), len(told)))
    result.missing = sorted(set(told) - set(rows))
    result.outside = sorted(set(rows) - set(told) - beside)
    result.beside = sorted(beside)
    for name in right:
        figure = told[name].figure
        if figure is not None:
            result.figures += 1
            result.figures_right += rows[name].quantity == figure
    result.milliseconds = answer.timing_ms.get("total", 0.0)
    return result


def ask(assistant: Asks, planted: Sequence[Planted]) -> list[ThingResult]:
    """Ask for the list over each thing and judge it."""
    things = dict.fromkeys(p.thing for p in planted)
    return [judge(thing, planted, assistant.ask(f"哪些县（区）有{thing}？各有多少？")) for thing in things]


def run(
    count: int,
    seed: int,
    corpus: Path | None = None,
    limit: int | None = None,
    kept: Path | None = None,
) -> list[ThingResult]:
    """Plant reports among a corpus, index both in a temporary folder, and judge the lists.

    Args:
        count: how many reports to plant.
        seed: of the random choices.
        corpus: a file with one article a line; None plants the reports alone.
        limit: how many articles of the corpus at most; None takes all.
        kept: a folder for the index that stays: what it holds already is not read again.

    Raises:
        WendangError: the corpus cannot be read, or the index cannot be made.
    """
    planted = plant(count, seed, Gazetteer.load())
    with TemporaryDirectory() as name:
        folder = Path(name)
        write(planted, folder / "planted.jsonl")
        if corpus is not None:
            with (folder / "corpus.jsonl").open("w", encoding="utf-8") as file:
                for article in news(corpus, limit):
                    file.write(json.dumps(article, ensure_ascii=False) + "\n")
        with open_bench([folder], kept or folder / "index") as bench:
            return ask(bench.assistant, planted)
