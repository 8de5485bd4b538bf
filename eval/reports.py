"""Show a run: a table for the terminal, every wrong case, and JSON for scripts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.matching import displayed
from eval.metrics import share
from eval.planted import ThingResult
from eval.runs import Result, Summary, Tally
from eval.scoring import row_text
from eval.segmentation import PageScore, total


def _percent(part: int, whole: int) -> str:
    return f"{100 * share(part, whole):.1f} %" if whole else "–"


def _tally_row(tally: Tally) -> tuple[str, ...]:
    return (
        tally.name,
        f"{tally.right}/{tally.total}",
        _percent(tally.right, tally.total),
        f"{tally.cited}/{tally.citable}" if tally.citable else "–",
        "–" if tally.f1 is None else f"{tally.f1:.3f}",
    )


def score_table(summary: Summary) -> Table:
    """Return the scores per kind of question, per language and over all."""
    table = Table(title="Answers")
    table.add_column("kind")
    for heading in ("right", "share", "cited", "list F1"):
        table.add_column(heading, justify="right")
    for group in (summary.kinds, summary.languages, (summary.overall,)):
        for tally in group:
            table.add_row(*_tally_row(tally))
        table.add_section()
    return table


def figures(summary: Summary) -> list[tuple[str, str]]:
    """Return the other figures of a run, each with its name."""
    unanswerable = summary.overall.total - summary.answerable
    return [
        ("quotes verbatim in the source", f"{summary.verbatim}/{summary.citations}"),
        ("citations whose source cannot be checked here", str(summary.unchecked)),
        ("marks without a citation", str(summary.dangling)),
        ("answers without a citation", str(summary.uncited)),
        ("answerable, yet refused", f"{summary.false_refusals}/{summary.answerable}"),
        ("not answerable, yet answered", f"{summary.answered_unanswerable}/{unanswerable}"),
        ("latency p50 / p95", f"{1000 * summary.p50:.0f} ms / {1000 * summary.p95:.0f} ms"),
    ]


def print_summary(console: Console, summary: Summary) -> None:
    """Print the table and the figures below it."""
    console.print(score_table(summary))
    for name, value in figures(summary):
        console.print(f"{name}: {value}", highlight=False)


def print_wrong(console: Console, results: list[Result]) -> None:
    """Print every wrong case with what was expected and what came, and every citation that does not hold."""
    for result in results:
        if not result.verdict.right:
            _print_case(console, result)
        for source, quote in result.citations.failed:
            console.print(f"[red]{result.case.id}[/] quote not in {escape(source)}: {escape(quote)}")


def _print_case(console: Console, result: Result) -> None:
    case, answer = result.case, result.answer
    console.rule(f"{case.id} {case.type}", align="left")
    for turn in case.history:
        console.print(f"  ({escape(turn)})")
    console.print(f"[bold]{escape(case.question)}[/]")
    for reason in result.verdict.reasons:
        console.print(f"  [red]{escape(reason)}[/]")
    wanted = "(refusal)" if case.abstain else ", ".join(case.answer)
    console.print(f"  expected: {escape(wanted)}", highlight=False)
    got = f"  got ({answer.kind}, {answer.status}): {displayed(answer.text)}"
    console.print(got, markup=False, highlight=False)
    for row in answer.rows:
        console.print(f"    · {escape(row_text(row))} [{row.reported}]", markup=False, highlight=False)


def result_json(result: Result) -> dict[str, Any]:
    """Return one case with its answer as the dictionary that `--out` writes."""
    return {
        "id": result.case.id,
        "type": result.case.type,
        "lang": result.case.lang,
        "question": result.case.question,
        "history": list(result.case.history),
        "expected": list(result.case.answer),
        "abstain": result.case.abstain,
        "right": result.verdict.right,
        "reasons": list(result.verdict.reasons),
        "listing": asdict(result.verdict.listing) if result.verdict.listing else None,
        "citations": asdict(result.citations),
        "seconds": round(result.seconds, 4),
        "answer": asdict(result.answer),
    }


def summary_json(summary: Summary) -> dict[str, Any]:
    """Return the figures of a run as a dictionary."""
    return asdict(summary)


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
