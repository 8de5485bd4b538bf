"""`eval throughput`: megabytes of raw text a second on one core, and where the time goes."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from index.errors import WendangError

if TYPE_CHECKING:
    from eval.throughput import Throughput

_TARGET = 2.0  # megabytes a second through all stages
_AREAS = 8

Pages = Annotated[list[Path] | None, typer.Option("--pages", help="Files or folders of pages; repeatable.")]
Hottest = Annotated[int, typer.Option("--hottest", help="Name so many functions that took most; 0: none.")]
Rounds = Annotated[int, typer.Option("--rounds", help="Measure each file so often; its best round counts.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON lines on standard output and nothing else.")]
Out = Annotated[Path | None, typer.Option("--out", help="Write the figures, date and machine to this file.")]


def throughput(
    pages: Pages = None, hottest: Hottest = 15, rounds: Rounds = 5, as_json: AsJson = False, out: Out = None
) -> None:
    """Measure reading, segmentation and mentions in megabytes of raw text a second on one core.

    Without --pages: the real pages and the news corpus where they are at hand, and generated text pages.
    """
    from eval.standing import CORPUS, SHARED
    from eval.throughput import standing
    from eval.throughput import throughput as measure

    try:
        results: Iterable[Throughput] = (
            [measure(pages, rounds, hottest)]
            if pages
            else standing(SHARED / "archive", CORPUS, rounds, hottest)
        )
        rows = []
        for result in results:
            rows.append(_row(result))
            if as_json:
                typer.echo(json.dumps(rows[-1], ensure_ascii=False))
            else:
                _print(Console(), result)
    except WendangError as error:
        Console(stderr=True).print(f"error: {error}", markup=False, highlight=False)
        raise typer.Exit(2) from error
    if out is not None:
        report = {
            "date": datetime.now(UTC).date().isoformat(),
            "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
            "load": os.getloadavg()[0],
            "target_mb_per_s": _TARGET,
            "results": rows,
        }
        out.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _row(result: Throughput) -> dict[str, Any]:
    stages = {stage: round(result.rate(stage), 2) for stage in result.seconds}
    return {
        "pages_of": result.name,
        "pages": result.pages,
        "articles": result.articles,
        "bytes": result.size,
        **stages,
        "all": round(result.rate(), 2),
        "all_wall": round(result.rate(wall=True), 2),
        "share_of_time": {area: round(share, 3) for area, share in result.areas.items() if share >= 0.005},
        "hottest": [
            {"function": name, "ms": round(own * 1000, 1), "calls": calls} for name, own, calls in result.hot
        ],
    }


def _print(console: Console, result: Throughput) -> None:
    console.rule(result.name)
    console.print(
        f"{result.pages} files, {result.articles} articles, {result.size / 1e6:.2f} MB", highlight=False
    )
    console.print(f"{'':14}{'CPU':>7} {'clock':>7}  MB/s", highlight=False)
    for stage in (*result.seconds, ""):
        named = (stage,) if stage else ()
        rates = f"{result.rate(*named):7.2f} {result.rate(*named, wall=True):7.2f}"
        reached = "" if stage else f"  target {_TARGET} {'reached' if result.rate() >= _TARGET else 'MISSED'}"
        console.print(f"{stage or 'all':14}{rates}{reached}", highlight=False)
    for area, share in [*result.areas.items()][:_AREAS]:
        console.print(f"{share:9.1%} {area}", markup=False, highlight=False)
    for name, own, calls in result.hot:
        console.print(f"{own * 1000:9.1f} ms {calls:8d} calls  {name}", markup=False, highlight=False)
