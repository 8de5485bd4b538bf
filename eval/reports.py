"""Show segmentation and planted facts: tables for the terminal, and JSON for scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.table import Table

from eval.metrics import share
from eval.planted import ThingResult
from eval.segmentation import PageScore, total


def _percent(part: int, whole: int) -> str:
    return f"{100 * share(part, whole):.1f} %" if whole else "–"


def page_json(score: PageScore) -> dict[str, Any]:
    """Return the score of one page as a dictionary."""
    bounds = score.boundaries
    return {
        "page": score.page,
        "articles": score.given,
        "gold": score.gold,
        "precision": bounds.precision,
        "recall": bounds.recall,
        "boundary_f1": bounds.f1,
        "headline": score.headline_accuracy,
        "place": score.place_accuracy,
        "month": score.month_accuracy,
        "problems": list(score.problems),
    }


def segmentation_table(pages: list[PageScore]) -> Table:
    """Return the scores per page and over all articles."""
    table = Table(title="Segmentation")
    table.add_column("page", overflow="fold")
    for heading in ("articles", "gold", "boundary F1", "headline", "place", "month"):
        table.add_column(heading, justify="right")
    for score in pages:
        table.add_row(*_page_row(score))
    table.add_section()
    table.add_row(*_page_row(total(pages)))
    return table


def _page_row(score: PageScore) -> tuple[str, ...]:
    return (
        score.page,
        str(score.given),
        str(score.gold),
        f"{score.boundaries.f1:.3f}",
        _percent(score.headlines, score.gold),
        _percent(score.places, score.gold),
        _percent(score.months, score.dated),
    )


def planted_json(result: ThingResult) -> dict[str, Any]:
    """Return the figures of one list over planted facts."""
    return {
        "thing": result.thing,
        "precision": round(result.scores.precision, 4),
        "recall": round(result.scores.recall, 4),
        "f1": round(result.scores.f1, 4),
        "figures_right": result.figures_right,
        "figures": result.figures,
        "missing": result.missing,
        "outside": result.outside,
        "beside": result.beside,
        "milliseconds": result.milliseconds,
    }


def planted_table(results: Sequence[ThingResult]) -> Table:
    """Return a table of the lists over planted facts."""
    table = Table(title="Lists over planted facts")
    for name in ("thing", "precision", "recall", "F1", "figures", "ms"):
        table.add_column(name, justify="left" if name == "thing" else "right")
    for r in results:
        scores = (f"{value:.3f}" for value in (r.scores.precision, r.scores.recall, r.scores.f1))
        table.add_row(r.thing, *scores, f"{r.figures_right}/{r.figures}", f"{r.milliseconds:.0f}")
    return table
