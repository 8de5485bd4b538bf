"""How much of a question's words a sentence holds, alone and with what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.lists.paraphrase import load_thesaurus
from assistant.records import Question
from index.records import Annotation, Article
from index.words import Tokeniser, fold, pairs

Piece = tuple[str, ...]

_CONTEXT = 0.35
_UNUSED = 1.2
_PAIR = 2  # characters
# How much a word counts that stands not in the sentence but beside it.
_BESIDE = {"title": 0.75, "before": 0.6, "paragraph": 0.5, "lead": 0.35}


@dataclass(frozen=True, slots=True)
class Wanted:
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


def wanted(question: Question, tokeniser: Tokeniser) -> list[Wanted]:
    """Return the words of a question with their weights: its own in full, those of earlier turns less."""
    own = question.pieces or question.groups
    weighted = [(p, 1.0) for p in own] + [(p, _CONTEXT) for p in question.context]
    same = load_thesaurus().told
    return [
        Wanted((*p, *same.get(p[0], ())), _parts(p, tokeniser), factor * min(5, len(p[0])))
        for p, factor in weighted
    ]


def _parts(piece: Piece, tokeniser: Tokeniser) -> tuple[str, ...]:
    """Return the words that a word is made of; where the tokeniser knows none, its character pairs."""
    words = tokeniser.words(piece[0])
    parts = tuple(w for w in dict.fromkeys(words) if len(w) > 1 and w != piece[0])
    return parts or (tuple(dict.fromkeys(pairs(piece[0]))) if len(piece[0]) > _PAIR else ())


class Surroundings:
    """The folded texts of an article's sentences and of what stands around each."""

    def __init__(self, article: Article, annotation: Annotation) -> None:
        text = fold(article.text)
        self.title = fold("".join(article.title.split()))
        self.sentences = ["".join(text[s.start : s.end].split()) for s in annotation.sentences]
        self._paragraphs: dict[int, str] = {}
        for sentence, part in zip(annotation.sentences, self.sentences, strict=True):
            self._paragraphs[sentence.paragraph] = self._paragraphs.get(sentence.paragraph, "") + part
        self._of = [s.paragraph for s in annotation.sentences]
        self._held: dict[tuple[Wanted, str], float] = {}

    def coverage(self, question: Question, words: Sequence[Wanted], number: int) -> tuple[float, float]:
        """Return the share of the question's words found in and around a sentence, and in it alone."""
        total = held = own = 0.0
        around = self._around(number)
        for word in words:
            inside = word.held(self.sentences[number])
            beside = max(share * self._holds(word, t) for share, t in around) if inside < 1.0 else 0.0
            total += word.weight
            held += word.weight * max(inside, beside)
            own += word.weight * inside
        total += _UNUSED * len(question.unused)
        return (held / total, own / total) if total else (0.0, 0.0)

    def _holds(self, word: Wanted, text: str) -> float:
        """Return how far a text holds a word; paragraphs are asked once for all their sentences."""
        if (word, text) not in self._held:
            self._held[word, text] = word.held(text)
        return self._held[word, text]

    def _around(self, number: int) -> list[tuple[float, str]]:
        """Return the texts beside a sentence with how much a word in each counts."""
        before = self.sentences[number - 1] if number else ""
        return [
            (_BESIDE["title"], self.title),
            (_BESIDE["before"], before),
            (_BESIDE["paragraph"], self._paragraphs[self._of[number]]),
            (_BESIDE["lead"], self._paragraphs[self._of[0]]),
        ]
