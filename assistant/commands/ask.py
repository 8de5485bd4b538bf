"""`wendang ask`: one answer, or one per line of a batch."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.commands.common import (
    DONE,
    SOME_REFUSED,
    AsJson,
    Batch,
    IndexFolder,
    clean,
    emit,
    errors_told,
    open_archive,
    read_batch,
    say,
    settings_for,
    tell,
)
from assistant.contracts import answer_json
from assistant.records import Answer, Coverage, Language
from index.errors import QuestionRefused, WendangError

if TYPE_CHECKING:
    from assistant.chat import Assistant

_log = logging.getLogger(__name__)

_SOURCES = {"zh": "出处：", "en": "Sources:"}
_COVERAGE = {
    "zh": "检索范围：{articles}篇文章，其中{matched}篇相符，核对{sentences}句；{unreadable}个文件无法读取。",
    "en": "Searched: {articles} articles, {matched} match, {sentences} sentences checked; "
    "{unreadable} files unreadable.",
}
_UNSUPPORTED = {"zh": "未能核实：", "en": "Not supported by what is cited:"}

Question = Annotated[
    str | None, typer.Argument(metavar="QUESTION", help="The question, in Chinese or English.")
]
History = Annotated[
    list[str] | None,
    typer.Option(
        "--history",
        metavar="QUESTION",
        help="An earlier question of the same talk; repeatable, oldest first.",
    ),
]
Explain = Annotated[bool, typer.Option("--explain", help="Say how the question was understood.")]
Today = Annotated[
    str | None, typer.Option("--today", metavar="DAY", help="The day that 去年 and “last year” count from.")
]


def ask(
    question: Question = None,
    history: History = None,
    batch: Batch = None,
    explain: Explain = False,
    today: Today = None,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question from the archive, with sources."""
    status = DONE
    with errors_told(as_json or batch is not None):
        if (question is None) == (batch is None):
            raise QuestionRefused("give a question, or --batch FILE", hint="wendang ask --help")
        settings = settings_for(index, today=today)
        if question is not None:
            from assistant.question import check

            # Before anything is opened: what cannot be asked is told at once.
            question = check(clean(question), settings.max_question)
        with open_archive(settings) as archive:
            from assistant.chat import Assistant
            from assistant.generate import load_model

            assistant = Assistant(archive, settings, load_model(settings))
            if batch is not None:
                status = _ask_all(assistant, batch, explain)
            else:
                earlier = [clean(line) for line in history or []]
                _tell(assistant.ask(question or "", earlier), explain, as_json)
    raise typer.Exit(status)


def _ask_all(assistant: Assistant, batch: Path, explain: bool) -> int:
    """Answer a batch line by line and return the exit status."""
    status = DONE
    for name, fields in read_batch(batch):
        try:
            emit(_answered(assistant, name, fields, explain))
        except WendangError as error:
            status = SOME_REFUSED
            emit({"id": name, "error": error.what, "hint": error.hint})
            tell(f"refused: {name}: {error}")
        except Exception as error:  # one question must never stop the others
            status = SOME_REFUSED
            _log.exception("question %s failed", name)
            emit({"id": name, "error": f"this program failed: {error!r}", "hint": "please report it"})
    return status


def _answered(assistant: Assistant, name: str, fields: dict[str, Any] | str, explain: bool) -> dict[str, Any]:
    if isinstance(fields, str):
        raise QuestionRefused(fields, hint='a line is {"id", "question", "history": []}')
    history = fields.get("history") or []
    if not isinstance(history, list) or not all(isinstance(line, str) for line in history):
        raise QuestionRefused('"history" is not a list of questions', hint='write ["...", "..."]')
    return answer_json(assistant.ask(fields["question"], history, id=name), explain)


def _tell(answer: Answer, explain: bool, as_json: bool) -> None:
    if as_json:
        emit(answer_json(answer, explain))
        return
    _print_text(answer)
    _print_sources(answer)
    # A list says in its own text how much was searched.
    if answer.composed_by != "listing" and answer.coverage.articles:
        say(f"\n{_coverage(answer.coverage, answer.language)}")
    if answer.checks.unsupported:
        say("\n  ".join([_UNSUPPORTED[answer.language], *answer.checks.unsupported]))
    for note in answer.notes:
        tell(f"note: {note}")
    if explain:
        _print_reasoning(answer)


def _print_text(answer: Answer) -> None:
    if sys.stdout.isatty() and "\n|" in answer.text:
        from rich.console import Console
        from rich.markdown import Markdown

        Console().print(Markdown(answer.text))
    else:
        say(answer.text.replace("**", ""))


def _print_sources(answer: Answer) -> None:
    from assistant.citations import format_citation

    if answer.citations:
        say(f"\n{_SOURCES[answer.language]}")
    for citation in answer.citations:
        say(f"[{citation.n}] {format_citation(citation, answer.language)}")
        say(f"    {' '.join(citation.quote.split())}")


def _coverage(coverage: Coverage, language: Language) -> str:
    return _COVERAGE[language].format(
        articles=coverage.articles,
        matched=coverage.matched,
        sentences=coverage.sentences,
        unreadable=coverage.unreadable,
    )


def _print_reasoning(answer: Answer) -> None:
    tell(f"kind: {answer.kind}, status: {answer.status}, composed by: {answer.composed_by}")
    for name, value in answer.understood.items():
        tell(f"understood {name}: {value}")
    for stage, milliseconds in answer.timing_ms.items():
        tell(f"{stage}: {milliseconds:.1f} ms")
