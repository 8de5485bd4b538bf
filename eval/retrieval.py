"""How often search finds the paragraph that answers: by words, by vectors, and fused; and how fast.

R@k       share of questions whose paragraph is among the first k articles.
MRR@10    mean of 1 / rank of the paragraph, 0 where it is not among the first ten (Voorhees 1999).
Ranks are of articles: of the passages of one article the best counts.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from eval.hidden import Asked
from eval.metrics import mean, percentile
from index.search import Archive

_DEPTH = 50
_MOST = 10


@dataclass(frozen=True, slots=True)
class Ranks:
    """The rank of each question's paragraph by one way of searching; 0 where not among the first ten."""

    name: str
    ranks: tuple[int, ...]

    def recall(self, k: int) -> float:
        """Return R@k."""
        return mean([float(0 < rank <= k) for rank in self.ranks])

    @property
    def mrr(self) -> float:
        """MRR@10."""
        return mean([1 / rank if rank else 0.0 for rank in self.ranks])


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What was measured.

    Attributes:
        ways: ranks by words, by vectors, fused.
        wall_ms, cpu_ms: milliseconds of each fused search, on the clock and of the processor.
    """

    ways: tuple[Ranks, ...]
    wall_ms: tuple[float, ...]
    cpu_ms: tuple[float, ...]

    def summary(self) -> dict[str, object]:
        """Return the figures for a report."""
        told: dict[str, object] = {
            way.name: {
                "R@1": round(way.recall(1), 4),
                "R@10": round(way.recall(10), 4),
                "MRR@10": round(way.mrr, 4),
            }
            for way in self.ways
        }
        for name, values in (("wall_ms", self.wall_ms), ("cpu_ms", self.cpu_ms)):
            told[name] = {f"p{q}": round(percentile(values, q), 2) for q in (50, 95)}
        return {"questions": len(self.wall_ms), **told}


def rank(sources: Iterable[str], wanted: str) -> int:
    """Return the 1-based rank of a source, each counted once; 0 where it is not among the first ten."""
    seen = list(dict.fromkeys(sources))[:_MOST]
    return seen.index(wanted) + 1 if wanted in seen else 0


def measure(archive: Archive, questions: Sequence[Asked]) -> Retrieval:
    """Search for every question in three ways.

    Args:
        archive: holds the paragraphs.
        questions: what is asked.
    """
    ranks: dict[str, list[int]] = {"lexical": [], "vector": [], "fused": []}
    wall: list[float] = []
    cpu: list[float] = []
    for asked in questions:
        started, worked = time.perf_counter(), time.process_time()
        hits = archive.search(asked.question, 2 * _MOST)
        wall.append(1000 * (time.perf_counter() - started))
        cpu.append(1000 * (time.process_time() - worked))
        ranks["fused"].append(rank((hit.source for hit in hits), asked.paragraph))
        for name in ("lexical", "vector"):
            ranks[name].append(rank(_alone(archive, asked.question, name), asked.paragraph))
    ways = tuple(Ranks(name, tuple(found)) for name, found in ranks.items())
    return Retrieval(ways, tuple(wall), tuple(cpu))


def _alone(archive: Archive, question: str, channel: str) -> Iterator[str]:
    """Yield the sources that one channel finds by itself, best first."""
    return (row.source for row in archive.by_channel(question, channel, _DEPTH))
