"""Score the sentences of the passages found: how much of the question each one answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import exp, inf, log

from assistant.lists.scope import place_fit
from assistant.records import Question
from assistant.sentences.clues import load_clues
from assistant.sentences.coverage import Surroundings, Wanted, wanted
from assistant.sentences.features import Vector, features
from assistant.sentences.focus import evident, focus_of
from assistant.sentences.posts import fits_level
from assistant.sentences.ranking import load_ranking
from assistant.sentences.sought import Sought, seek
from assistant.sentences.timely import time_fit
from index.places import Gazetteer
from index.records import Annotation, Article, Mention, Sentence
from index.search import Archive
from index.words import Tokeniser, fold

# How a statement ends; a heading ends without a mark, a question with its own.
_STATED = re.compile(r"[。！!.；;…：:][”’」』）)\]》]*\s*$")
_ASKS = re.compile(r"[？?][”’」』）)\]》]*\s*$")
_HEADING = 30  # characters; a longer line without a full stop is a sentence that goes on elsewhere
_DEPTH = 24
# Confidence left to a sentence that names nobody by any rule: names of foreigners and of bodies have no form.
_UNPROVED = 0.7
_RANKED = 10
"""Articles whose sentences the learned model ranks."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A sentence with how well it answers.

    Attributes:
        coverage: share of the question's words that the sentence and its surroundings hold, 0 to 1.
        own: the same for the sentence alone.
        score: everything together; only its order and its distance to the threshold mean something.
        focus: what in the sentence answers: quantities, a person, a date; empty where the kind needs none.
        rank: how well it answers by the learned model, in log odds up to a constant of the question; minus
            infinity where it was not ranked.
        sure: confidence that it answers at all, 0 to 1.
        fit: how well it fits the places and times asked about, 0 to 1.
        row: its features, None where it was not ranked.
    """

    article: Article
    annotation: Annotation
    number: int
    coverage: float
    own: float
    score: float
    focus: tuple[Mention, ...] = ()
    rank: float = -inf
    sure: float = 0.0
    fit: float = 1.0
    row: Vector | None = None

    @property
    def sentence(self) -> Sentence:
        """Return the sentence's place in the text."""
        return self.annotation.sentences[self.number]

    @property
    def text(self) -> str:
        """Return the sentence."""
        return self.article.text[self.sentence.start : self.sentence.end]

    @property
    def around(self) -> tuple[Sentence, ...]:
        """Return the sentence between those beside it."""
        return tuple(self.annotation.sentences[max(0, self.number - 1) : self.number + 2])

    @property
    def states(self) -> bool:
        """Say whether it is a statement, and not a heading, a question, or cut off."""
        return bool(_STATED.search(self.text)) and not _ASKS.search(self.text)


class Scorer:
    """Score sentences for a question."""

    def __init__(self, archive: Archive, gazetteer: Gazetteer, tokeniser: Tokeniser) -> None:
        self.archive = archive
        self.gazetteer = gazetteer
        self.tokeniser = tokeniser
        self.clues = load_clues()
        self.ranking = load_ranking()

    def candidates(self, question: Question, articles: int = 2 * _DEPTH) -> list[Candidate]:
        """Return the sentences of the best articles, best first.

        Args:
            question: the question.
            articles: how many articles are looked at.
        """
        seen = dict(islice(self._found(question).items(), articles))
        self.archive.fetch(seen)
        words = wanted(question, self.tokeniser)
        sought = self.sought(question)
        found = [
            candidate
            for order, (key, (rank, share)) in enumerate(seen.items())
            for candidate in self._article(question, words, sought, key, (rank, order, share))
        ]
        return sorted(found, key=lambda c: -c.score)

    def sought(self, question: Question) -> Sought:
        """Return what a question seeks, as sentences are compared with it."""
        return seek(question, self.archive, self.tokeniser, self.clues)

    def _found(self, question: Question) -> dict[str, tuple[int, float]]:
        """Return the articles found, best first: rank and relative score of the best passage of each."""
        if question.within:
            return {key: (rank, 1.0) for rank, key in enumerate(question.within)}
        query = self._query(question)
        hits = self.archive.search(query, _DEPTH, question.filters)
        if question.places:
            hits += self.archive.search(query, _DEPTH, replace(question.filters, places=question.places))
        best: dict[str, float] = {}
        for hit in sorted(hits, key=lambda h: -h.score):
            best.setdefault(hit.article_id, hit.score)
        most = max(best.values(), default=1.0)
        return {key: (rank, score / most) for rank, (key, score) in enumerate(best.items())}

    def tables(self, question: Question) -> Iterator[tuple[Article, Annotation, Vector]]:
        """Yield the articles whose sentences are ranked, with the features of these; for learning weights."""
        sought = self.sought(question)
        for order, (key, (_, share)) in enumerate(list(self._found(question).items())[:_RANKED]):
            article, annotation = self.archive.article(key), self.archive.annotation(key)
            yield article, annotation, features(sought, article, annotation, share, order, self.clues)

    def _query(self, question: Question) -> str:
        """Return what to search for: the question as asked, or the terms found for it and carried over."""
        if question.language == "zh" and not question.context:
            return question.text
        names = [place.name for code in question.places if (place := self.gazetteer.get(code))]
        pieces = [piece[0] for piece in (*question.pieces, *question.context)]
        own = [question.text] if question.language == "zh" else []
        return "，".join([*own, *names, *pieces]) or question.text

    def best(self, question: Question) -> list[Candidate]:
        """Return the sentences that the learned model ranks: those of the very best articles."""
        return self.candidates(question, _RANKED)

    def beliefs(self, candidates: Sequence[Candidate]) -> dict[Candidate, float]:
        """Return the share of belief in each sentence that was ranked, 0 to 1, summing to 1."""
        ranked = [c for c in candidates if c.rank > -inf]
        most = max((c.rank for c in ranked), default=0.0)
        odds = [exp(c.rank - most) for c in ranked]
        return {c: o / sum(odds) for c, o in zip(ranked, odds, strict=True)}

    def _article(
        self,
        question: Question,
        words: Sequence[Wanted],
        sought: Sought,
        article_id: str,
        found: tuple[int, int, float],
    ) -> Iterable[Candidate]:
        rank, order, share = found
        article, annotation = self.archive.article(article_id), self.archive.annotation(article_id)
        beside = Surroundings(article, annotation)
        learned = self._learned(sought, article, annotation, share, order) if order < _RANKED else None
        for number, coverage in enumerate(beside.coverage(question, words)):
            candidate, fit = self._sentence(question, sought, article, annotation, number, beside, coverage)
            if fit > 0:
                candidate = replace(candidate, score=candidate.score + 0.08 * (1 - rank / _DEPTH))
                yield self._ranked(question, sought, candidate, fit, learned)

    def _learned(
        self, sought: Sought, article: Article, annotation: Annotation, share: float, order: int
    ) -> tuple[Vector, Vector, Vector]:
        table = features(sought, article, annotation, share, order, self.clues)
        return self.ranking.scores(table), self.ranking.confidence(table), table

    def _ranked(
        self,
        question: Question,
        sought: Sought,
        candidate: Candidate,
        fit: float,
        learned: tuple[Vector, Vector, Vector] | None,
    ) -> Candidate:
        """Return the candidate with what the learned model says of it."""
        if learned is None:
            return replace(candidate, fit=fit)
        ranks, sure = (float(values[candidate.number]) for values in learned[:2])
        rank = ranks + self.ranking.misfit * log(fit)
        if not _STATED.search(candidate.text):
            rank -= self.ranking.unstated
        if _ASKS.search(candidate.text) or _is_heading(candidate):
            rank = -inf
        if not candidate.focus and not self._may_answer(question, sought, fold(candidate.text)):
            sure *= _UNPROVED if question.kind == "who" and not question.post else 0.0
        return replace(candidate, rank=rank, sure=sure * fit, fit=fit, row=learned[2][candidate.number])

    def _may_answer(self, question: Question, sought: Sought, text: str) -> bool:
        """Say whether a sentence without a mention of the kind asked for may hold an answer of that kind."""
        if question.kind not in ("number", "count", "who", "when"):
            return True
        if question.post:
            return False
        if question.units or sought.unit:
            return bool(sought.unit and sought.unit.search(text))
        return any(m.group() not in sought.text for m in self.clues.evidence[sought.kind].finditer(text))

    def _sentence(
        self,
        question: Question,
        sought: Sought,
        article: Article,
        annotation: Annotation,
        number: int,
        beside: Surroundings,
        covered: tuple[float, float],
    ) -> tuple[Candidate, float]:
        """Return a sentence as a candidate, and how well it fits the places and times asked about."""
        sentence = annotation.sentences[number]
        coverage, own = covered
        fit = place_fit(question, article, annotation, sentence, self.gazetteer)
        fit *= time_fit(question, article, annotation, sentence)
        focus = focus_of(question, annotation.within(sentence.start, sentence.end), sought.post, article.text)
        if sought.post and question.places:
            focus = [m for m in focus if self._posted(question, article, m)]
        score = coverage * fit * (0.7 + 0.3 * own)
        score *= evident(question, focus, article.text[sentence.start : sentence.end])
        return Candidate(article, annotation, number, coverage * fit, own, score, tuple(focus)), fit

    def _posted(self, question: Question, article: Article, person: Mention) -> bool:
        """Say whether a post is of a place asked about: by the place that it names, else by the report's."""
        named = [p.code for p in self.gazetteer.find(person.post, question.places) if p.code]
        asked = [place.level for code in question.places if (place := self.gazetteer.get(code))]
        if not named and not any(fits_level(person.post, level) for level in asked):
            return False
        codes = named or ([article.place_code] if article.place_code else list(question.places))
        return any(self.gazetteer.contains(a, b) for a in question.places for b in codes)


def _is_heading(candidate: Candidate) -> bool:
    """Say whether a sentence is a line of its own that states nothing: a heading between paragraphs."""
    text = candidate.text.strip()
    return len(text) <= _HEADING and not _STATED.search(text) and not text.endswith((",", "，", "、"))
