"""How fast raw text goes through reading, segmentation and mentions on one core, and where the time goes."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from eval.pagemaker import TEXT_STYLES, make_page
from index.articles import segment
from index.mentions import annotate
from index.places import Gazetteer
from index.readers import find_inputs, read
from index.records import Article, Page

_MEGA = 1e6


@dataclass(frozen=True, slots=True)
class Throughput:
    """What was measured.

    Attributes:
        pages: how many pages.
        articles: how many articles they became.
        size: bytes of the files.
        seconds: CPU seconds per stage, the best of several rounds.
        hot: (function, own seconds, calls) of the functions that took most, under the profiler.
    """

    pages: int
    articles: int
    size: int
    seconds: dict[str, float]
    hot: list[tuple[str, float, int]] = field(default_factory=list)

    def rate(self, *stages: str) -> float:
        """Return megabytes a second through some stages, through all where none is named."""
        spent = sum(self.seconds[stage] for stage in stages or self.seconds)
        return self.size / spent / _MEGA if spent else 0.0


def throughput(paths: Sequence[Path], rounds: int = 5, hottest: int = 0) -> Throughput:
    """Measure text pages.

    Args:
        paths: files and folders; empty for generated pages of every text style.
        rounds: how often to measure; the best round of each stage counts, as other work only slows it.
        hottest: how many functions to name, 0 for none.

    Raises:
        MissingInput: a path does not exist or holds no page.
    """
    with TemporaryDirectory(prefix="wendang-pages-") as folder:
        if not paths:
            paths = [Path(folder)]
            for style in TEXT_STYLES:
                for seed in range(4):
                    made = make_page(style, seed)
                    (Path(folder) / f"{style}-{seed}.txt").write_bytes(made.data)
        files = [path for path in find_inputs(paths) if path.suffix == ".txt"]
        return _measure(files, rounds, hottest)


def _measure(files: Sequence[Path], rounds: int, hottest: int) -> Throughput:
    gazetteer = Gazetteer.load()
    best: dict[str, float] = {}
    pages, articles = _round(files, gazetteer, {})  # everything that is loaded once is loaded now
    for _ in range(rounds):
        spent: dict[str, float] = {}
        _round(files, gazetteer, spent)
        best = {stage: min(seconds, best.get(stage, seconds)) for stage, seconds in spent.items()}
    hot = _hottest(lambda: _round(files, gazetteer, {}), hottest) if hottest else []
    return Throughput(len(pages), len(articles), sum(path.stat().st_size for path in files), best, hot)


def _round(
    files: Sequence[Path], gazetteer: Gazetteer, spent: dict[str, float]
) -> tuple[list[Page], list[Article]]:
    begun = process_time()
    pages = [page for path in files for page in read(path) if isinstance(page, Page)]
    spent["reading"] = process_time() - begun
    begun = process_time()
    articles = [article for page in pages for article in segment(page, gazetteer)]
    spent["segmentation"] = process_time() - begun
    begun = process_time()
    for article in articles:
        annotate(article, gazetteer)
    spent["mentions"] = process_time() - begun
    return pages, articles


def _hottest(work: Callable[[], object], count: int) -> list[tuple[str, float, int]]:
    profile = cProfile.Profile()
    profile.runcall(work)
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    rows = [
        (f"{Path(file).name}:{line} {name}", own, calls)
        for (file, line, name), (_, calls, own, _, _) in stats.items()
    ]
    return sorted(rows, key=lambda row: -row[1])[:count]
