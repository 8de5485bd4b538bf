"""`eval retrieval` and `eval reading`: CMRC 2018 questions whose paragraphs are hidden among news."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from eval.commands.common import errors_told
from eval.hidden import Asked, load_questions, write_archive

if TYPE_CHECKING:
    from index.search import Archive

# From an archive and the questions to the figures.
Measured = Callable[["Archive", Sequence[Asked]], dict[str, Any]]
_CORPORA = Path("../shared/corpora")

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


def _tell(figures: dict[str, Any], archive: Archive, out: Path | None) -> None:
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
    typer.echo(text)
    if out is not None:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text + "\n", encoding="utf-8")


def _retrieved(archive: Archive, questions: Sequence[Asked]) -> dict[str, Any]:
    """Score search by words, by vectors and fused: R@1, R@10, MRR@10, milliseconds."""
    from eval.retrieval import measure

    archive.search(questions[0].question)
    return measure(archive, questions).summary()


def _read(archive: Archive, questions: Sequence[Asked]) -> dict[str, Any]:
    """Score whether the sentences shown hold the answer, through the whole pipeline."""
    from assistant.chat import Assistant
    from assistant.settings import load_settings
    from eval.reading import measure, summary

    assistant = Assistant(archive, load_settings(index=archive.folder))
    assistant.ask(questions[0].question)
    return summary(measure(assistant, questions))


def _command(measured: Measured) -> Callable[..., None]:
    """Return the command that asks the hidden questions and tells the figures; both have the same options."""

    def command(
        cmrc: Cmrc = _CORPORA / "cmrc2018_dev.json",
        news: News = _CORPORA / "news-zh.txt.gz",
        alone: Alone = False,
        index: Index = None,
        limit: Limit = 0,
        every: Every = False,
        out: Out = None,
    ) -> None:
        with errors_told():
            questions = spread(load_questions(cmrc), limit, every)
            with _archive(cmrc, None if alone else news, index) as archive:
                _tell(measured(archive, questions), archive, out)

    command.__doc__ = measured.__doc__
    return command


retrieval = _command(_retrieved)
reading = _command(_read)
