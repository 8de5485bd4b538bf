"""How far each sentence of a report tells what a question asks of its rows, as plain features."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from assistant.lists.aspects import Sought
from index.encoder import Encoder, load_encoder
from index.records import Annotation, Article
from index.words import fold, folded

Table = NDArray[np.float64]

NAMES = (
    "own", "own_wide", "clause", "clause_wide", "paragraph", "paragraph_wide", "title", "title_wide",
    "report", "report_wide", "doing", "doing_wide", "doing_near", "thing_wide", "thing_near", "all_own",
    "all_near", "all_report", "rarest", "rarest_near", "pairs", "pairs_near", "like", "like_clause",
    "like_aspects", "like_title", "like_paragraph", "first", "caption", "hit",
)  # fmt: skip
_CLAUSE = re.compile("[，,；;。！？!?：:、]")
_KEPT = 3  # sentences of a report that are looked at closely
_NONE = 0.5  # of a feature that says nothing, since the question names no doing or no thing


@cache
def _encoder() -> Encoder:
    """Return the built-in encoder: the weights were learned with it, whatever the archive was made with."""
    return load_encoder()


def vectors(texts: Sequence[str]) -> Table:
    """Return a vector of length 1 for each text."""
    return np.asarray(_encoder().encode(texts), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Look:
    """A sentence that may tell what is asked.

    Attributes:
        rough: how much it may tell, by what is quickly seen.
        needed: True where it is looked at closely in any case.
    """

    report: Report
    number: int
    rough: float
    needed: bool

    @property
    def sentence(self) -> str:
        """Return the sentence, folded."""
        return self.report.sentences[self.number]

    @property
    def clauses(self) -> list[str]:
        """Return its clauses; of one that has none, all of it."""
        return [clause for clause in _CLAUSE.split(self.sentence) if len(clause) > 1] or [self.sentence]

    @property
    def texts(self) -> tuple[str, ...]:
        """Return what is compared by vectors: the sentence, its paragraph, the headline, its clauses."""
        return self.sentence, self.report.paragraph(self.number), self.report.title, *self.clauses


class Teller:
    """Compare reports with one question.

    Args:
        asked: the question.
    """

    def __init__(self, asked: Sought) -> None:
        self.asked = asked
        self._question, self._core = vectors(asked.texts)
        self._doing = np.array([a.doing is True for a in asked.aspects])
        self._thing = np.array([a.doing is False for a in asked.aspects])

    def looks(
        self, article: Article, annotation: Annotation, within: Iterable[int], needed: Collection[int]
    ) -> list[Look]:
        """Return the sentences of a report that may tell most.

        Args:
            article, annotation: the report.
            within: which of its sentences count.
            needed: which of these are looked at in any case.
        """
        report = Report(article, annotation, self.asked)
        seen = [Look(report, n, report.rough(n), n in needed) for n in within]
        seen.sort(key=lambda look: -look.rough)
        return [look for order, look in enumerate(seen) if order < _KEPT or look.needed]

    def table(self, looks: Sequence[Look]) -> Table:
        """Return the features of sentences: (looks, len(NAMES))."""
        texts = list(dict.fromkeys(text for look in looks for text in look.texts))
        number = {text: n for n, text in enumerate(texts)}
        like = vectors(texts)
        to_core, to_question = like @ self._core, like @ self._question
        rows = []
        for look in looks:
            sentence, paragraph, title, *clauses = (number[text] for text in look.texts)
            told = {
                "like": to_question[sentence],
                "like_clause": to_core[clauses].max(),
                "like_aspects": to_core[sentence],
                "like_title": to_core[title],
                "like_paragraph": to_core[paragraph],
            }
            values = self._values(look) | told
            rows.append([values[name] for name in NAMES])
        return np.array(rows, dtype=np.float64).reshape(len(looks), len(NAMES))

    def _values(self, look: Look) -> dict[str, float]:
        report, weights, doing, thing = look.report, self.asked.weights, self._doing, self._thing
        own, wide = report.held(look.sentence)
        near, near_wide = report.near(look.number)
        held = [report.held(clause) for clause in look.clauses]
        most = weights.max()
        return {
            "own": weights @ own,
            "own_wide": weights @ wide,
            "clause": max(weights @ exact for exact, _ in held),
            "clause_wide": max(weights @ told for _, told in held),
            "paragraph": weights @ near,
            "paragraph_wide": weights @ near_wide,
            "title": weights @ report.in_title[0],
            "title_wide": weights @ report.in_title[1],
            "report": weights @ report.anywhere[0],
            "report_wide": weights @ report.anywhere[1],
            "doing": _most(own, doing),
            "doing_wide": _most(wide, doing),
            "doing_near": _most(near_wide, doing),
            "thing_wide": _share(wide, thing, weights),
            "thing_near": _share(near_wide, thing, weights),
            "all_own": wide.min(),
            "all_near": near_wide.min(),
            "all_report": report.anywhere[1].min(),
            "rarest": (weights * wide).max() / most,
            "rarest_near": (weights * near_wide).max() / most,
            "pairs": report.pairs(look.sentence),
            "pairs_near": report.pairs(report.title + report.paragraph(look.number)),
            "first": float(look.number == 0),
            "caption": float(report.beside(look.number)),
            "hit": float(wide.any()),
        }


class Report:
    """A report, folded, and which aspects of a question stand in its parts."""

    def __init__(self, article: Article, annotation: Annotation, asked: Sought) -> None:
        self.article, self.annotation = article, annotation
        self._asked, self._body = asked, len(article.body)
        text = folded(article.text)
        self._spans = annotation.sentences
        self.title = fold(article.title)
        self.sentences = [text[s.start : s.end] for s in annotation.sentences]
        whole = self.title + text
        # Names that stand nowhere in the report need not be looked for in its parts.
        self._names = [tuple(n for n in a.names if n in whole) for a in asked.aspects]
        self._wide = [tuple(n for n in a.wide if n in whole) for a in asked.aspects]
        self._paragraphs: dict[int, str] = {}
        for sentence, part in zip(annotation.sentences, self.sentences, strict=True):
            self._paragraphs[sentence.paragraph] = self._paragraphs.get(sentence.paragraph, "") + part
        self._near: dict[int, tuple[Table, Table]] = {}
        self.in_title = self.held(self.title)
        self.anywhere = self.held(whole)

    def held(self, text: str) -> tuple[Table, Table]:
        """Return which aspects a text tells in the question's words, and which in other words too (0, 1)."""
        exact = np.array([any(name in text for name in names) for names in self._names], dtype=np.float64)
        wide = np.array([any(name in text for name in names) for names in self._wide], dtype=np.float64)
        return exact, np.maximum(exact, wide)

    def paragraph(self, number: int) -> str:
        """Return the paragraph of a sentence."""
        return self._paragraphs[self._spans[number].paragraph]

    def near(self, number: int) -> tuple[Table, Table]:
        """Return which aspects stand in the paragraph of a sentence or in the headline."""
        paragraph = self._spans[number].paragraph
        if paragraph not in self._near:
            held = self.held(self._paragraphs[paragraph])
            self._near[paragraph] = (
                np.maximum(held[0], self.in_title[0]),
                np.maximum(held[1], self.in_title[1]),
            )
        return self._near[paragraph]

    def pairs(self, text: str) -> float:
        """Return what share of the weight of the question's character pairs stands in a text."""
        asked = self._asked
        return float(sum(w for p, w in zip(asked.pairs, asked.pair_weights, strict=True) if p in text))

    def rough(self, number: int) -> float:
        """Return how much a sentence may tell, by what is quickly seen."""
        own, wide = self.held(self.sentences[number])
        weights = self._asked.weights
        near = weights @ self.near(number)[1]
        return float(weights @ own + weights @ wide + 0.5 * near) + self.pairs(self.sentences[number])

    def beside(self, number: int) -> bool:
        """Say whether a sentence is a caption, or else no part of the body."""
        return self._spans[number].start >= self._body


def _most(held: Table, chosen: NDArray[np.bool_]) -> float:
    return float(held[chosen].max()) if chosen.any() else _NONE


def _share(held: Table, chosen: NDArray[np.bool_], weights: Table) -> float:
    return float(held[chosen] @ weights[chosen] / weights[chosen].sum()) if chosen.any() else _NONE
