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
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

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


def _build(index: Path, pages: Path) -> dict[str, Any]:
    from index.build import build
    from index.encoder import load_encoder
    from index.places import Gazetteer
    from index.words import JiebaTokeniser

    encoder, gazetteer = load_encoder(), Gazetteer.load()
    encoder.encode(["热身"])
    began = time.perf_counter()
    report = build([pages], index, encoder=encoder, tokeniser=JiebaTokeniser(), gazetteer=gazetteer)
    return {
        "seconds": round(time.perf_counter() - began, 3),
        "added": report.added,
        "removed": report.removed,
        "stages": report.seconds,
    }


def _peer(index: Path, pages: Path) -> dict[str, Any]:
    from eval.bench.peer import build_peer
    from index.encoder import load_encoder

    lines = next(pages.glob("*.jsonl")).read_text(encoding="utf-8").splitlines()
    encoder = load_encoder()
    encoder.encode(["热身"])
    return build_peer([json.loads(line)["text"] for line in lines], index, encoder)


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


PARTS = {"build": _build, "peer": _peer, "reopen": _reopen}


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


def one_issue(index: Path, pages: Path, issue: Sequence[str], *, rounds: int = 3) -> dict[str, Any]:
    """Add an issue of 40 articles to an index and remove it, several times; return the median seconds."""
    added, removed = [], []
    path = pages / "issue.jsonl"
    for _ in range(rounds):
        write_articles(path, issue)
        added.append(run_part("build", index, pages)["seconds"])
        path.unlink()
        removed.append(run_part("build", index, pages)["seconds"])
    return {"add_s": sorted(added)[rounds // 2], "remove_s": sorted(removed)[rounds // 2]}


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
    """Build the same articles with the store and with LlamaIndex."""
    pages = folder / "pages"
    pages.mkdir(parents=True)
    write_articles(pages / "base.jsonl", texts)
    ours = run_part("build", folder / "ours", pages)
    theirs = run_part("peer", folder / "theirs", pages)
    return {
        "articles": len(texts),
        "ours": ours,
        "llamaindex": theirs,
        "times_faster_wall": round(theirs["seconds"] / ours["seconds"], 2),
        "times_faster_cpu": round(theirs["cpu_s"] / ours["cpu_s"], 2),
    }


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
        "add_large_to_small": round(large["issue"]["add_s"] / small["issue"]["add_s"], 2),
        "remove_large_to_small": round(large["issue"]["remove_s"] / small["issue"]["remove_s"], 2),
    }
    yield found


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
