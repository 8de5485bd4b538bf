"""Gather what a language model reads beside the sentences that the rules chose to answer with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf

from assistant.citations import Citer
from assistant.records import Citation, Question
from assistant.sentences.candidates import Candidate, Scorer
from index.records import Article, Sentence


class Gatherer:
    """Find the sentences that may answer a question, each with those beside it.

    Args:
        scorer: ranks sentences.
        most: how many of the best sentences are taken; 0 for none.
    """

    def __init__(self, scorer: Scorer, most: int) -> None:
        self.scorer = scorer
        self.most = most

    def gathered(self, question: Question, cited: Sequence[Citation] = ()) -> tuple[Citation, ...]:
        """Return citations for a model to choose from: those given, as they are, then the best sentences.

        Args:
            question: as understood; only sentences of its places and times are taken.
            cited: what is cited already.

        Returns:
            Numbered on from those given, the best first, each between the sentences beside it.
        """
        citer = Citer()
        for citation in cited:
            article = self.scorer.archive.article(citation.article_id)
            citer.cite(article, citation.start, citation.start + len(citation.quote))
        for article, sentence in self._sentences(question):
            citer.cite(article, sentence.start, sentence.end)
        return citer.citations

    def dated(self, citations: Sequence[Citation]) -> dict[int, dict[str, str]]:
        """Return what the words for times in some quotes mean, where they name no year themselves.

        Args:
            citations: the quotes.

        Returns:
            For the number of a citation the words with the ISO date or range that they mean.
        """
        told: dict[int, dict[str, str]] = {}
        for citation in citations:
            annotation = self.scorer.archive.annotation(citation.article_id)
            within = annotation.within(citation.start, citation.start + len(citation.quote))
            meant = {m.text: m.name for m in within if m.kind == "date" and m.name[:4] not in m.text}
            told |= {citation.n: meant} if meant else {}
        return told

    def _sentences(self, question: Question) -> Iterator[tuple[Article, Sentence]]:
        if not self.most:
            return
        ranked = (c for c in self.scorer.best(question) if c.rank > -inf)
        for best in sorted(ranked, key=_by_rank)[: self.most]:
            for sentence in best.around:
                if best.article.text[sentence.start : sentence.end].strip():
                    yield best.article, sentence


def _by_rank(candidate: Candidate) -> float:
    return -candidate.rank
