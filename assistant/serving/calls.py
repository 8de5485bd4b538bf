"""Ask, search, read, list: what scripts and other programs call, whatever the protocol."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any, Protocol

from assistant.commands.common import filters_for
from assistant.contracts import answer_json, article_json, hit_json
from assistant.question import check
from assistant.records import Answer
from assistant.settings import Settings
from index.errors import QuestionRefused
from index.records import Filters
from index.search import Archive

MOST_HITS = 50
MOST_LISTED = 200


class Asked(Protocol):
    """An assistant with all that it answers from."""

    @property
    def archive(self) -> Archive:
        """Return the archive."""
        ...

    @property
    def settings(self) -> Settings:
        """Return the settings."""
        ...

    def ask(self, question: str, history: Sequence[str] = ..., *, filters: Filters = ...) -> Answer:
        """Answer a question."""
        ...


class Calls:
    """The four calls; each sees what was written to the archive since.

    Args:
        assistant: answers the questions.
    """

    def __init__(self, assistant: Asked) -> None:
        self._assistant = assistant

    def ask(
        self, question: str, history: Sequence[str] = (), place: str = "", since: str = "", until: str = ""
    ) -> dict[str, Any]:
        """Answer a question.

        Args:
            question: in Chinese or English.
            history: the earlier questions of the conversation, oldest first.
            place: only articles from this place or below it: its name or code; "" for all.
            since: only issues from this day, month or year on, as 2024, 2024-08 or 2024-08-06; "" for all.
            until: only issues up to this day, month or year; "" for all.

        Returns:
            The answer as `wendang ask --json --explain` prints it.

        Raises:
            QuestionRefused: the question is empty or too long; there is no such place or date.
        """
        self._assistant.archive.refresh()
        answer = self._assistant.ask(question, list(history), filters=self._filters(place, since, until))
        return answer_json(answer, explain=True)

    def search(
        self, question: str, k: int = 10, place: str = "", since: str = "", until: str = ""
    ) -> list[dict[str, Any]]:
        """Find the passages that fit a question or some words best.

        Args:
            question: in Chinese or English.
            k: how many, 1 to 50.
            place, since, until: as for `ask`.

        Returns:
            The hits as `wendang search --json` prints them, best first.

        Raises:
            QuestionRefused: as for `ask`.
        """
        assistant = self._assistant
        assistant.archive.refresh()
        text = check(question, assistant.settings.max_question)
        wanted = max(1, min(int(k), MOST_HITS))
        return [
            hit_json(hit)
            for hit in assistant.archive.search(text, wanted, self._filters(place, since, until))
        ]

    def read(self, article_id: str) -> dict[str, Any]:
        """Return one article whole.

        Args:
            article_id: as hits, citations and lists name it.

        Raises:
            QuestionRefused: the archive has no such article.
        """
        self._assistant.archive.refresh()
        try:
            return article_json(self._assistant.archive.article(article_id))
        except KeyError:
            hint = "take the article_id of a hit, a citation or a list"
            raise QuestionRefused("the archive has no such article", subject=article_id, hint=hint) from None

    def list(
        self, place: str = "", since: str = "", until: str = "", offset: int = 0, limit: int = 50
    ) -> dict[str, Any]:
        """List articles without their texts.

        Args:
            place, since, until: as for `ask`.
            offset: how many to pass over.
            limit: how many to name, 1 to 200.

        Returns:
            `total`, the number of articles that pass, and `articles` from the offset on.

        Raises:
            QuestionRefused: there is no such place or date.
        """
        archive, filters = self._assistant.archive, self._filters(place, since, until)
        archive.refresh()
        first, wanted = max(0, int(offset)), max(1, min(int(limit), MOST_LISTED))
        named = [
            article_json(article) for article in islice(archive.articles(filters), first, first + wanted)
        ]
        return {
            "total": archive.count(filters),
            "articles": [{key: value for key, value in each.items() if key != "text"} for each in named],
        }

    def _filters(self, place: str, since: str, until: str) -> Filters:
        return filters_for(self._assistant.settings, place or None, since or None, until or None)
