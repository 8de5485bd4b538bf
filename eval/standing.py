"""The standing measurement of the segmenter: real pages, samples, generated pages, and their targets."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from eval.bench import segment_pages
from eval.cases import load_articles
from eval.generated import StyleScore, measure
from eval.pagemaker import TEXT_STYLES
from eval.reports import page_json, segmentation_table
from eval.segmentation import PageScore, total

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
CORPUS = SHARED / "corpora" / "news-zh.txt.gz"


@dataclass(frozen=True, slots=True)
class _Target:
    """What a figure must reach."""

    name: str
    value: float
    least: float

    @property
    def reached(self) -> bool:
        return self.value >= self.least


def run_standing(*, as_json: bool, verbose: bool) -> None:
    """Measure and print everything that there are pages for.

    Args:
        as_json: print JSON lines instead of tables.
        verbose: print everything that was wrong.
    """
    quiet = Console(stderr=True)
    console = Console(stderr=as_json)
    sets = [("samples", ROOT / "samples", ROOT / "eval" / "cases" / "samples-articles.jsonl")]
    if SHARED.is_dir():
        sets.insert(0, ("real pages", SHARED / "archive", SHARED / "eval" / "articles.jsonl"))
    known = {name: _known(pages, gold) for name, pages, gold in sets}
    corpus = CORPUS if CORPUS.is_file() else None
    styles = measure(corpus, told=lambda style: quiet.print(f"generated pages: {style}", style="dim"))
    if as_json:
        _print_json(known, styles)
        return
    for name, scores in known.items():
        console.rule(name)
        _problems(console, scores if verbose else ())
        console.print(segmentation_table(scores))
    console.rule("generated pages" + ("" if corpus else " (without a corpus: of templates only)"))
    _problems(console, [style.score for style in styles] if verbose else ())
    console.print(_style_table(styles))
    for style in styles:
        if style.reason:
            console.print(f"not measured: {style.score.page}: {style.reason}", markup=False, highlight=False)
    for target in _targets(known, styles):
        sign = "reached" if target.reached else "MISSED"
        console.print(f"{target.name}: {target.value:.3f}, target {target.least} {sign}", highlight=False)


def _known(pages: Path, gold: Path) -> list[PageScore]:
    scored, _ = segment_pages([pages], load_articles(gold))
    return scored


def _problems(console: Console, scores: Sequence[PageScore]) -> None:
    for score in scores:
        for problem in score.problems:
            console.print(f"{score.page} {problem}", markup=False, highlight=False)


def _groups(styles: Sequence[StyleScore]) -> dict[str, PageScore]:
    """Return the scores of the generated pages by format."""
    kinds: dict[str, list[PageScore]] = {}
    for style in styles:
        if not style.reason:
            kind = "text" if style.score.page in TEXT_STYLES else style.score.page
            kinds.setdefault(kind, []).append(style.score)
    return {kind: total(scores, kind) for kind, scores in kinds.items()}


def _style_table(styles: Sequence[StyleScore]) -> Table:
    table = Table(title="Segmentation of generated pages")
    table.add_column("style", no_wrap=True)
    for heading in ("pages", "given", "gold", "F1", "headline", "place", "month", "read"):
        table.add_column(heading, justify="right")
    for style in styles:
        if not style.reason:
            table.add_row(*_cells(style.score, str(style.pages), style.characters))
    table.add_section()
    for score in _groups(styles).values():
        table.add_row(*_cells(score, "", None))
    return table


def _cells(score: PageScore, pages: str, characters: float | None) -> tuple[str, ...]:
    return (
        score.page,
        pages,
        str(score.given),
        str(score.gold),
        f"{score.boundaries.f1:.3f}",
        f"{score.headline_accuracy:.3f}",
        f"{score.place_accuracy:.3f}",
        f"{score.month_accuracy:.3f}" if score.dated else "–",
        "" if characters is None else f"{characters:.3f}",
    )


def _targets(known: dict[str, list[PageScore]], styles: Sequence[StyleScore]) -> list[_Target]:
    targets: list[_Target] = []
    if "real pages" in known:
        real = total(known["real pages"])
        targets += [
            _Target("real pages, boundary F1", real.boundaries.f1, 0.97),
            _Target("real pages, headline", real.headline_accuracy, 0.95),
            _Target("real pages, place", real.place_accuracy, 0.95),
            _Target("real pages, month", real.month_accuracy, 0.9),
        ]
    groups = _groups(styles)
    for kind, least in (("text", 0.95), ("html", 0.97), ("pdf", 0.93)):
        if kind in groups:
            targets.append(_Target(f"generated {kind}, boundary F1", groups[kind].boundaries.f1, least))
    return targets


def _print_json(known: dict[str, list[PageScore]], styles: Sequence[StyleScore]) -> None:
    rows: list[dict[str, Any]] = []
    for name, scores in known.items():
        rows += [{"set": name, **page_json(score)} for score in [*scores, total(scores)]]
    for style in styles:
        more = {"pages": style.pages, "characters": style.characters, "reason": style.reason}
        rows.append({"set": "generated", **page_json(style.score), **more})
    rows += [{"set": "generated", **page_json(score)} for score in _groups(styles).values()]
    for row in rows:
        print(json.dumps(row, ensure_ascii=False))
