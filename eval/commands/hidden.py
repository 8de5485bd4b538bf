"""`eval retrieval` and `eval reading`: CMRC 2018 questions whose paragraphs are hidden among news."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from eval.commands.common import errors_told
from eval.hidden import Asked, load_questions, write_archive

if TYPE_CHECKING:
    from index.search import Archive

_CORPORA = Path("../shared/corpora")
_PAGES = Path("../shared/archive")
_QUESTIONS = Path("../shared/eval/questions-dev.jsonl")

Cmrc = Annotated[Path, typer.Option("--cmrc", help="The CMRC 2018 questions.")]
News = Annotated[
    Path | None, typer.Option("--news", help="Articles to hide the paragraphs among, one a line.")
]
Alone = Annotated[bool, typer.Option("--alone", help="Leave the news away: the paragraphs alone.")]
Index = Annotated[
    Path | None, typer.Option("--index", help="Keep the index here; one that is there is used as it is.")
]
Limit = Annotated[int, typer.Option("--limit", help="Ask so many questions, spread evenly; 0 asks all.")]
Every = Annotated[bool, typer.Option("--every", help="Also ask the half that weights were learned on.")]
Out = Annotated[Path | None, typer.Option("--out", help="Write the figures, date and machine to this file.")]


def spread(questions: Sequence[Asked], limit: int, every: bool = False) -> list[Asked]:
    """Return the questions of the half that is reported, or all, thinned out evenly to a limit."""
    kept = [asked for asked in questions if every or not asked.learning]
    if not 0 < limit < len(kept):
        return kept
    return [kept[i * len(kept) // limit] for i in range(limit)]


@contextmanager
def _archive(cmrc: Path, news: Path | None, index: Path | None) -> Iterator[Archive]:
    """Open the archive of paragraphs and news, made where it is not there."""
    from index.build import build
    from index.encoder import load_encoder
    from index.places import Gazetteer
    from index.search import Archive
    from index.words import JiebaTokeniser

    with TemporaryDirectory(prefix="wendang-eval-") as made:
        folder = index or Path(made) / "index"
        if not (folder / "current").exists():
            files = write_archive(cmrc, news, Path(made) / "articles")
            build(
                files, folder, encoder=load_encoder(), tokeniser=JiebaTokeniser(), gazetteer=Gazetteer.load()
            )
        with Archive.open(folder) as archive:
            yield archive


def _tell(figures: dict[str, Any], archive: Archive, out: Path | None, *, shown: bool = True) -> None:
    status = archive.status()
    report = {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{platform.machine()}, Python {platform.python_version()}, one thread",
        "articles": status["articles"],
        "passages": status["passages"],
        "encoder": status["encoder"],
        **figures,
    }
    text = json.dumps(report, ensure_ascii=False, indent=1)
    if shown:
        typer.echo(text)
    if out is not None:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text + "\n", encoding="utf-8")


def retrieval(
    cmrc: Cmrc = _CORPORA / "cmrc2018_dev.json",
    news: News = _CORPORA / "news-zh.txt.gz",
    alone: Alone = False,
    index: Index = None,
    limit: Limit = 0,
    every: Every = False,
    samples: Annotated[Path, typer.Option("--samples", help="The sample archive.")] = Path("samples"),
    pages: Annotated[Path, typer.Option("--pages", help="Real pages, if they are at hand.")] = _PAGES,
    cases: Annotated[Path, typer.Option("--cases", help="Questions about these.")] = _QUESTIONS,
    as_json: Annotated[bool, typer.Option("--json", help="The figures as JSON instead of tables.")] = False,
    out: Out = None,
) -> None:
    """Score search by words, by vectors and fused over every set of questions, and time it."""
    from eval.retrieval import hidden_sets, page_sets, speed, traditional_sets
    from eval.retrieval_report import comparisons, report, sets_table

    with errors_told():
        questions = spread(load_questions(cmrc), limit, every)
        with _archive(cmrc, None if alone else news, index) as archive:
            archive.search(questions[0].question)
            measured = speed(archive, [asked.question for asked in questions])
            sets = [*hidden_sets(archive, questions), *traditional_sets(cmrc, questions)]
            sets += page_sets(samples, pages, cases)
            if not as_json:
                Console(width=110).print(sets_table(sets))
                figures = comparisons(sets) | measured.summary()
                typer.echo("\n".join(f"{name}: {value}" for name, value in figures.items()))
            _tell(report(sets, measured), archive, out, shown=as_json)


def reading(
    cmrc: Cmrc = _CORPORA / "cmrc2018_dev.json",
    news: News = _CORPORA / "news-zh.txt.gz",
    alone: Alone = False,
    index: Index = None,
    limit: Limit = 0,
    every: Every = False,
    out: Out = None,
) -> None:
    """Score whether the sentences shown hold the answer, through the whole pipeline."""
    from assistant.chat import Assistant
    from assistant.settings import load_settings
    from eval.reading import measure, summary

    with errors_told():
        questions = spread(load_questions(cmrc), limit, every)
        with _archive(cmrc, None if alone else news, index) as archive:
            assistant = Assistant(archive, load_settings(index=archive.folder))
            assistant.ask(questions[0].question)
            _tell(summary(measure(assistant, questions)), archive, out)
