"""How fast raw text goes through reading, segmentation and mentions on one core, and where the time goes."""

from __future__ import annotations

import cProfile
import json
import pstats
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from eval.pagemaker import TEXT_STYLES, load_stock, make_page
from eval.pagemaker.stock import read_lines
from index.articles import complete, segment
from index.mentions import annotate_all
from index.places import Gazetteer
from index.readers import find_inputs, read
from index.readers.kinds import READY, TEXT, ends
from index.records import Article, Page, ReadyArticle
from index.writing.prepare import settled

_MEGA = 1e6
STAGES = ("reading", "segmentation", "mentions")
# Pages per style, and ready articles, of the standing measurement.
_PAGES = 4
_ARTICLES = 400
_EVERY = 10
_FILES = 20


@dataclass(frozen=True, slots=True)
class Throughput:
    """What was measured.

    Attributes:
        name: what was read.
        pages: how many files.
        articles: how many articles they became.
        size: bytes of the files.
        seconds: CPU seconds per stage; of each file the best of several rounds.
        wall: seconds per stage on the clock, likewise.
        hot: (function, own seconds, calls) of the functions that took most, under the profiler.
        areas: share of the profiler's time that each part of the code took itself, the largest first.
    """

    name: str
    pages: int
    articles: int
    size: int
    seconds: dict[str, float]
    wall: dict[str, float]
    hot: list[tuple[str, float, int]] = field(default_factory=list)
    areas: dict[str, float] = field(default_factory=dict)

    def rate(self, *stages: str, wall: bool = False) -> float:
        """Return megabytes a second through some stages, through all where none is named."""
        seconds = self.wall if wall else self.seconds
        spent = sum(seconds[stage] for stage in stages or seconds)
        return self.size / spent / _MEGA if spent else 0.0


def throughput(paths: Sequence[Path], rounds: int = 5, hottest: int = 0, name: str = "pages") -> Throughput:
    """Measure text pages and files of ready articles.

    Args:
        paths: files and folders; files of other kinds are passed over.
        rounds: how often to measure each file; its best round counts, as other work only slows it.
        hottest: how many functions to name, 0 for none.
        name: what they are called in the report.

    Raises:
        MissingInput: a path does not exist or holds no page.
    """
    files = [path for path in find_inputs(paths) if ends(path, TEXT + READY)]
    gazetteer = Gazetteer.load()
    articles = sum(_through(path, gazetteer)[2] for path in files)  # all that is loaded once is loaded now
    cpu, wall = dict.fromkeys(STAGES, 0.0), dict.fromkeys(STAGES, 0.0)
    with settled():
        for path in files:
            measured = [_through(path, gazetteer) for _ in range(rounds)]
            for stage in STAGES:
                cpu[stage] += min(one[0][stage] for one in measured)
                wall[stage] += min(one[1][stage] for one in measured)
    hot, areas = _profile(lambda: [_through(path, gazetteer) for path in files], hottest)
    size = sum(path.stat().st_size for path in files)
    return Throughput(name, len(files), articles, size, cpu, wall, hot, areas)


def standing(real: Path, corpus: Path, rounds: int = 5, hottest: int = 0) -> Iterator[Throughput]:
    """Measure the real pages and the corpus, where they are at hand, and generated pages of every text style.

    Args:
        real: a folder of pages.
        corpus: news texts, one a line, packed with gzip.
        rounds, hottest: as for `throughput`.
    """
    if real.is_dir():
        yield throughput([real], rounds * 3, hottest, "real pages")
    given = corpus if corpus.is_file() else None
    with TemporaryDirectory(prefix="wendang-pages-") as folder:
        stock = load_stock(given, held_out=False)
        for style in TEXT_STYLES:
            for seed in range(_PAGES):
                made = make_page(style, seed, stock)
                (Path(folder) / f"{style}-{seed}.txt").write_bytes(made.data)
        yield throughput([Path(folder)], rounds, hottest, "generated pages")
    if given is not None:
        with TemporaryDirectory(prefix="wendang-articles-") as folder:
            for number, line in enumerate(read_lines(given, 1, _ARTICLES, _EVERY)):
                row = json.dumps({"text": line, "date": "2023-08-11"}, ensure_ascii=False)
                with (Path(folder) / f"{number % _FILES}.jsonl").open("a", encoding="utf-8") as file:
                    file.write(row + "\n")
            yield throughput([Path(folder)], rounds, hottest, "ready articles")


def _through(path: Path, gazetteer: Gazetteer) -> tuple[dict[str, float], dict[str, float], int]:
    """Take one file through all stages; return CPU seconds and seconds on the clock, and the articles."""
    cpu: dict[str, float] = {}
    wall: dict[str, float] = {}

    @contextmanager
    def timed(stage: str) -> Iterator[None]:
        begun, clock = process_time(), perf_counter()
        yield
        cpu[stage], wall[stage] = process_time() - begun, perf_counter() - clock

    with timed("reading"):
        items = list(read(path))
    articles: list[Article] = []
    with timed("segmentation"):
        for item in items:
            if isinstance(item, Page):
                articles += segment(item, gazetteer)
            elif isinstance(item, ReadyArticle):
                articles.append(complete(item, gazetteer))
    with timed("mentions"):
        annotate_all(articles, gazetteer)
    return cpu, wall, len(articles)


def _profile(work: Callable[[], object], count: int) -> tuple[list[tuple[str, float, int]], dict[str, float]]:
    if not count:
        return [], {}
    profile = cProfile.Profile()
    profile.runcall(work)
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    rows: list[tuple[str, float, int]] = []
    areas: dict[str, float] = {}
    for (file, line, name), (_, calls, own, _, _) in stats.items():
        rows.append((f"{Path(file).name}:{line} {name}", own, calls))
        area = _area(file, name)
        areas[area] = areas.get(area, 0.0) + own
    whole = sum(areas.values()) or 1.0
    shares = {area: own / whole for area, own in sorted(areas.items(), key=lambda entry: -entry[1])}
    return sorted(rows, key=lambda row: -row[1])[:count], shares


def _area(file: str, function: str) -> str:
    """Name the part of the code that a function belongs to: a package or module of `index`, or a library."""
    parts = Path(file).parts
    if "index" in parts:
        return Path(parts[parts.index("index") + 1]).stem
    if "re.Pattern" in function or "re.Match" in function:
        return "regular expressions"
    return "part-of-speech tagger" if "Jieba" in function else "other built-in functions"
