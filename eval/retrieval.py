"""How often search finds the articles that answer, over several sets of questions, and how fast it is.

CMRC paragraphs among news; their questions in traditional characters; traditional paragraphs; the sample
archive and the real pages, each in Chinese and in English. `eval/finding.py` defines the figures.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from eval.finding import (
    Found,
    Key,
    Sought,
    by_number,
    by_source,
    chinese_cases,
    english_samples,
    english_twins,
    find,
)
from eval.hidden import Asked, paragraphs_file
from eval.metrics import percentile
from eval.scripts import traditional
from index.search import Archive

_CASES = Path(__file__).parent / "cases" / "samples.jsonl"
_TIMED = 1000  # questions asked one after the other, where there are more
_THREADS = 8
_MOST = 10


@dataclass(frozen=True, slots=True)
class Set:
    """What was found for one set of questions, by each way."""

    name: str
    questions: int
    ways: dict[str, Found]


def hidden_sets(archive: Archive, asked: Sequence[Asked]) -> Iterator[Set]:
    """Yield the hidden paragraphs, asked for in simplified and in traditional characters."""
    simplified = [Sought(str(n), a.question, frozenset([a.paragraph])) for n, a in enumerate(asked)]
    yield Set("CMRC", len(asked), find(archive, simplified, by_source))
    turned = [Sought(s.id, traditional(s.question), s.gold) for s in simplified]
    yield Set("CMRC, asked in traditional", len(asked), find(archive, turned, by_source))


def traditional_sets(cmrc: Path, asked: Sequence[Asked]) -> Iterator[Set]:
    """Yield the paragraphs alone, in simplified and in traditional print, asked for in simplified."""
    sought = [Sought(str(n), a.question, frozenset([a.paragraph])) for n, a in enumerate(asked)]
    for name, turn in (("simplified", None), ("traditional", traditional)):
        with TemporaryDirectory(prefix="wendang-eval-") as made:
            file = paragraphs_file(cmrc, Path(made), turn)
            with _built([file], Path(made) / "index") as archive:
                yield Set(f"CMRC alone, printed in {name}", len(sought), find(archive, sought, by_source))


def page_sets(samples: Path, pages: Path, cases: Path) -> Iterator[Set]:
    """Yield the questions over the sample archive and, where they are at hand, over the real pages.

    Args:
        samples: the sample archive.
        pages: the real pages.
        cases: questions over these.
    """
    with _opened(samples) as (archive, key):
        english, twins = english_samples()
        yield _set("samples", archive, chinese_cases(_CASES), key)
        yield _set("samples, twins of the English", archive, twins, key)
        yield _set("samples, English", archive, english, key)
    if not (pages.is_dir() and cases.is_file()):
        return
    with _opened(pages) as (archive, key):
        english, twins = english_twins(cases)
        yield _set("pages", archive, chinese_cases(cases), key)
        yield _set("pages, twins of the English", archive, twins, key)
        yield _set("pages, English", archive, english, key)


def _set(name: str, archive: Archive, sought: Sequence[Sought], key: Key) -> Set:
    return Set(name, len(sought), find(archive, sought, key))


@contextmanager
def _opened(folder: Path) -> Iterator[tuple[Archive, Key]]:
    from index.readers import find_inputs

    files = find_inputs([folder])
    with TemporaryDirectory(prefix="wendang-eval-") as made, _built(files, Path(made) / "index") as archive:
        yield archive, by_number(archive, files)


@contextmanager
def _built(files: Sequence[Path], folder: Path) -> Iterator[Archive]:
    from index.build import build
    from index.encoder import load_encoder
    from index.places import Gazetteer
    from index.words import JiebaTokeniser

    build(files, folder, encoder=load_encoder(), tokeniser=JiebaTokeniser(), gazetteer=Gazetteer.load())
    with Archive.open(folder) as archive:
        yield archive


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast search is.

    Attributes:
        wall_ms, cpu_ms: milliseconds of each search, one after the other, on the clock and of the processor.
        together: questions a second by several threads at once.
    """

    wall_ms: tuple[float, ...]
    cpu_ms: tuple[float, ...]
    together: float

    def summary(self) -> dict[str, object]:
        """Return the figures for a report."""
        told: dict[str, object] = {"questions": len(self.wall_ms)}
        for name, values in (("wall_ms", self.wall_ms), ("cpu_ms", self.cpu_ms)):
            told[name] = {f"p{q}": round(percentile(values, q), 2) for q in (50, 95)}
        return told | {f"questions_a_second_by_{_THREADS}_threads": round(self.together, 1)}


def speed(archive: Archive, questions: Sequence[str]) -> Speed:
    """Time the search for different questions: one after the other, then by eight threads at once.

    Raises:
        Exception: whatever a search in one of the threads raised.
    """
    beyond = len(questions) - _TIMED
    ahead = beyond if beyond > 0 else max(1, len(questions) // 2)
    # Those that only the threads ask come first, so that neither part finds what the other left warm.
    started = time.perf_counter()
    with ThreadPoolExecutor(_THREADS) as threads:
        list(threads.map(lambda question: archive.search(question, _MOST), questions[:ahead]))
    together = ahead / (time.perf_counter() - started)
    wall: list[float] = []
    cpu: list[float] = []
    for question in questions[ahead:] or questions:
        began, worked = time.perf_counter(), time.process_time()
        archive.search(question, _MOST)
        wall.append(1000 * (time.perf_counter() - began))
        cpu.append(1000 * (time.process_time() - worked))
    return Speed(tuple(wall), tuple(cpu), together)
