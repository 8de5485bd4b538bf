"""A stand-in for a language model that knows the gold: how far may a model carry the answers?

It reads the very prompts that a model is sent and sees nothing else of the archive, but it judges by the
gold: which places are rows, which sentences answer, whether any does. It errs as often as it is told to. What
it reaches without error no model passes that only chooses: the rules have to find what it chooses from.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import prompts
from assistant.records import Answer
from assistant.wording import when
from eval.cases import Case
from eval.matching import holds, squeeze
from eval.runs import Asks
from index.errors import ModelError

_BEGINNING = 20  # characters by which a sentence is known again that the gold has only in part
_SHOWN, _LISTED = 2, 12  # sentences of an answer, and of a list


class Knowing:
    """A model that answers by the gold of the case that is asked.

    Args:
        error: how often it judges a record or an answer wrongly, 0 to 1.
        seed: of its errors.
    """

    def __init__(self, error: float = 0.0, seed: int = 1) -> None:
        self.name = f"knowing, error {error:g}"
        self.case: Case | None = None
        self.asked = 0
        self._error = error
        self._chance = random.Random(seed)

    def complete(self, system: str, user: str, on_text: Callable[[str], None] | None = None) -> str:
        """Choose rows or sentences by the gold; parses and follow-ups are left to the rules.

        Raises:
            ModelError: it is asked for something else.
        """
        found = list(records(user))
        if self.case is None or not found:
            raise ModelError("only rows and sentences are judged by the gold")
        self.asked += 1
        if "told" in found[0]:
            return json.dumps({"yes": [r["n"] for r in found if self._row(r, self.case) != self._errs()]})
        return self._answer(found, self.case)

    def _errs(self) -> bool:
        return self._chance.random() < self._error

    def _row(self, record: Mapping[str, Any], case: Case) -> bool:
        """Say whether a place is a row: the gold names it, or has one of its sentences as evidence."""
        named = (item for item in (*case.answer, *case.optional) if record["place"])
        if any(holds(record["place"], case.forms(item)) for item in named):
            return not case.abstain
        return not case.abstain and any(_is_gold(told["text"], case) for told in record["told"])

    def _answer(self, read: Sequence[Mapping[str, Any]], case: Case) -> str:
        """Return the sentences of the gold as they stand, with their dates in full; else the refusal."""
        found = [] if case.abstain else [r for r in read if _is_gold(r["text"], case)]
        telling = [r for r in found if any(holds(r["text"], case.forms(item)) for item in case.answer)]
        chosen = (telling or found)[: _LISTED if case.listing else _SHOWN]
        if self._errs():
            chosen = [] if chosen else [self._chance.choice(read)]
        return "\n".join(_line(record) for record in chosen) or prompts.REFUSAL


class Prompted:
    """An assistant whose model is told which case is asked.

    Args:
        assistant: it asks the model.
        model: the stand-in.
        cases: every case that will be asked.
    """

    def __init__(self, assistant: Asks, model: Knowing, cases: Sequence[Case]) -> None:
        self._assistant, self._model = assistant, model
        self._cases = {case.id: case for case in cases}

    def ask(self, question: str, history: Sequence[str] = (), *, id: str = "") -> Answer:
        """Answer a case by its id."""
        self._model.case = self._cases[id]
        return self._assistant.ask(question, history, id=id)


def records(user: str) -> Iterator[dict[str, Any]]:
    """Yield the numbered records of a prompt.

    Args:
        user: the message that a model is sent.
    """
    for line in user.splitlines():
        if line.startswith('{"n"'):
            yield json.loads(line)


def _is_gold(text: str, case: Case) -> bool:
    said = squeeze(text)
    return any(said in e or e in said or said[:_BEGINNING] in e for e in case.evidence if len(said) > 1)


def _line(record: Mapping[str, Any]) -> str:
    """Return a sentence as a line of an answer, with what its words for times mean."""
    dates = [when(date, "zh") for date in record.get("dates", {}).values()]
    meant = f"（{'，'.join(dates)}）" if dates else ""
    return f"{squeeze(record['text'])}{meant}[{record['n']}]"
