"""`eval new-case` and `eval feedback`: the owner's own cases, from a question or from what visitors said."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from eval.commands.common import AsJson, emit, errors_told

if TYPE_CHECKING:
    from eval.linting import Row
    from eval.newcase import Asked

Index = Annotated[Path, typer.Option("--index", help="The index folder.")]
File = Annotated[Path, typer.Option("--cases", help="The file to which cases are added.")]
Unasked = Annotated[bool, typer.Option("--yes", help="Keep the draft as it is, without asking.")]


def new_case(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="As a user would put it.")],
    cases: File = Path("cases.jsonl"),
    index: Index = Path("archive-index"),
    history: Annotated[
        list[str] | None, typer.Option("--history", help="An earlier turn; repeatable.")
    ] = None,
    yes: Unasked = False,
) -> None:
    """Ask a question, review the draft of a case that its answer gives, and add it to a file."""
    from assistant.contracts import answer_json
    from eval.newcase import Asked

    with errors_told(), _assistant(index) as (assistant, locate):
        answer = assistant.ask(question, history or ())
        _made(Asked(question, tuple(history or ()), answer_json(answer)), locate, cases, yes)


def feedback(
    index: Index = Path("archive-index"),
    cases: Annotated[
        Path | None, typer.Option("--cases", help="Make cases of what is wrong or missing, in this file.")
    ] = None,
    every: Annotated[bool, typer.Option("--every", help="Also what was said to be right.")] = False,
    yes: Unasked = False,
    as_json: AsJson = False,
) -> None:
    """Show what visitors said of answers; with --cases, review each and make a case of it."""
    from assistant.feedback import Feedback
    from eval.newcase import Asked, known_questions

    with errors_told():
        entries = [e for e in Feedback.open(index).entries() if every or e.verdict != "right"]
        if cases is None:
            _show([_plain(entry) for entry in entries], as_json)
            return
        known = known_questions(cases)
        with _assistant(index) as (_, locate):
            for entry in entries:
                if (*entry.history, entry.question) in known:
                    continue
                Console().print(f"{entry.at} {entry.user} {entry.verdict}: {entry.note}", markup=False)
                _made(Asked(entry.question, entry.history, entry.answer), locate, cases, yes)


def _plain(entry: Any) -> dict[str, Any]:
    fields = ("entry", "at", "user", "verdict", "question", "note")
    return {name: getattr(entry, name) for name in fields} | {"history": list(entry.history)}


def _show(rows: Sequence[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        emit(rows)
        return
    console = Console()
    for row in rows:
        console.print(f"{row['entry']} {row['at']} {row['user']} [{row['verdict']}]", markup=False)
        console.print("  " + " → ".join([*row["history"], row["question"]]), markup=False)
        if row["note"]:
            console.print(f"  {row['note']}", markup=False)
    console.print(f"{len(rows)} entries", highlight=False)


@contextmanager
def _assistant(index: Path) -> Iterator[tuple[Any, Callable[[str], int | None]]]:
    """Open an index for questions, with what finds the order of an article on its page."""
    from assistant.chat import Assistant
    from assistant.settings import load_settings
    from index.search import Archive

    settings = load_settings(index=index)
    with Archive.open(index) as archive:

        def locate(article_id: str) -> int | None:
            try:
                return archive.article(article_id).n
            except KeyError:
                return None

        yield Assistant(archive, settings), locate


def _made(asked: Asked, locate: Callable[[str], int | None], cases: Path, yes: bool) -> None:
    """Draft a case, let it be reviewed, and add it."""
    from eval.newcase import append, draft, review

    console = Console()
    row = draft(asked, locate)
    _print_draft(console, asked, row)
    kept = row if yes else review(row, _ask, _types())
    if kept is None:
        console.print("not kept")
        return
    console.print(f"{append(kept, cases)} in {cases}", highlight=False)


def _print_draft(console: Console, asked: Asked, row: Row) -> None:
    console.print(f"[bold]{' → '.join([*asked.history, asked.question])}[/]", highlight=False)
    console.print(f"({asked.answer['status']}) {asked.answer['text']}", markup=False, highlight=False)
    for n, sentence in enumerate(row.get("evidence", ()), 1):
        console.print(f"  {n}. {sentence}", markup=False, highlight=False)


def _ask(question: str, given: str) -> str:
    return str(typer.prompt(question, default=given, show_default=bool(given)))


def _types() -> list[str]:
    from eval.sets import FOLDER

    schema = json.loads((FOLDER / "schema.json").read_text(encoding="utf-8"))
    return [str(name) for name in schema["properties"]["type"]["enum"]]
