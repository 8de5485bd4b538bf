"""LlamaIndex's own evaluators over the answers of a run: correctness, faithfulness, relevancy and the like.

They need a language model, which is passed to them explicitly; nothing here touches LlamaIndex's global
settings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from eval.matching import displayed
from eval.runs import Result
from eval.significance import Figure, figure

if TYPE_CHECKING:
    from llama_index.core.evaluation import BaseEvaluator


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What an evaluator says of one answer; `passing` is None where its reply could not be read."""

    id: str
    passing: bool | None
    score: float | None
    feedback: str


def evaluate_with(evaluator: BaseEvaluator, results: Sequence[Result]) -> list[Evaluated]:
    """Let a LlamaIndex evaluator judge the answers of a run.

    Args:
        evaluator: made with its own model.
        results: each answer is passed with its question, its quotations as contexts, the gold as reference.
    """
    from llama_index.core.async_utils import asyncio_run

    # In one event loop: a client keeps its connections, and they end with the loop that made them.
    told: list[Evaluated] = asyncio_run(_all(evaluator, results))
    return told


async def _all(evaluator: BaseEvaluator, results: Sequence[Result]) -> list[Evaluated]:
    return [await _evaluated(evaluator, result) for result in results]


async def _evaluated(evaluator: BaseEvaluator, result: Result) -> Evaluated:
    case, answer = result.case, result.answer
    try:
        found = await evaluator.aevaluate(
            query="\n".join([*case.history, case.question]),
            response=displayed(answer.text),
            contexts=[citation.quote for citation in answer.citations],
            reference="、".join(case.answer),
        )
    except ValueError as error:
        # LlamaIndex's parsers raise it where a model does not reply in the form that was asked for.
        return Evaluated(case.id, None, None, f"its reply could not be read: {error}")
    return Evaluated(case.id, found.passing, found.score, found.feedback or "")


def passing(told: Sequence[Evaluated]) -> Figure:
    """Return the share of answers that pass, of those that could be judged."""
    return figure([(float(one.passing), 1.0) for one in told if one.passing is not None])
