"""Benchmark the store: building, adding and removing an issue, reopening, size, against stock LlamaIndex.

    python -m eval.bench.store CORPUS.txt.gz --articles 46304 --output eval/bench/results/store.json

The corpus has one article a line. Every part runs in a process of its own, one after the other; what counts
are the ratios of one run, as the machine may be busy.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eval.bench.peer import Way

ISSUE = 40
"""Articles of one issue."""
SMALL = 1_000
_MB = 1_000_000


def read_corpus(path: Path, count: int) -> list[str]:
    """Return the first articles of a corpus."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = (line.strip() for line in lines)
        return list(islice((text for text in texts if text), count))


def write_articles(path: Path, texts: Sequence[str]) -> int:
    """Write ready articles and return the bytes of their texts."""
    lines = [
        json.dumps({"id": f"{path.stem}-{i}", "text": text}, ensure_ascii=False)
        for i, text in enumerate(texts)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return sum(len(text.encode()) for text in texts)


def measured(work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return what some work returns, with its time and the memory of this process and its children."""
    began, cpu = time.perf_counter(), _cpu()
    found = work()
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / _MB
    # The largest child's; counted for each worker, which is more than there ever is.
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / _MB
    workers = len(os.sched_getaffinity(0)) if child else 0
    return {
        "wall_s": round(time.perf_counter() - began, 3),
        "cpu_s": round(_cpu() - cpu, 3),
        "peak_mb": round(own + workers * child),
        **found,
    }


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def _build(index: Path, pages: Path, *, workers: bool = True) -> dict[str, Any]:
    from index import build as building
    from index.encoder import load_encoder
    from index.places import Gazetteer
    from index.words import JiebaTokeniser
    from index.writing.work import Here

    encoder, gazetteer, tokeniser = load_encoder(), Gazetteer.load(), JiebaTokeniser()
    encoder.encode(["热身"])
    tokeniser.words("热身")
    if not workers:
        vars(building)["hands_for"] = lambda kit, size: Here(kit)
    began, cpu = time.perf_counter(), _cpu()
    report = building.build([pages], index, encoder=encoder, tokeniser=tokeniser, gazetteer=gazetteer)
    return {
        "seconds": round(time.perf_counter() - began, 3),
        # Of the work alone, workers included: they have ended.
        "work_cpu_s": round(_cpu() - cpu, 3),
        "added": report.added,
        "removed": report.removed,
        "stages": report.seconds,
    }


def _peer(index: Path, pages: Path, *, way: Way = "stock") -> dict[str, Any]:
    from eval.bench.peer import build_peer

    lines = next(pages.glob("*.jsonl")).read_text(encoding="utf-8").splitlines()
    return build_peer([json.loads(line)["text"] for line in lines], index, way)


def _reopen(index: Path, pages: Path) -> dict[str, Any]:
    from index.search import Archive

    began = time.perf_counter()
    with Archive.open(index) as archive:
        opened = time.perf_counter()
        hits = archive.search("中国驻德国大使馆举行招待会", 3)
        return {
            "seconds": round(opened - began, 3),
            "first_question_s": round(time.perf_counter() - opened, 3),
            "hits": len(hits),
        }


PARTS: dict[str, Callable[[Path, Path], dict[str, Any]]] = {
    "build": _build,
    "build alone": partial(_build, workers=False),
    "stock": _peer,
    "helped": partial(_peer, way="helped"),
    "reopen": _reopen,
}


def run_part(name: str, index: Path, pages: Path) -> dict[str, Any]:
    """Run one part in a process of its own and return what it measured."""
    command = [sys.executable, "-m", "eval.bench.store", "--part", name, str(index), str(pages)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def size_of(folder: Path) -> dict[str, int]:
    """Return the bytes of an index by part."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    parts = {"database": "archive.sqlite", "vectors": "vectors.bin", "lexical": "lexical"}
    found = {
        part: sum(p.stat().st_size for p in files if any(name in piece for piece in p.parts[-2:]))
        for part, name in parts.items()
    }
    return found | {"all": sum(path.stat().st_size for path in files)}


def one_issue(index: Path, pages: Path, issue: Sequence[str], *, rounds: int = 5) -> dict[str, Any]:
    """Add an issue of 40 articles to an index and remove it, several times.

    Returns:
        Median and least seconds, on the clock and of the processor, of the work alone: a process that starts
        loads its libraries, whatever the size of the archive.
    """
    taken: dict[str, list[float]] = {}
    path = pages / "issue.jsonl"
    for _ in range(rounds):
        for what in ("add", "remove"):
            write_articles(path, issue) if what == "add" else path.unlink()
            part = run_part("build", index, pages)
            taken.setdefault(f"{what}_s", []).append(part["seconds"])
            taken.setdefault(f"{what}_cpu_s", []).append(part["work_cpu_s"])
    median = {name: sorted(values)[rounds // 2] for name, values in taken.items()}
    return median | {f"{name}_least": min(values) for name, values in taken.items()}


def archive_of(folder: Path, texts: Sequence[str], issue: Sequence[str]) -> dict[str, Any]:
    """Build an archive and measure everything about it."""
    index, pages = folder / "index", folder / "pages"
    pages.mkdir(parents=True)
    raw = write_articles(pages / "base.jsonl", texts)
    built = run_part("build", index, pages)
    sizes = size_of(index)
    return {
        "articles": len(texts),
        "raw_bytes": raw,
        "build": built,
        "articles_per_s": round(len(texts) / built["seconds"], 1),
        "articles_per_cpu_s": round(len(texts) / built["cpu_s"], 1),
        "size": sizes,
        "size_ratio": {name: round(size / raw, 3) for name, size in sizes.items()},
        "reopen": run_part("reopen", index, pages),
        "issue": one_issue(index, pages, issue),
    }


def beside_peer(texts: Sequence[str], folder: Path) -> dict[str, Any]:
    """Build the same articles with the store, by workers and alone, and with both readings of LlamaIndex."""
    pages = folder / "pages"
    pages.mkdir(parents=True)
    write_articles(pages / "base.jsonl", texts)
    names = ("build", "build alone", "stock", "helped")
    found = {name: run_part(name, folder / name.replace(" ", "-"), pages) for name in names}
    ours = found["build"]
    ratios = {
        f"{way}_to_ours_{unit}": round(found[way][unit] / ours[unit], 2)
        for way in ("stock", "helped")
        for unit in ("seconds", "work_cpu_s")
    }
    shared = round(found["build alone"]["seconds"] / ours["seconds"], 2)
    return {"articles": len(texts), **found, **ratios, "workers_speed_up": shared}


def compare(texts: Sequence[str], count: int, peer: int, folder: Path) -> Iterator[dict[str, Any]]:
    """Yield the figures each time that a part is done, the ratios that count at the end."""
    issue = texts[count : count + ISSUE]
    found: dict[str, Any] = {}
    if peer:
        found["peer"] = beside_peer(texts[:peer], folder / "peer")
        yield found
    small = found["small"] = archive_of(folder / "small", texts[:SMALL], issue)
    yield found
    large = found["large"] = archive_of(folder / "large", texts[:count], issue)
    found["ratios"] = {
        "index_to_raw": large["size_ratio"]["all"],
    } | {
        f"{name.removesuffix('_s')}_large_to_small": round(large["issue"][name] / small["issue"][name], 2)
        for name in ("add_s", "remove_s", "add_cpu_s", "remove_cpu_s")
    }
    if peer:
        found["ratios"] |= by_article(found["peer"], large)
    yield found


def by_article(peer: dict[str, Any], large: dict[str, Any]) -> dict[str, float]:
    """Return how many times as long as ours an article takes the peer, ours being one of the large archive.

    The peer is given fewer articles; in the large archive it counts once that workers have to start.
    """
    return {
        f"{way}_to_large_{unit}_by_article": round(
            peer[way][unit] / peer["articles"] * large["articles"] / large["build"][unit], 2
        )
        for way in ("stock", "helped")
        for unit in ("seconds", "work_cpu_s")
    }


def main(arguments: list[str] | None = None) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(description="Benchmark the store.")
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--articles", type=int, default=46_304 - ISSUE)
    parser.add_argument("--peer", type=int, default=3_000, help="articles for LlamaIndex; 0 leaves it out")
    parser.add_argument("--output", type=Path)
    parser.add_argument("--part", nargs=3, metavar=("PART", "INDEX", "PAGES"), help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.part:
        name, index, pages = given.part
        print(json.dumps(measured(lambda: PARTS[name](Path(index), Path(pages)))))
        return 0
    if given.corpus is None or not given.corpus.exists():
        print("name the corpus: a .txt.gz file with one article a line", file=sys.stderr)
        return 2
    texts = read_corpus(given.corpus, given.articles + ISSUE)
    count = min(given.articles, len(texts) - ISSUE)
    load, cores = os.getloadavg()[0], len(os.sched_getaffinity(0))
    with TemporaryDirectory(prefix="wendang-bench-") as folder:
        for found in compare(texts, count, given.peer, Path(folder)):
            text = json.dumps({"cores": cores, "load_before": load, **found}, ensure_ascii=False, indent=1)
            if given.output:
                given.output.write_text(text + "\n", encoding="utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
