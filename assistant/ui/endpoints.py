"""The chat in Gradio's API: ask, search, read, list, for `gradio_client` and plain HTTP."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import gradio as gr

from assistant.serving.calls import Calls
from index.errors import WendangError

_P = ParamSpec("_P")
_T = TypeVar("_T")
_OPEN: dict[str, Any] = {"api_visibility": "public", "concurrency_limit": 4, "concurrency_id": "answers"}


def add_endpoints(calls: Calls) -> None:
    """Add the endpoints to the page that is being made.

    Args:
        calls: what they do.
    """

    def ask(
        question: str, history: list[str] | None = None, place: str = "", since: str = "", until: str = ""
    ) -> dict[str, Any]:
        """Answer a question in Chinese or English, with citations.

        Args:
            question: the question.
            history: earlier questions of the conversation, oldest first.
            place: name or code of a place to keep to.
            since: first date of issue, as 2024, 2024-08 or 2024-08-06.
            until: last date of issue.
        """
        return _told(calls.ask, question, history or [], place, since, until)

    def search(
        question: str, k: int = 10, place: str = "", since: str = "", until: str = ""
    ) -> list[dict[str, Any]]:
        """Find the passages that fit best, 1 to 50.

        Args:
            question: a question or some words.
            k: how many passages.
            place: name or code of a place to keep to.
            since: first date of issue.
            until: last date of issue.
        """
        return _told(calls.search, question, k, place, since, until)

    def read(article_id: str) -> dict[str, Any]:
        """Return one article whole.

        Args:
            article_id: as hits, citations and lists give it.
        """
        return _told(calls.read, article_id)

    def list_articles(
        place: str = "", since: str = "", until: str = "", offset: int = 0, limit: int = 50
    ) -> dict[str, Any]:
        """List articles without their texts.

        Args:
            place: name or code of a place to keep to.
            since: first date of issue.
            until: last date of issue.
            offset: how many to pass over.
            limit: how many to name, 1 to 200.
        """
        return _told(calls.list, place, since, until, offset, limit)

    for name, function in (("ask", ask), ("search", search), ("read", read), ("list", list_articles)):
        gr.api(function, api_name=name, **_OPEN)


def _told(call: Callable[_P, _T], *arguments: _P.args, **named: _P.kwargs) -> _T:
    """Make a call, and raise what went wrong as Gradio sends it."""
    try:
        return call(*arguments, **named)
    except WendangError as error:
        raise gr.Error(str(error), print_exception=False) from error
