"""`wendang articles` and `wendang search`: what the index holds, and what in it fits a question."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.commands.common import (
    DONE,
    SOME_REFUSED,
    AsJson,
    Batch,
    IndexFolder,
    Place,
    Since,
    Until,
    clean,
    emit,
    errors_told,
    filters_for,
    open_archive,
    read_batch,
    say,
    settings_for,
    tell,
)
from assistant.contracts import article_json, hit_json
from index.errors import MissingInput, QuestionRefused, WendangError
from index.records import Article, Filters, Hit

if TYPE_CHECKING:
    from assistant.settings import Settings
    from index.search import Archive

Wanted = Annotated[int, typer.Option("-k", metavar="N", min=1, max=1000, help="How many hits, at most.")]
Question = Annotated[
    str | None, typer.Argument(metavar="QUESTION", help="The question, in Chinese or English.")
]


def articles(
    source: Annotated[
        list[str] | None,
        typer.Option("--source", metavar="NAME", help="Only the articles of this file; repeatable."),
    ] = None,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """List the articles of the index, one a line."""
    with errors_told(as_json), open_archive(settings_for(index)) as archive:
        found = 0
        for article in archive.articles(Filters(sources=tuple(source or ()))):
            found += 1
            if as_json:
                emit(article_json(article))
            else:
                say(_article_line(article))
        if not found and source:
            hint = "`wendang articles` lists all; sources are file names"
            raise MissingInput("the index has no article of this file", subject=", ".join(source), hint=hint)


def _article_line(article: Article) -> str:
    where = f"{article.source}#{article.n}"
    about = (article.issue_date or "-", article.place or "-", article.kind, article.title or "-")
    return "\t".join((where, *about))


def search(
    question: Question = None,
    k: Wanted = 10,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    batch: Batch = None,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """Find the passages that fit a question best."""
    status = DONE
    with errors_told(as_json or batch is not None):
        if (question is None) == (batch is None):
            raise QuestionRefused("give a question, or --batch FILE", hint="wendang search --help")
        settings = settings_for(index)
        filters = filters_for(settings, place, since, until)
        with open_archive(settings) as archive:
            if batch is not None:
                status = _search_all(archive, settings, batch, k, filters)
            else:
                _tell(find(archive, settings, clean(question or ""), k, filters), as_json)
    raise typer.Exit(status)


def find(archive: Archive, settings: Settings, question: str, k: int, filters: Filters) -> list[Hit]:
    """Search an archive for a question in either language.

    Args:
        archive: the archive.
        settings: the longest question.
        question: the question as asked.
        k: how many hits, at most.
        filters: limits on the articles.

    Raises:
        QuestionRefused: it is empty or too long.
    """
    from assistant.question import check, language_of

    text = check(question, settings.max_question)
    return archive.search(_in_chinese(text, settings) if language_of(text) == "en" else text, k, filters)


def _in_chinese(question: str, settings: Settings) -> str:
    """Return the Chinese terms and places of an English question; itself where it has none."""
    from datetime import date

    from assistant.parsing.rules import load_question_rules
    from assistant.question import Reader
    from index.places import Gazetteer
    from index.terms import Terms
    from index.words import JiebaTokeniser

    gazetteer = Gazetteer.load(home=settings.home_province)
    today = settings.today or date.today()
    reader = Reader(load_question_rules(), gazetteer, Terms.load(), JiebaTokeniser(), today)
    understood = reader.read(question)
    places = [place.name for code in understood.places if (place := gazetteer.get(code))]
    return " ".join([*places, *(piece[0] for piece in understood.pieces)]) or question


def _search_all(archive: Archive, settings: Settings, batch: Path, k: int, filters: Filters) -> int:
    """Answer a batch line by line and return the exit status."""
    status = DONE
    for name, fields in read_batch(batch):
        result: dict[str, Any] = {"id": name}
        try:
            if isinstance(fields, str):
                raise QuestionRefused(fields, hint='a line is {"id", "question"}')
            hits = find(archive, settings, fields["question"], k, filters)
            result["hits"] = [hit_json(hit) for hit in hits]
        except WendangError as error:
            status = SOME_REFUSED
            result |= {"error": error.what, "hint": error.hint}
            tell(f"refused: {name}: {error}")
        emit(result)
    return status


def _tell(hits: list[Hit], as_json: bool) -> None:
    for rank, hit in enumerate(hits, 1):
        if as_json:
            emit(hit_json(hit))
        else:
            place = f"{hit.place} " if hit.place else ""
            say(f"{rank}. {place}{hit.issue_date or ''}《{hit.headline or '-'}》 {hit.source}")
            say(f"   {' '.join(hit.text.split())}")
    if not hits and not as_json:
        tell("nothing found")
