"""One run: every case asked, every answer judged, with the time it took."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.records import Answer
from eval.cases import Case
from eval.citing import CitationVerdict, check_citations
from eval.claims import ClaimVerdict, check_claims
from eval.scoring import ABSTAINING, Verdict, judge
from eval.witness import Witness
from index.errors import QuestionRefused


class Asks(Protocol):
    """Anything that answers a question: the assistant, or a stand-in for it."""

    def ask(self, question: str, history: Sequence[str] = (), *, id: str = "") -> Answer:
        """Answer one question, given the user's earlier turns."""
        ...


@dataclass(frozen=True, slots=True)
class Result:
    """One case with its answer and what that is worth.

    Attributes:
        claims: None where there is no answer whose statements could be checked.
        seconds, cpu: of the clock, and of this process's processors.
        found: the articles that a search finds, best first.
    """

    case: Case
    answer: Answer
    verdict: Verdict
    citations: CitationVerdict
    seconds: float
    claims: ClaimVerdict | None = None
    found: tuple[str, ...] = ()
    cpu: float = 0.0


def _refused(case: Case, error: QuestionRefused) -> Answer:
    """Stand in for the answer to a question that was not let in: it is no abstention, so it is wrong."""
    return Answer(
        question=case.question,
        language="en" if case.lang == "en" else "zh",
        kind="what",
        status="partial",
        text=str(error),
        id=case.id,
    )


def run_case(case: Case, assistant: Asks, witness: Witness) -> Result:
    """Ask one case and judge its answer."""
    begun, worked = time.perf_counter(), time.process_time()
    try:
        answer = assistant.ask(case.question, case.history, id=case.id)
    except QuestionRefused as error:
        answer = _refused(case, error)
    seconds, cpu = time.perf_counter() - begun, time.process_time() - worked
    citations = check_citations(answer, case, witness.sources, witness.locate)
    claims = None if answer.status in ABSTAINING else check_claims(answer, case, witness)
    found = witness.found(case)
    return Result(case, answer, judge(case, answer), citations, seconds, claims, found, cpu)


def run_cases(
    cases: Iterable[Case],
    assistant: Asks,
    witness: Witness,
    progress: Callable[[Result], None] | None = None,
) -> list[Result]:
    """Ask every case in order.

    Args:
        cases: the evaluation set.
        assistant: what answers.
        witness: what the answers are held against.
        progress: called after every case.
    """
    results: list[Result] = []
    for case in cases:
        results.append(run_case(case, assistant, witness))
        if progress is not None:
            progress(results[-1])
    return results
