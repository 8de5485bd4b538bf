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
from eval.metrics import mean, percentile, share
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
        seconds: wall-clock time.
        found: the articles that a search finds, best first.
    """

    case: Case
    answer: Answer
    verdict: Verdict
    citations: CitationVerdict
    seconds: float
    claims: ClaimVerdict | None = None
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of one group of cases.

    Attributes:
        cited: right answers that cite the gold's evidence.
        citable: right answers whose evidence the gold names.
        f1: mean F1 of the rows over the cases in which rows are scored, None where there are none.
    """

    name: str
    right: int
    total: int
    cited: int
    citable: int
    f1: float | None


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a run.

    Attributes:
        kinds: one tally per kind of question, in the order of their names.
        citations: citations given whose source could be checked.
        verbatim: those of them whose quote stands in the source.
        unchecked: citations whose source could not be checked.
        dangling: marks in answers that no citation bears.
        uncited: answered questions without any citation.
        false_refusals: answerable questions that were refused.
        answered_unanswerable: unanswerable questions that were answered.
        p50: seconds, the median over all questions.
        p95: seconds.
    """

    overall: Tally
    kinds: tuple[Tally, ...]
    languages: tuple[Tally, ...]
    citations: int
    verbatim: int
    unchecked: int
    dangling: int
    uncited: int
    false_refusals: int
    answerable: int
    answered_unanswerable: int
    p50: float
    p95: float

    @property
    def verbatim_share(self) -> float:
        """Return the share of citations that are verbatim."""
        return share(self.verbatim, self.citations)


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
    begun = time.perf_counter()
    try:
        answer = assistant.ask(case.question, case.history, id=case.id)
    except QuestionRefused as error:
        answer = _refused(case, error)
    seconds = time.perf_counter() - begun
    citations = check_citations(answer, case, witness.sources, witness.locate)
    claims = None if answer.status in ABSTAINING else check_claims(answer, case, witness)
    return Result(case, answer, judge(case, answer), citations, seconds, claims, witness.found(case))


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


def tally(name: str, results: Sequence[Result]) -> Tally:
    """Count a group of results."""
    right = [r for r in results if r.verdict.right]
    citable = [r for r in right if r.citations.cited is not None]
    listed = [r.verdict.listing.f1 for r in results if r.verdict.listing is not None]
    return Tally(
        name=name,
        right=len(right),
        total=len(results),
        cited=sum(bool(r.citations.cited) for r in citable),
        citable=len(citable),
        f1=mean(listed) if listed else None,
    )


def _groups(results: Sequence[Result], key: Callable[[Result], str]) -> tuple[Tally, ...]:
    named = sorted({key(r) for r in results})
    return tuple(tally(name, [r for r in results if key(r) == name]) for name in named)


def summarise(results: Sequence[Result]) -> Summary:
    """Put the results of a run into figures."""
    refused = [r.answer.status in ABSTAINING for r in results]
    seconds = [r.seconds for r in results]
    pairs = list(zip(results, refused, strict=True))
    return Summary(
        overall=tally("all", results),
        kinds=_groups(results, lambda r: r.case.type),
        languages=_groups(results, lambda r: r.case.lang),
        citations=sum(r.citations.total for r in results),
        verbatim=sum(r.citations.verbatim for r in results),
        unchecked=sum(r.citations.unchecked for r in results),
        dangling=sum(len(r.citations.dangling) for r in results),
        uncited=sum(not r.answer.citations and not no for r, no in pairs),
        false_refusals=sum(no and not r.case.abstain for r, no in pairs),
        answerable=sum(not r.case.abstain for r in results),
        answered_unanswerable=sum(r.case.abstain and not no for r, no in pairs),
        p50=percentile(seconds, 50),
        p95=percentile(seconds, 95),
    )
