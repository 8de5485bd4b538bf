"""Judge the citations of an answer: are they verbatim, and do they show the evidence of the gold."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.records import Answer, Citation
from eval.cases import Case
from eval.matching import squeeze
from eval.sources import Sources, comparable
from eval.witness import Locate

_MARKS = re.compile(r"\[(\d+(?:\s*[,，、]\s*\d+)*)\]")

# Characters that a quote and the evidence share at least before they are taken for the same sentence.
OVERLAP = 12


@dataclass(frozen=True, slots=True)
class CitationVerdict:
    """What the citations of one answer are worth.

    Attributes:
        total: citations given whose source can be read here.
        verbatim: those whose quote stands in the source file.
        failed: (source, quote) of the others.
        dangling: numbers that the text or the rows use and no citation bears.
        unchecked: citations whose source cannot be read here.
        cited: does one of them show the gold's evidence; None where the gold has none.
    """

    total: int
    verbatim: int
    failed: tuple[tuple[str, str], ...]
    dangling: tuple[int, ...]
    unchecked: int
    cited: bool | None


def same_sentence(quote: str, evidence: str) -> bool:
    """Say whether one holds the other, or both share a run of OVERLAP characters, white space removed."""
    one, other = comparable(quote), comparable(evidence)
    if not one or not other:
        return False
    if one in other or other in one:
        return True
    return any(one[i : i + OVERLAP] in other for i in range(len(one) - OVERLAP + 1))


def _from_page(source: str, page: str) -> bool:
    """Say whether a source is a page; a ready article's source is FILE#LINE, or any id that it was given."""
    return source == page or source.startswith(page + "#") or ".jsonl" in page


def shows(citation: Citation, case: Case, locate: Locate) -> bool:
    """Say whether a citation shows one of the articles that hold the evidence.

    It does where it quotes the evidence, or where it quotes from the article of that number.
    """
    pairs = zip(case.evidence, case.evidence_articles, strict=False)
    for evidence, (page, n) in pairs:
        if not _from_page(citation.source, page):
            continue
        if same_sentence(citation.quote, evidence):
            return True
        if citation.source == page and locate(citation.article_id) == n:
            return True
    return False


def _used(answer: Answer) -> set[int]:
    """Return the numbers of the citations that an answer's text and rows point to."""
    marks = {int(n) for group in _MARKS.findall(answer.text) for n in re.split(r"\D+", squeeze(group))}
    return marks | {n for row in answer.rows for n in row.citations}


def check_citations(answer: Answer, case: Case, sources: Sources, locate: Locate) -> CitationVerdict:
    """Check every citation of an answer against the source files and the gold."""
    readable = [c for c in answer.citations if c.source in sources]
    failed = tuple((c.source, c.quote) for c in readable if not sources.holds(c.source, c.quote))
    dangling = _used(answer) - {c.n for c in answer.citations}
    cited: bool | None = None
    if case.evidence and not case.abstain:
        cited = any(shows(c, case, locate) for c in answer.citations)
    return CitationVerdict(
        total=len(readable),
        verbatim=len(readable) - len(failed),
        failed=failed,
        dangling=tuple(sorted(dangling)),
        unchecked=len(answer.citations) - len(readable),
        cited=cited,
    )
