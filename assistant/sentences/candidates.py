"""Score the sentences of the passages found: how much of the question each one answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import exp, inf, log

from assistant.lists.scope import in_time, place_fit
from assistant.records import Question
from assistant.sentences.clues import load_clues
from assistant.sentences.features import Vector, features
from assistant.sentences.ranking import load_ranking
from assistant.sentences.sought import Sought, seek
from index.places import Gazetteer
from index.records import Annotation, Article, Mention, Sentence
from index.search import Archive
from index.words import Tokeniser, fold

Piece = tuple[str, ...]
# How a statement ends; a heading ends without a mark, a question with its own.
_STATED = re.compile(r"[。！!.；;…：:][”’」』）)\]》]*\s*$")
_DEPTH = 24
# Confidence left to a sentence that names nobody by any rule: names of foreigners and of bodies have no form.
_UNPROVED = 0.7
_RANKED = 10
"""Articles whose sentences the learned model ranks."""
_CONTEXT = 0.35
_UNUSED = 1.2
_WRITER = re.compile("通讯员|记者|特约")
# How much a word counts that stands not in the sentence but beside it.
_BESIDE = {"title": 0.75, "before": 0.6, "paragraph": 0.5, "lead": 0.35}
_LOCATION = re.compile("(?:在|到|赴|深入|走进|来到|前往|位于)[\u4e00-\u9fff“]{2,}")


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

    @property
    def sentence(self) -> Sentence:
        """Return the sentence's place in the text."""
        return self.annotation.sentences[self.number]

    @property
    def text(self) -> str:
        """Return the sentence."""
        return self.article.text[self.sentence.start : self.sentence.end]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A word of the question: its names, the words it is made of, and how much it weighs."""

    names: Piece
    words: tuple[str, ...]
    weight: float

    def held(self, text: str) -> float:
        """Return 1 where the text holds one of the names, else the share of the words that it holds."""
        if any(name in text for name in self.names):
            return 1.0
        if not self.words:
            return 0.0
        return 0.8 * sum(len(w) for w in self.words if w in text) / sum(map(len, self.words))


class Scorer:
    """Score sentences for a question."""

    def __init__(self, archive: Archive, gazetteer: Gazetteer, tokeniser: Tokeniser) -> None:
        self.archive = archive
        self.gazetteer = gazetteer
        self.tokeniser = tokeniser
        self.clues = load_clues()
        self.ranking = load_ranking()

    def candidates(self, question: Question) -> list[Candidate]:
        """Return the sentences of the best passages, best first."""
        seen = self._found(question)
        wanted = self._wanted(question)
        sought = seek(question, self.archive, self.tokeniser, self.clues)
        found = [
            candidate
            for order, (key, (rank, share)) in enumerate(seen.items())
            for candidate in self._article(question, wanted, sought, key, (rank, order, share))
        ]
        return sorted(found, key=lambda c: -c.score)

    def _found(self, question: Question) -> dict[str, tuple[int, float]]:
        """Return the articles found, best first: rank and relative score of the best passage of each."""
        query = self._query(question)
        hits = self.archive.search(query, _DEPTH, question.filters)
        if question.places:
            hits += self.archive.search(query, _DEPTH, replace(question.filters, places=question.places))
        seen: dict[str, tuple[int, float]] = {}
        for rank, hit in enumerate(hits):
            seen.setdefault(hit.article_id, (rank % _DEPTH, hit.score / hits[0].score))
        return seen

    def tables(self, question: Question) -> Iterator[tuple[Article, Annotation, Vector]]:
        """Yield the articles whose sentences are ranked, with the features of these; for learning weights."""
        sought = seek(question, self.archive, self.tokeniser, self.clues)
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

    def beliefs(self, candidates: Sequence[Candidate]) -> dict[Candidate, float]:
        """Return the share of belief in each sentence that was ranked, 0 to 1, summing to 1."""
        ranked = [c for c in candidates if c.rank > -inf]
        most = max((c.rank for c in ranked), default=0.0)
        odds = [exp(c.rank - most) for c in ranked]
        return {c: o / sum(odds) for c, o in zip(ranked, odds, strict=True)}

    def _wanted(self, question: Question) -> list[_Wanted]:
        """Return the words of a question with their weights: its own in full, those of earlier turns less."""
        own = question.pieces or question.groups
        weighted = [(p, 1.0) for p in own] + [(p, _CONTEXT) for p in question.context]
        return [_Wanted(p, self._parts(p), factor * min(5, len(p[0]))) for p, factor in weighted]

    def _parts(self, piece: Piece) -> tuple[str, ...]:
        words = self.tokeniser.words(piece[0])
        return tuple(w for w in dict.fromkeys(words) if len(w) > 1 and w != piece[0])

    def _article(
        self,
        question: Question,
        wanted: Sequence[_Wanted],
        sought: Sought,
        article_id: str,
        found: tuple[int, int, float],
    ) -> Iterable[Candidate]:
        rank, order, share = found
        article, annotation = self.archive.article(article_id), self.archive.annotation(article_id)
        beside = _Surroundings(article, annotation)
        learned = self._learned(sought, article, annotation, share, order) if order < _RANKED else None
        for number in range(len(annotation.sentences)):
            coverage = _coverage(question, wanted, number, beside)
            candidate, fit = self._sentence(question, article, annotation, number, beside, coverage)
            if candidate.score > 0:
                candidate = replace(candidate, score=candidate.score + 0.08 * (1 - rank / _DEPTH))
                yield self._ranked(question, sought, candidate, fit, learned)

    def _learned(
        self, sought: Sought, article: Article, annotation: Annotation, share: float, order: int
    ) -> tuple[Vector, Vector]:
        table = features(sought, article, annotation, share, order, self.clues)
        return self.ranking.scores(table), self.ranking.confidence(table)

    def _ranked(
        self,
        question: Question,
        sought: Sought,
        candidate: Candidate,
        fit: float,
        learned: tuple[Vector, Vector] | None,
    ) -> Candidate:
        """Return the candidate with what the learned model says of it."""
        if learned is None:
            return candidate
        ranks, sure = (float(values[candidate.number]) for values in learned)
        rank = ranks + self.ranking.misfit * log(fit)
        if not _STATED.search(candidate.text):
            rank -= self.ranking.unstated
        if not candidate.focus and not self._may_answer(question, sought, fold(candidate.text)):
            sure *= _UNPROVED if question.kind == "who" and not question.post else 0.0
        return replace(candidate, rank=rank, sure=sure * fit)

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
        article: Article,
        annotation: Annotation,
        number: int,
        beside: _Surroundings,
        covered: tuple[float, float],
    ) -> tuple[Candidate, float]:
        """Return a sentence as a candidate, and how well it fits the places and times asked about."""
        sentence = annotation.sentences[number]
        coverage, own = covered
        if not coverage:
            return Candidate(article, annotation, number, 0.0, 0.0, 0.0), 0.0
        fit = place_fit(question, article, annotation, sentence, self.gazetteer)
        fit *= 1.0 if in_time(question, article, annotation, sentence) else 0.3
        focus = focus_of(question, annotation.within(sentence.start, sentence.end), beside.sentences[number])
        score = coverage * fit * (0.7 + 0.3 * own)
        score *= _evident(question, focus, article.text[sentence.start : sentence.end])
        return Candidate(article, annotation, number, coverage * fit, own, score, tuple(focus)), fit


def _coverage(
    question: Question, wanted: Sequence[_Wanted], number: int, beside: _Surroundings
) -> tuple[float, float]:
    """Return the share of the question's words found in and around a sentence, and in it alone."""
    total = held = own = 0.0
    for word in wanted:
        inside = word.held(beside.sentences[number])
        around = 0.0
        if inside < 1.0:
            around = max(share * word.held(text) for share, text in beside.around(number))
        total += word.weight
        held += word.weight * max(inside, around)
        own += word.weight * inside
    total += _UNUSED * len(question.unused)
    return (held / total, own / total) if total else (0.0, 0.0)


class _Surroundings:
    """The folded texts of an article's sentences and of what stands around each."""

    def __init__(self, article: Article, annotation: Annotation) -> None:
        text = fold(article.text)
        self.title = fold("".join(article.title.split()))
        self.sentences = ["".join(text[s.start : s.end].split()) for s in annotation.sentences]
        self._paragraphs: dict[int, str] = {}
        for sentence, part in zip(annotation.sentences, self.sentences, strict=True):
            self._paragraphs[sentence.paragraph] = self._paragraphs.get(sentence.paragraph, "") + part
        self._of = [s.paragraph for s in annotation.sentences]

    def around(self, number: int) -> list[tuple[float, str]]:
        """Return the texts beside a sentence with how much a word in each counts."""
        before = self.sentences[number - 1] if number else ""
        return [
            (_BESIDE["title"], self.title),
            (_BESIDE["before"], before),
            (_BESIDE["paragraph"], self._paragraphs[self._of[number]]),
            (_BESIDE["lead"], self._paragraphs[self._of[0]]),
        ]


def focus_of(question: Question, mentions: Sequence[Mention], text: str) -> list[Mention]:
    """Return what in a sentence can be the answer to a question of its kind."""
    if question.kind in ("number", "count"):
        found = [
            m for m in mentions if m.kind == "quantity" and (not question.units or m.unit in question.units)
        ]
        if question.counted:
            exact = [m for m in found if _names_counted(m, [question.counted])]
            return exact or [m for m in found if not m.name and question.units]
        named = [m for m in found if _names_counted(m, question.pieces)]
        return named or found
    if question.kind == "who":
        return [m for m in mentions if m.kind == "person" and not _WRITER.search(m.post)]
    if question.kind == "when":
        return [m for m in mentions if m.kind == "date"]
    return []


def _names_counted(mention: Mention, pieces: Sequence[Piece]) -> bool:
    counted = fold(mention.name)
    return bool(counted) and any(name in counted or counted in name for piece in pieces for name in piece)


def _evident(question: Question, focus: Sequence[Mention], text: str) -> float:
    """Return by how much a sentence gains or loses for holding, or lacking, an answer of the kind asked."""
    if question.kind in ("number", "who", "when"):
        return 1.25 if focus else 0.4
    if question.kind == "where":
        return 1.15 if _LOCATION.search(text) else 0.8
    return 1.0
