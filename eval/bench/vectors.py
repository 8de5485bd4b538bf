"""Benchmark the nearest vectors: recall against comparing all, latency, memory, as an archive grows.

    python -m eval.bench.vectors INDEX --questions cmrc2018_dev.json --output eval/bench/results/vectors.json

INDEX is an archive; its vectors are the real part. To reach a million, mixtures of two of them with noise
are added: what is measured there is the search, not the archive. One thread; milliseconds are of the
processor, since the machine may be busy.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.metrics import mean, percentile
from index.nearest import Nearest
from index.tables.quantise import Packed, pack, unpack
from index.vectors import VectorIndex

Vectors = NDArray[np.float32]
Search = Callable[[Vectors, int], Sequence[int]]
_PART = 50_000
_K = 10
_LISTS, _PROBES = 1024, (16, 64, 256)
_NEIGHBOURS, _WIDTHS = 32, (64, 256)


def grown(real: Vectors, count: int, seed: int = 1) -> Packed:
    """Return packed vectors: the real ones, then normalised mixtures of two of them with a little noise."""
    rng = np.random.default_rng(seed)
    parts = [pack(real[:count])]
    for start in range(len(real), count, _PART):
        size = min(_PART, count - start)
        one, other = (real[rng.integers(len(real), size=size)] for _ in range(2))
        share = rng.uniform(0.5, 0.9, size=(size, 1))
        mixed = share * one + (1 - share) * other + rng.normal(0, 0.02, one.shape)
        parts.append(pack((mixed / np.linalg.norm(mixed, axis=1, keepdims=True)).astype(np.float32)))
    return np.concatenate(parts)


def exact(rows: Packed, queries: Vectors, k: int = _K) -> NDArray[np.int64]:
    """Return the places of the k nearest rows of each query, by comparing all, (queries, k)."""
    best_scores = np.full((len(queries), k), -2.0, dtype=np.float32)
    best = np.zeros((len(queries), k), dtype=np.int64)
    for start in range(0, len(rows), _PART):
        scores = queries @ unpack(rows[start : start + _PART]).T
        places = np.broadcast_to(np.arange(start, start + scores.shape[1]), scores.shape)
        scores, places = np.hstack([best_scores, scores]), np.hstack([best, places])
        order = np.argpartition(-scores, k, axis=1)[:, :k]
        best_scores, best = (np.take_along_axis(values, order, axis=1) for values in (scores, places))
    return best


def judged(search: Search, queries: Vectors, truth: NDArray[np.int64]) -> dict[str, float]:
    """Return recall at k against the truth, and milliseconds of a search."""
    search(queries[0], _K)
    shares: list[float] = []
    took: list[float] = []
    for query, wanted in zip(queries, truth, strict=True):
        began = time.process_time()
        found = search(query, _K)
        took.append(1000 * (time.process_time() - began))
        shares.append(len(set(found) & set(wanted.tolist())) / _K)
    cpu = {f"cpu_ms_p{q}": round(percentile(took, q), 3) for q in (50, 95)}
    return {f"recall@{_K}": round(mean(shares), 4), **cpu}


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    began = time.process_time()
    return work(), round(time.process_time() - began, 2)


def ours(rows: Packed, dimensions: int, queries: Vectors, truth: NDArray[np.int64]) -> dict[str, Any]:
    """Measure what the archive does: made, saved, opened again, changed."""
    ids = np.arange(1, len(rows) + 1)
    index = Nearest(ids, rows, dimensions)
    _, made = _timed(index.prepare)

    def search(query: Vectors, k: int) -> list[int]:
        return [i - 1 for i, _ in index.search(query, k)]

    told = {"made_cpu_s": made, **judged(search, queries, truth)}
    with TemporaryDirectory(prefix="wendang-bench-") as folder:
        path = Path(folder) / "nearest.bin"
        index.save(path)
        if path.exists():
            again = Nearest(ids, rows, dimensions, path)
            told["bytes_a_vector_on_disk"] = round(path.stat().st_size / len(rows), 1)
            told["opened_cpu_s"] = _timed(again.prepare)[1]
    return told | {"after_changes": _changed(rows, dimensions, queries)}


def _changed(rows: Packed, dimensions: int, queries: Vectors) -> dict[str, Any]:
    """Measure an index that every twentieth vector left, and to which as many came."""
    ids, none = np.arange(1, len(rows) + 1), np.empty(0, np.int64)
    kept = len(rows) * 19 // 20
    index = VectorIndex.empty(dimensions).changed(ids[:kept], rows[:kept], none, 1).joined()
    index, took = _timed(lambda: index.changed(ids[kept:], rows[kept:], ids[:kept:20], 2))
    there = np.setdiff1d(ids, ids[:kept:20])
    truth = there[exact(rows[there - 1], queries)]

    def search(query: Vectors, k: int) -> list[int]:
        return [i for i, _ in index.search(query, k)]

    for query in queries[:4]:
        search(query, _K)
    return {"changed_cpu_s": took, **judged(search, queries, truth)}


def others(rows: Packed, dimensions: int, queries: Vectors, truth: NDArray[np.int64]) -> dict[str, Any]:
    """Measure inverted lists with scalar quantisation and, where there are not too many, a graph."""
    import faiss

    library: Any = faiss
    library.omp_set_num_threads(1)
    told: dict[str, Any] = {}
    lists = library.index_factory(dimensions, f"IVF{_LISTS},SQ8", library.METRIC_INNER_PRODUCT)
    lists.cp.niter = 8

    def fill(index: Any) -> None:
        index.train(unpack(rows[:: max(1, len(rows) // 60_000)]))
        for start in range(0, len(rows), _PART):
            index.add(unpack(rows[start : start + _PART]))

    def search(index: Any) -> Search:
        return lambda query, k: [int(i) for i in index.search(query.reshape(1, -1), k)[1][0]]

    _, made = _timed(lambda: fill(lists))
    for probes in _PROBES:
        lists.nprobe = probes
        figures = judged(search(lists), queries, truth)
        told[f"IVF{_LISTS},SQ8 nprobe {probes}"] = {"made_cpu_s": made, **figures}
    if len(rows) <= 200_000:
        graph = library.index_factory(dimensions, f"HNSW{_NEIGHBOURS},SQ8", library.METRIC_INNER_PRODUCT)
        _, made = _timed(lambda: fill(graph))
        for width in _WIDTHS:
            graph.hnsw.efSearch = width
            figures = judged(search(graph), queries, truth)
            told[f"HNSW{_NEIGHBOURS},SQ8 efSearch {width}"] = {"made_cpu_s": made, **figures}
    return told


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure at the sizes of the command line, and write what was found."""
    given = _parser().parse_args(arguments)
    real, queries = _material(given.index, given.questions, given.asked)
    report: dict[str, Any] = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{platform.machine()}, Python {platform.python_version()}, one thread",
        "real_vectors": len(real),
        "dimensions": real.shape[1],
        "queries": len(queries),
        "sizes": {},
    }
    for count in given.sizes:
        size = min(count, len(real)) if count <= len(real) else count
        rows = grown(real, size)
        truth = exact(rows, queries)
        told = {"archive": ours(rows, real.shape[1], queries, truth)}
        told |= others(rows, real.shape[1], queries, truth) if not given.alone else {}
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 // 1_000_000
        report["sizes"][str(size)] = {**told, "peak_memory_mb_of_the_benchmark": peak}
        print(json.dumps({size: report["sizes"][str(size)]}), flush=True)
    if given.output:
        given.output.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


def _material(index: Path, questions: Path, asked: int) -> tuple[Vectors, Vectors]:
    """Return the vectors of an archive, and those of questions that have any."""
    from eval.hidden import load_questions
    from index.encoder import load_encoder
    from index.folder import current
    from index.store import Store

    store = Store.open(current(index).database)
    _, rows = store.passages.vectors()
    texts = [question.question for question in load_questions(questions)][:asked]
    vectors = load_encoder(store.manifest.encoder).encode(texts, "query")
    store.close()
    return unpack(rows), vectors[vectors.any(axis=1)]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.vectors", description=__doc__)
    parser.add_argument("index", type=Path, help="folder of an archive")
    parser.add_argument("--questions", type=Path, required=True, help="cmrc2018_dev.json")
    parser.add_argument("--asked", type=int, default=500, help="questions")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 130_000, 1_000_000])
    parser.add_argument("--alone", action="store_true", help="leave inverted lists and graphs out")
    parser.add_argument("--output", type=Path)
    return parser


if __name__ == "__main__":
    main()
