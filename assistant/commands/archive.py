"""`wendang articles` and `wendang search`: what the index holds, and what in it fits a question."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

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
from index.records import Article, Filters, Hit, Kind

if TYPE_CHECKING:
    from assistant.settings import Settings
    from index.search import Archive

Wanted = Annotated[int, typer.Option("-k", metavar="N", min=1, max=1000, help="How many hits, at most.")]
Sources = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="NAME", help="Only the articles of this file; repeatable."),
]
_KINDS: tuple[Kind, ...] = get_args(Kind)
Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind", metavar="KIND", help=f"Only articles of this kind: {', '.join(_KINDS)}; repeatable."
    ),
]
Pages = Annotated[
    list[str] | None, typer.Option("--page", metavar="N", help="Only this page of an issue; repeatable.")
]
Question = Annotated[
    str | None, typer.Argument(metavar="QUESTION", help="The question, in Chinese or English.")
]


def articles(
    source: Sources = None,
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
    source: Sources = None,
    kind: Kinds = None,
    page: Pages = None,
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
        filters = replace(
            filters_for(settings, place, since, until),
            sources=tuple(source or ()),
            kinds=tuple(map(_kind, kind or ())),
            pages=tuple(page or ()),
        )
        with open_archive(settings) as archive:
            if batch is not None:
                status = _search_all(archive, settings, batch, k, filters)
            else:
                text = clean(question or "")
                _tell(find(archive, settings, text, k, filters), as_json)
                _tell_limits(archive, text, filters)
    raise typer.Exit(status)


def _kind(name: str) -> Kind:
    for kind in _KINDS:
        if name == kind:
            return kind
    raise QuestionRefused("there is no such kind", subject=f"--kind {name}", hint=", ".join(_KINDS))


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
    from assistant.question import check

    return archive.search(check(question, settings.max_question), k, filters)


def _tell_limits(archive: Archive, question: str, filters: Filters) -> None:
    """Say what of an English question could not be searched for, and when no article passes the filters."""
    from index.english import is_english

    if is_english(question):
        translation = archive.translate(question)
        if translation.doubt:
            tell(f"the model's translation is not used: {translation.doubt}")
        if translation.unknown:
            tell(f"not translated, so not searched for: {', '.join(translation.unknown)}")
    if not filters.empty and not archive.count(filters):
        tell("no article passes the filters")


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
