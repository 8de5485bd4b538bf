"""A language model proposes how to understand a question that the rules could not use up.

What it proposes has to pass the same checks as the rules' own parts: known kinds and rows, Chinese words
that the question or the vocabulary holds, whole numbers. Places and times stay as they were resolved. A
proposal that fails in any point is thrown away as a whole.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Protocol, get_args

import prompts
from assistant.generate import first_object
from assistant.parsing.shown import explain
from assistant.records import AnswerKind, Bound, Question
from index.errors import ModelError
from index.terms import Terms
from index.words import fold, solid

_log = logging.getLogger(__name__)
_KINDS = frozenset(get_args(AnswerKind))
_ROWS = frozenset({"", "county", "prefecture", "place", "town", "article", "person", "meeting", "document"})
_LEVELS = {"county": ("county",), "prefecture": ("prefecture",)}
_ORDERS = frozenset({"", "most", "least", "earliest", "latest"})
_SIGNS = frozenset({">", ">=", "<", "<="})
_KEYS = frozenset({"kind", "rows", "subject", "doing", "order", "limit", "bound", "lacking", "planned"})
_HAN = re.compile("[\u4e00-\u9fff]{1,16}")
_MOST_GROUPS, _MOST_NAMES, _MOST_LIMIT = 4, 8, 100

Groups = tuple[tuple[str, ...], ...]


class Completes(Protocol):
    """A language model, as far as it is needed here."""

    def complete(self, system: str, user: str) -> str:
        """Answer one message."""
        ...


class Proposer:
    """Ask a model for a parse where the rules left words over.

    Args:
        model: the model.
        terms: the domain's terms, which vouch for words that the question does not hold.
    """

    def __init__(self, model: Completes, terms: Terms) -> None:
        self.model = model
        self.terms = terms

    def better(self, question: Question) -> Question:
        """Return the question with what a model proposes, or as it is where nothing sound is proposed."""
        if not wants_help(question):
            return question
        understood = json.dumps(explain(question), ensure_ascii=False)
        user = prompts.render(
            "parse_question", question.language, question=question.text, understood=understood
        )
        try:
            told = self.model.complete(prompts.load("parse_rules", question.language), user)
            return self._merged(question, read_proposal(told))
        except (ModelError, ValueError) as error:
            _log.warning("the proposed parse is not used: %s", error)
            return question

    def _merged(self, question: Question, proposal: Mapping[str, Any]) -> Question:
        groups = self._groups(question, proposal.get("subject", []))
        activities = self._groups(question, proposal.get("doing", []))
        if not groups and not activities:
            raise ValueError("it names no subject")
        kind: AnswerKind = proposal["kind"]
        rows = proposal.get("rows", "") if kind in ("list", "count", "compare") else ""
        bound = proposal.get("bound")
        return replace(
            question,
            kind=kind,
            asked=rows,
            levels=_LEVELS.get(rows, ()),
            groups=groups,
            activities=activities,
            words=(),
            pieces=tuple(dict.fromkeys((*groups, *activities, *question.pieces))),
            order=proposal.get("order", ""),
            limit=proposal.get("limit", 0),
            bound=Bound(bound["sign"], float(bound["value"])) if bound else None,
            negated=proposal.get("lacking", False),
            planned=proposal.get("planned", False),
            unused=(),
        )

    def _groups(self, question: Question, told: list[list[str]]) -> Groups:
        """Return groups of words with their variants; the question or the vocabulary has to hold each."""
        said = solid(question.text)
        found: list[tuple[str, ...]] = []
        for names in told:
            known = [n for n in names if fold(n) in said or self.terms.get(n) is not None]
            if not known:
                raise ValueError(f"neither the question nor the vocabulary has {names}")
            found.append(tuple(dict.fromkeys(fold(w) for n in known for w in (n, *self.terms.variants(n)))))
        return tuple(found)


def wants_help(question: Question) -> bool:
    """Say whether the rules left words of a question over, or found nothing to look for."""
    nothing = not (question.groups or question.activities or question.places or question.times)
    return bool(question.unused) or (nothing and not question.general)


def read_proposal(told: str) -> dict[str, Any]:
    """Return the proposal that a model's answer holds.

    Raises:
        ValueError: it holds none that keeps to the schema.
    """
    proposal = first_object(told)
    if not set(proposal) <= _KEYS or proposal.get("kind") not in _KINDS:
        raise ValueError("it is no object of the schema")
    checks = (
        proposal.get("rows", "") in _ROWS,
        proposal.get("order", "") in _ORDERS,
        _whole(proposal.get("limit", 0)),
        _is_bound(proposal.get("bound")),
        all(_is_groups(proposal.get(key, [])) for key in ("subject", "doing")),
        all(isinstance(proposal.get(key, False), bool) for key in ("lacking", "planned")),
    )
    if not all(checks):
        raise ValueError("a value does not keep to the schema")
    return proposal


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST_LIMIT


def _is_bound(value: object) -> bool:
    if value is None:
        return True
    if not isinstance(value, dict) or set(value) != {"sign", "value"} or value["sign"] not in _SIGNS:
        return False
    return isinstance(value["value"], int | float) and not isinstance(value["value"], bool)


def _is_groups(value: object) -> bool:
    if not isinstance(value, list) or len(value) > _MOST_GROUPS:
        return False
    return all(
        isinstance(group, list)
        and 0 < len(group) <= _MOST_NAMES
        and all(isinstance(name, str) and _HAN.fullmatch(name) for name in group)
        for group in value
    )
